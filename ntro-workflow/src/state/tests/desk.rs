//! A run on a desk: what the runtime does with the state, and a clock that moves when told.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::state::{
    CallKey, Check, GateSpec, OpeningKey, Outcome, RunIdentity, Scrutiny, State, StepDefinition,
};
use crate::wire::hint::DataTable;
use crate::wire::{
    Action, ActionMessage, Address, Ending, PendingAction, PendingKind, Receipt, Refusal, RefusalReason,
    Violation,
};

pub(super) const STEPS: &[StepDefinition] = &[
    StepDefinition::new("intake", "Intake").icon("Inbox"),
    StepDefinition::new("review_lines", "Review lines").icon("Eye"),
    StepDefinition::new("post", "Post"),
];

pub(super) const EVERY_ACTION: [Action; 3] = [Action::Approved, Action::Corrected, Action::Rejected];

pub(super) const EVERY_ENDING: [Ending; 5] =
    [Ending::Answered, Ending::Satisfied, Ending::TimedOut, Ending::Cancelled, Ending::Withdrawn];

/// Long enough for an older client's answer to be taken.
pub(super) const SETTLE: i64 = 3;

pub(super) fn identity() -> RunIdentity {
    RunIdentity {
        workflow_id: "close-7".into(),
        original_run_id: "019a9f3c-7c1e-7d3a-9b42-5e6f0a1b2c3d".into(),
    }
}

/// So many seconds after the run began.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_775_000_000 + seconds).unwrap()
}

/// What the reviews show.
pub(super) fn lines() -> Value {
    json!({
        "lines": [
            { "id": "r1", "amount": 125, "status": "PENDING" },
            { "id": "r2", "amount": 40, "status": "PENDING" },
        ],
        "note": "March",
    })
}

/// The lines with the amount of the first one changed.
pub(super) fn lines_with(amount: impl Into<Value>) -> Value {
    let mut lines = lines();
    lines["lines"][0]["amount"] = amount.into();
    lines
}

/// The author's type: amounts are numbers, and not negative.
pub(super) fn amounts_fit(payload: &Value) -> Result<(), Violation> {
    let rows = payload["lines"].as_array().into_iter().flatten().enumerate();
    for (index, row) in rows {
        if row["amount"].as_f64().is_none_or(|amount| amount < 0.0) {
            return Err(Violation::at(format!("/lines/{index}/amount"), "not an amount"));
        }
    }
    Ok(())
}

pub(super) fn review(call: CallKey) -> GateSpec {
    GateSpec {
        hint: DataTable::new("Lines").dataset("lines", "Lines").into(),
        reason: Some("Confirm the lines".into()),
        settle: Duration::from_secs(SETTLE.unsigned_abs()),
        fits: Check::new(amounts_fit),
        complete: Check::new(amounts_fit),
        ..GateSpec::review(call, "review", lines())
    }
}

pub(super) fn submission(call: CallKey) -> GateSpec {
    GateSpec {
        reason: Some("Confirm the lines".into()),
        settle: Duration::from_secs(SETTLE.unsigned_abs()),
        args: Some(json!({ "signal_name": "document_submitted" })),
        ..GateSpec::submission(call, "submit", PendingKind::SubmitFile)
    }
}

/// The address that a client copies from what it shows.
pub(super) fn address_of(shown: &PendingAction) -> Address {
    Address {
        gate_id: shown.gate_id.clone().unwrap(),
        revision: shown.revision,
        digest: shown.digest.clone(),
    }
}

/// The words of a message, as they arrive.
pub(super) fn said(message: Value) -> ActionMessage {
    ActionMessage::decode(&message).unwrap()
}

/// Why a message was refused.
pub(super) fn reason(outcome: Result<Receipt, Refusal>) -> RefusalReason {
    outcome.unwrap_err().reason
}

/// A state and its clock.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) state: State,
    pub(super) now: Timestamp,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { state: State::new(identity(), STEPS), now: at(0) }
    }

    /// A run that waits at a review, long enough to be seen.
    pub(super) fn at_review() -> (Self, OpeningKey) {
        Self::at_gate(review)
    }

    pub(super) fn at_gate(spec: impl FnOnce(CallKey) -> GateSpec) -> (Self, OpeningKey) {
        let mut desk = Self::new();
        let call = desk.enter("review_lines");
        let gate = desk.open(spec(call));
        desk.tick(SETTLE);
        (desk, gate)
    }

    pub(super) fn tick(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    pub(super) fn enter(&mut self, step: &str) -> CallKey {
        self.state.enter_step(step).unwrap()
    }

    pub(super) fn leave(&mut self, call: CallKey, outcome: Outcome) {
        self.state.leave_step(call, outcome, self.now);
    }

    pub(super) fn open(&mut self, spec: GateSpec) -> OpeningKey {
        self.state.open_gate(spec, self.now).unwrap()
    }

    pub(super) fn close(&mut self, gate: OpeningKey, ending: Ending) {
        self.state.close_gate(gate, ending, self.now);
    }

    /// The update: validated, and if accepted applied. A refused one leaves no trace.
    pub(super) fn update(&mut self, message: impl Into<ActionMessage>) -> Result<Receipt, Refusal> {
        let message = message.into();
        self.state.judge(&message, Scrutiny::Validate, self.now)?;
        self.replay_update(message)
    }

    /// The update on replay: history says that it was accepted.
    pub(super) fn replay_update(&mut self, message: impl Into<ActionMessage>) -> Result<Receipt, Refusal> {
        let verdict = self.state.judge(&message.into(), Scrutiny::Accepted, self.now)?;
        Ok(self.state.apply(verdict, self.now))
    }

    /// The signal: applied or recorded as refused.
    pub(super) fn signal(&mut self, message: impl Into<ActionMessage>) -> Result<Receipt, Refusal> {
        let message = message.into();
        match self.state.judge(&message, Scrutiny::Signal, self.now) {
            Ok(verdict) => Ok(self.state.apply(verdict, self.now)),
            Err(refusal) => {
                self.state.refuse(&refusal, Some(&message), self.now);
                Err(refusal)
            }
        }
    }

    /// What a message would be told, by either road; nothing is applied.
    pub(super) fn judged(
        &self,
        message: impl Into<ActionMessage>,
        scrutiny: Scrutiny,
    ) -> Result<(), RefusalReason> {
        self.state.judge(&message.into(), scrutiny, self.now).map(drop).map_err(|refusal| refusal.reason)
    }

    /// The address of the oldest open gate, as clients see it.
    pub(super) fn shown(&self) -> Address {
        address_of(&self.state.pending_actions()[0])
    }

    /// The oldest open gate by its id alone.
    pub(super) fn shown_id(&self) -> Address {
        Address::new(self.shown().gate_id)
    }
}
