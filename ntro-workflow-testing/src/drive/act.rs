//! Doing the next thing.

use std::future::Future;

use jiff::SignedDuration;
use ntro_workflow::wire::action::{Address, RowAction, UserActionMessage};
use ntro_workflow::wire::{PendingAction, Receipt, Refusal, RefusalReason};
use ntro_workflow::worker::ClientError;
use serde_json::Value;

use crate::automock;
use crate::decision::{Decision, Driven};
use crate::drive::choose::{Next, signal_of};
use crate::drive::open::OpenGate;
use crate::drive::{Drive, of_client};
use crate::failure::Wrong;
use crate::policy::Choice;
use crate::script::{Answer, ChildPlace, Expect, Instruction, LookAt, Manner, Place, When};
use crate::trace::TraceEvent;
use crate::watch::label_of;

/// How long a gate has been open before it takes an answer that does not name it.
const SETTLE: SignedDuration = SignedDuration::from_secs(3);

impl Drive {
    pub(super) async fn act(&mut self, next: Next) -> Result<(), Wrong> {
        match next {
            Next::Instruction(instruction) => self.instructed(instruction).await,
            Next::Gate(gate, Choice::Answer(answer)) => self.answer(&gate, &answer, &Manner::default()).await,
            Next::Gate(gate, Choice::TimeOut) => self.time_out(&gate).await,
            Next::Gate(gate, Choice::Submit) => self.submit_any(&gate).await,
            Next::Pass(member, time) => {
                self.forward(member, time).await?;
                let minutes = u64::try_from((time.as_secs() + 30) / 60).unwrap_or_default();
                self.note(member, TraceEvent::Passed { minutes });
                Ok(())
            }
        }
    }

    async fn instructed(&mut self, instruction: Instruction) -> Result<(), Wrong> {
        let said = instruction.to_string();
        match instruction {
            Instruction::Answer { place, answer, manner } if manner.when == When::Early => {
                self.answer_early(&place, &answer, &manner).await
            }
            Instruction::Answer { place, answer, manner } => {
                let gate = self.gate(&place, &said)?;
                self.answer(&gate, &answer, &manner).await
            }
            Instruction::TimeOut(place) => {
                let gate = self.gate(&place, &said)?;
                self.time_out(&gate).await
            }
            Instruction::Submit { child, signal, payload } => {
                let gate = self.submission(child.as_ref(), &signal).ok_or_else(|| self.not_now(&said))?;
                self.signal(gate.member, &signal, &payload).await
            }
            Instruction::Signal { child, name, payload } => {
                let member = self.member(child.as_ref(), &said)?;
                self.signal(member, &name, &payload).await
            }
            Instruction::Update { child, name, payload, look } => {
                self.update(child.as_ref(), &name, &payload, look).await
            }
            Instruction::Query { child, name, payload, look } => {
                let run = self.members[self.member(child.as_ref(), &said)?].watch.run.clone();
                let answer = run.query(&name, &payload).await.map_err(|error| of_client(&error))?;
                look(answer).map_err(|message| Wrong::Looked { what: said, message })
            }
            Instruction::Look { child, look } => {
                let state = self.members[self.member(child.as_ref(), &said)?].state.clone();
                let state = state.ok_or_else(|| self.not_now(&said))?;
                look(state).map_err(|message| Wrong::Looked { what: said, message })
            }
            Instruction::Pass(time) => self.pass(time).await,
            Instruction::Cancel { reason } => {
                self.note(0, TraceEvent::CancelRequested);
                self.members[0].watch.run.cancel(&reason).await.map_err(|error| of_client(&error))
            }
            Instruction::Terminate { reason } => {
                self.members[0].watch.run.terminate(&reason).await.map_err(|error| of_client(&error))
            }
            Instruction::KillWorker => self.kill_worker(),
        }
    }

    fn gate(&self, place: &Place, said: &str) -> Result<OpenGate, Wrong> {
        self.open_at(place).ok_or_else(|| self.not_now(said))
    }

    fn member(&self, child: Option<&ChildPlace>, said: &str) -> Result<usize, Wrong> {
        self.find(child).ok_or_else(|| self.not_now(said))
    }

    fn not_now(&self, said: &str) -> Wrong {
        Wrong::NotNow { next: said.to_owned(), open: self.open() }
    }

    async fn answer(&mut self, gate: &OpenGate, answer: &Answer, manner: &Manner) -> Result<(), Wrong> {
        let address = (!manner.unaddressed).then(|| address(&gate.pending));
        if manner.unaddressed {
            self.forward(gate.member, SETTLE).await?;
        }
        if manner.when == When::Late {
            self.time_out(gate).await?;
        }
        self.say(gate.member, Some(gate), address.as_ref(), answer, manner).await?;
        if manner.when == When::Twice {
            self.come_to_rest().await?;
            self.look().await?;
            let again = Manner { expect: Expect::Refused(None), ..manner.clone() };
            self.say(gate.member, Some(gate), address.as_ref(), answer, &again).await?;
        }
        Ok(())
    }

    /// Somebody who cannot have seen the gate, as it is not open.
    async fn answer_early(&mut self, place: &Place, answer: &Answer, manner: &Manner) -> Result<(), Wrong> {
        let member = self.member(place.child.as_ref(), &format!("{answer} early at {place}"))?;
        if let Some(gate) = self.open_at(place) {
            let message = format!("the gate {} is open already", gate.opening);
            return Err(Wrong::Looked { what: format!("{answer} early at {place}"), message });
        }
        self.say(member, None, None, answer, manner).await
    }

    /// Sends an answer, waits for what becomes of it, and compares that with what was expected.
    async fn say(
        &mut self,
        member: usize,
        gate: Option<&OpenGate>,
        address: Option<&Address>,
        answer: &Answer,
        manner: &Manner,
    ) -> Result<(), Wrong> {
        self.answers += 1;
        let message = message(answer, address, manner, self.answers);
        let run = self.members[member].watch.run.clone();
        let at = gate.map_or_else(|| label_of(run.workflow_id()), |gate| gate.opening.to_string());
        let verdict = self.attended(member, async move { run.act(message).await }).await?;
        match (verdict, manner.expect) {
            (Ok(_), Expect::Taken) => Ok(()),
            (Ok(Receipt { .. }), Expect::Refused(expected)) => Err(Wrong::NotRefused { at, expected }),
            (Err(refusal), Expect::Refused(expected))
                if expected.is_none_or(|reason| reason == refusal.reason) =>
            {
                self.refused(member, gate, manner, &refusal);
                Ok(())
            }
            (Err(refusal), _) => Err(Wrong::Refused { at, refusal }),
        }
    }

    /// A refused update leaves no trace in the run: it is noted here.
    fn refused(&mut self, member: usize, gate: Option<&OpenGate>, manner: &Manner, refusal: &Refusal) {
        let opening = gate.map(|gate| gate.opening.clone());
        self.note(member, TraceEvent::Refused { opening: opening.clone(), reason: refusal.reason });
        if let (Some(opening), Some(gate)) = (opening, gate) {
            let ((slug, run), kind) = (self.names(member), crate::decision::kind_of(&gate.pending));
            let (driven, refusal, actor) = (Driven::Refused, Some(refusal.reason), manner.actor.clone());
            self.decisions.push(Decision { slug, run, opening, kind, driven, refusal, actor });
        }
    }

    /// Waits for something that the run's worker has to do; a workflow task that fails ends the waiting.
    /// A run that has closed refuses, too.
    async fn attended<T: Send + 'static>(
        &mut self,
        member: usize,
        asked: impl Future<Output = Result<T, ClientError>> + Send + 'static,
    ) -> Result<Result<T, Refusal>, Wrong> {
        let mut asked = std::pin::pin!(tokio::time::timeout(self.part.patience, asked));
        let answer = loop {
            if !self.members[member].is_open() {
                break asked.await;
            }
            tokio::select! {
                answer = &mut asked => break answer,
                news = self.await_news(member) => news?,
            }
            self.nothing_wrong()?;
        };
        match answer {
            Ok(Ok(answer)) => Ok(Ok(answer)),
            Ok(Err(ClientError::Refused(refusal))) => Ok(Err(refusal)),
            Ok(Err(error @ ClientError::NotFound(_))) => {
                Ok(Err(Refusal::new(RefusalReason::NoOpenGate, error.to_string())))
            }
            Ok(Err(error)) => Err(of_client(&error)),
            Err(_) => Err(Wrong::Stuck { seconds: self.part.patience.as_secs(), open: self.open() }),
        }
    }

    async fn time_out(&mut self, gate: &OpenGate) -> Result<(), Wrong> {
        let run = self.members[gate.member].watch.spoken();
        let Some(deadline) = gate.pending.deadline else {
            let reason = format!("the gate {} has no deadline", gate.opening);
            return Err(Wrong::NoTime { run, reason });
        };
        let left = deadline.duration_since(self.members[gate.member].now);
        self.forward(gate.member, left.max(SignedDuration::ZERO)).await?;
        self.come_to_rest().await?;
        self.look().await?;
        let timed_out = self
            .decisions
            .iter()
            .rev()
            .any(|decision| decision.opening == gate.opening && decision.driven == Driven::TimedOut);
        if timed_out {
            return Ok(());
        }
        let what = format!("let time out at {}", gate.opening);
        Err(Wrong::Looked { what, message: "it did not time out".to_owned() })
    }

    /// Sends a signal; one that the run refuses should have been taken.
    async fn signal(&mut self, member: usize, name: &str, payload: &Value) -> Result<(), Wrong> {
        let run = self.members[member].watch.run.clone();
        let before = self.refusals(member);
        run.signal(name, payload).await.map_err(|error| of_client(&error))?;
        self.note(member, TraceEvent::Signal { name: name.to_owned() });
        self.come_to_rest().await?;
        self.look().await?;
        let at = self.members.iter().position(|member| member.watch.run.workflow_id() == run.workflow_id());
        let member = at.unwrap_or(member);
        match self.members[member].state.as_ref().filter(|_| self.refusals(member) > before) {
            Some(state) => Err(refused_signal(name, &state.log)),
            None => Ok(()),
        }
    }

    fn refusals(&self, member: usize) -> u64 {
        self.members[member].state.as_ref().map_or(0, |state| state.refused.values().sum())
    }

    /// Submits what the signal's type says, made up.
    async fn submit_any(&mut self, gate: &OpenGate) -> Result<(), Wrong> {
        let slug = &self.members[gate.member].slug;
        let what = format!("what gate {} waits for", gate.opening);
        let signal = signal_of(gate).unwrap_or("document_submitted").to_owned();
        let runbook = self.part.manifest.runbooks.iter().find(|runbook| runbook.slug == *slug);
        let signals = runbook.map(|runbook| &runbook.signals[..]).unwrap_or_default();
        let payload = match signals.iter().find(|known| known.name == signal).map(|known| &known.payload) {
            None => Err(format!("`{slug}` has no signal `{signal}`")),
            Some(None) => Ok(Value::Null),
            Some(Some(payload)) => {
                automock::value_for(&payload.schema.clone().unwrap_or_default(), self.chosen)
                    .map_err(|error| error.to_string())
            }
        };
        let payload = payload.map_err(|message| Wrong::Payload { what, message })?;
        self.signal(gate.member, &signal, &payload).await
    }

    async fn update(
        &mut self,
        child: Option<&ChildPlace>,
        name: &str,
        payload: &Value,
        look: LookAt<Result<Value, Refusal>>,
    ) -> Result<(), Wrong> {
        let what = format!("update `{name}`");
        let member = self.member(child, &what)?;
        let run = self.members[member].watch.run.clone();
        self.note(member, TraceEvent::Update { name: name.to_owned() });
        let (name, payload) = (name.to_owned(), payload.clone());
        let answer = self.attended(member, async move { run.update(&name, &payload).await }).await?;
        look(answer).map_err(|message| Wrong::Looked { what, message })
    }

    fn kill_worker(&mut self) -> Result<(), Wrong> {
        if let Some(crew) = &self.part.crew {
            crew.kill()?;
        }
        self.note(0, TraceEvent::WorkerKilled);
        Ok(())
    }
}

fn address(pending: &PendingAction) -> Address {
    let mut address = Address::new(pending.gate_id.clone().unwrap_or_default());
    address.revision = pending.revision;
    address.digest.clone_from(&pending.digest);
    address
}

fn message(answer: &Answer, address: Option<&Address>, manner: &Manner, n: u64) -> UserActionMessage {
    let commented = |message: UserActionMessage, comments: &Option<String>| match comments {
        Some(comments) => message.comments(comments.clone()),
        None => message,
    };
    let message = match answer {
        Answer::Approve { comments } => commented(UserActionMessage::approve(), comments),
        Answer::Reject { comments } => commented(UserActionMessage::reject(), comments),
        Answer::Correct(corrections) => UserActionMessage::correct(corrections.iter().cloned()),
        Answer::CorrectPayload(payload) => UserActionMessage::correct_payload(payload.clone()),
        Answer::Row(row) => UserActionMessage::row(RowAction::clone(row)),
    };
    let message = message.action_id(format!("answer-{n}"));
    let message = address.into_iter().fold(message, |message, address| message.at(address));
    manner.actor.iter().fold(message, |message, actor| message.actor(actor.clone()))
}

fn refused_signal(name: &str, log: &[ntro_workflow::wire::LogEntry]) -> Wrong {
    use ntro_workflow::wire::LogEvent;
    let last = log.iter().rev().find_map(|entry| match &entry.event {
        LogEvent::Refused { reason, message } => Some(Refusal::new(*reason, message.clone())),
        _ => None,
    });
    let refusal = last.unwrap_or_else(|| Refusal::new(RefusalReason::HandlerRefused, "it does not say why"));
    Wrong::Refused { at: format!("signal `{name}`"), refusal }
}
