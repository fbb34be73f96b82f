//! Somebody answers at a gate.

use jiff::SignedDuration;
use ntro_workflow::wire::action::{Address, RowAction, UserActionMessage};
use ntro_workflow::wire::{PendingAction, Receipt, Refusal};

use crate::decision::{Decision, Driven};
use crate::drive::Drive;
use crate::drive::cells::unknown_cells;
use crate::drive::open::OpenGate;
use crate::failure::Wrong;
use crate::script::{Answer, Expect, Manner, Place, When};
use crate::trace::TraceEvent;
use crate::watch::label_of;

/// How long a gate has been open before it takes an answer that does not name it.
const SETTLE: SignedDuration = SignedDuration::from_secs(3);

impl Drive {
    pub(super) async fn answer(
        &mut self,
        gate: &OpenGate,
        answer: &Answer,
        manner: &Manner,
    ) -> Result<(), Wrong> {
        known_cells(gate, answer, manner)?;
        let address = (!manner.unaddressed).then(|| address(&gate.pending));
        if manner.unaddressed {
            self.settle(gate).await?;
        }
        match manner.when {
            When::Open | When::Early => {}
            When::Late => self.time_out(gate).await?,
            When::Twice => {
                let first = Manner { expect: Expect::Taken, ..manner.clone() };
                self.say(gate.member, Some(gate), address.as_ref(), answer, &first).await?;
                self.come_to_rest().await?;
                self.look().await?;
            }
        }
        self.say(gate.member, Some(gate), address.as_ref(), answer, manner).await
    }

    /// Passes the time for which a gate takes no answer that does not name it.
    async fn settle(&mut self, gate: &OpenGate) -> Result<(), Wrong> {
        let now = self.members[gate.member].now;
        let open = gate.pending.opened_at.map_or(SignedDuration::ZERO, |opened| now.duration_since(opened));
        if open > SETTLE {
            return Ok(());
        }
        self.forward(gate.member, SETTLE - open).await?;
        self.come_to_rest().await?;
        self.look().await
    }

    /// Somebody who cannot have seen the gate, as it is not open.
    pub(super) async fn answer_early(
        &mut self,
        place: &Place,
        answer: &Answer,
        manner: &Manner,
    ) -> Result<(), Wrong> {
        let member = self.member(place.child.as_ref(), &format!("{answer} early at {place}"))?;
        if let Some(gate) = self.open_at(place) {
            let message =
                format!("the gate {} is open already; answer early before what opens it", gate.opening);
            return Err(Wrong::Looked { what: format!("{answer} early at {place}"), message });
        }
        let address = (!manner.unaddressed).then(|| unopened(place));
        self.say(member, None, address.as_ref(), answer, manner).await
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
            (Err(refusal), Expect::Refused(expected)) => Err(Wrong::Refused { at, refusal, expected }),
            (Err(refusal), Expect::Taken) => Err(Wrong::Refused { at, refusal, expected: None }),
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
}

/// Whether the cells are there that are to be corrected; a refusal that is expected may be for that.
fn known_cells(gate: &OpenGate, answer: &Answer, manner: &Manner) -> Result<(), Wrong> {
    let Answer::Correct(cells) = answer else { return Ok(()) };
    let unknown = unknown_cells(gate, cells);
    if unknown.is_empty() || manner.is_refused() { Ok(()) } else { Err(Wrong::Scenario(unknown)) }
}

/// The address of a gate that nobody can have seen, so that no other gate takes what is meant for it.
fn unopened(place: &Place) -> Address {
    let gate = place.gate.as_deref().unwrap_or("review");
    Address::new(format!("{}/{gate}/{}/unopened", place.step, place.opening.unwrap_or(1)))
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
