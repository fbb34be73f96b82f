//! Doing the next thing.

use std::future::Future;

use ntro_workflow::wire::{Refusal, RefusalReason};
use ntro_workflow::worker::ClientError;
use serde_json::Value;

use crate::automock;
use crate::drive::choose::{Next, signal_of};
use crate::drive::open::OpenGate;
use crate::drive::{Drive, of_client};
use crate::failure::Wrong;
use crate::policy::Choice;
use crate::script::{ChildPlace, Instruction, LookAt, Manner, Place, When};
use crate::stickiness;
use crate::trace::TraceEvent;

impl Drive {
    pub(super) async fn act(&mut self, next: Next) -> Result<(), Wrong> {
        match next {
            Next::Instruction(instruction) => self.instructed(instruction).await,
            Next::Gate(gate, Choice::Answer(answer)) => self.answer(&gate, &answer, &Manner::default()).await,
            Next::Gate(gate, Choice::TimeOut) => self.time_out(&gate).await,
            Next::Gate(gate, Choice::Submit) => self.submit_any(&gate).await,
            Next::Pass(member, time) => self.pass_for(member, time).await,
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
                let member = self.member(child.as_ref(), &said)?;
                self.update(member, &name, &payload, look).await
            }
            Instruction::Query { child, name, payload, look } => {
                let member = self.member(child.as_ref(), &said)?;
                self.query(member, &name, &payload, look).await
            }
            Instruction::Look { child, look } => {
                let state = self.members[self.member(child.as_ref(), &said)?].state.clone();
                let state = state.ok_or_else(|| self.not_now(&said))?;
                look(state).map_err(|message| Wrong::Looked { what: said, message })
            }
            other => self.done_to_all(other).await,
        }
    }

    /// What is about no gate and no message.
    async fn done_to_all(&mut self, instruction: Instruction) -> Result<(), Wrong> {
        let root = self.root();
        match instruction {
            Instruction::Pass(time) => self.pass(time).await,
            Instruction::Cancel { reason } => {
                let asked = self.members[root].watch.run.cancel(&reason).await;
                self.note(root, TraceEvent::CancelRequested);
                asked.map_err(|error| of_client(&error))
            }
            Instruction::Terminate { reason } => {
                let asked = self.members[root].watch.run.terminate(&reason).await;
                asked.map_err(|error| of_client(&error))
            }
            _ => self.kill_worker().await,
        }
    }

    fn gate(&self, place: &Place, said: &str) -> Result<OpenGate, Wrong> {
        self.open_at(place).ok_or_else(|| self.not_now(said))
    }

    pub(super) fn member(&self, child: Option<&ChildPlace>, said: &str) -> Result<usize, Wrong> {
        self.find(child).ok_or_else(|| self.not_now(said))
    }

    fn not_now(&self, said: &str) -> Wrong {
        Wrong::NotNow { next: said.to_owned(), open: self.open() }
    }

    /// Waits for something that the run's worker has to do; a workflow task that fails ends the waiting.
    /// A run that has closed refuses, too.
    pub(super) async fn attended<T: Send + 'static>(
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

    /// Sends a signal; one that the run refuses should have been taken.
    async fn signal(&mut self, member: usize, name: &str, payload: &Value) -> Result<(), Wrong> {
        let run = self.members[member].watch.run.clone();
        let before = self.refusals(member);
        run.signal(name, payload).await.map_err(|error| of_client(&error))?;
        self.note(member, TraceEvent::Signal { name: name.to_owned() });
        self.come_to_rest().await?;
        self.look().await?;
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
        member: usize,
        name: &str,
        payload: &Value,
        look: LookAt<Result<Value, Refusal>>,
    ) -> Result<(), Wrong> {
        let run = self.members[member].watch.run.clone();
        self.note(member, TraceEvent::Update { name: name.to_owned() });
        let (update, payload) = (name.to_owned(), payload.clone());
        let answer = self.attended(member, async move { run.update(&update, &payload).await }).await?;
        look(answer).map_err(|message| Wrong::Looked { what: format!("update `{name}`"), message })
    }

    async fn query(
        &mut self,
        member: usize,
        name: &str,
        payload: &Value,
        look: LookAt<Value>,
    ) -> Result<(), Wrong> {
        let run = self.members[member].watch.run.clone();
        let (query, payload) = (name.to_owned(), payload.clone());
        let answer = self.attended(member, async move { run.query(&query, &payload).await }).await?;
        let what = format!("query `{name}`");
        match answer {
            Ok(answer) => look(answer).map_err(|message| Wrong::Looked { what, message }),
            Err(refusal) => Err(Wrong::Looked { what, message: refusal.to_string() }),
        }
    }

    async fn kill_worker(&mut self) -> Result<(), Wrong> {
        if let Some(crew) = &self.part.crew {
            crew.kill()?;
        }
        for member in self.members.iter().filter(|member| member.is_open()) {
            stickiness::forget(&member.watch.run).await?;
        }
        self.note(0, TraceEvent::WorkerKilled);
        Ok(())
    }
}

fn refused_signal(name: &str, log: &[ntro_workflow::wire::LogEntry]) -> Wrong {
    use ntro_workflow::wire::LogEvent;
    let last = log.iter().rev().find_map(|entry| match &entry.event {
        LogEvent::Refused { reason, message } => Some(Refusal::new(*reason, message.clone())),
        _ => None,
    });
    let refusal = last.unwrap_or_else(|| Refusal::new(RefusalReason::HandlerRefused, "it does not say why"));
    Wrong::Refused { at: format!("signal `{name}`"), refusal, expected: None }
}
