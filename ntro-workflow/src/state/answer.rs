//! What comes of a message: an answer, a row edit, or the same receipt again.

use serde_json::Value;

use crate::state::gate::OpeningKey;
use crate::wire::{Action, Actor, Change, Correction, Receipt};

/// How much a message is held against.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
/// # let key = state.open_gate(spec, at).unwrap();
/// let other_view = Address::new("review/review/1/5e6f0a1b2c3d").digest("of another payload");
/// let message = action::UserActionMessage::approve().at(&other_view).into_message();
/// assert!(state.judge(&message, Scrutiny::Validate, at).is_err());
/// assert!(state.judge(&message, Scrutiny::Accepted, at).is_ok()); // as history says
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrutiny {
    /// An update's validator: everything, before anything is written to history.
    Validate,
    /// An update that the validator accepted: history says that it was, so digest and payload are
    /// not compared again. A retitled table must not change a recorded approval.
    Accepted,
    /// A signal, which is judged again on replay: by what is in history only, so not by digest.
    Signal,
}

/// Who sent a message and how it was addressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sender {
    /// Who the message says sent it.
    pub actor: Option<Actor>,
    /// The sender's own id of the message; a retried click carries the same one.
    pub action_id: Option<String>,
    /// Whether it named its gate.
    pub addressed: bool,
    /// What it said, where it has an id: tells it from another answer under the same one.
    pub(super) said: Option<String>,
}

/// An answer that closes its gate.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
/// # let key = state.open_gate(spec, at).unwrap();
/// # let address = Address::new("review/review/1/5e6f0a1b2c3d").revision(1);
/// # let message = action::UserActionMessage::approve().at(&address).actor("ada").into_message();
/// let verdict = state.judge(&message, Scrutiny::Signal, at)?;
/// let Verdict::Answer(_, answer) = verdict else { panic!("a decision") };
/// assert_eq!(answer.action, Action::Approved);
/// assert_eq!(answer.payload, json!({ "total": 125 }));
/// assert_eq!((answer.sender.actor, answer.sender.addressed), (Some("ada".into()), true));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The decision.
    pub action: Action,
    /// The payload after corrections and row edits.
    pub payload: Value,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// How the payload differs from what the gate opened with.
    pub changes: Vec<Change>,
    /// What the person wrote.
    pub comments: Option<String>,
    /// Whether it came after the deadline, before the run had seen the timer.
    pub late: bool,
    /// Who sent it.
    pub sender: Sender,
}

/// A row edit that leaves its gate open.
#[derive(Clone, Debug, PartialEq)]
pub struct RowEdit {
    /// The payload after the edit.
    pub payload: Value,
    /// The `id` of the row.
    pub row_id: String,
    /// The verb: `edit_cell`, `reject_row`, one of the author's, or `retry` of a slot, whose `id` is its source.
    pub verb: String,
    /// Who sent it.
    pub sender: Sender,
}

/// What [`State::judge`](crate::state::State::judge) decided.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
/// # let key = state.open_gate(spec, at).unwrap();
/// # let address = Address::new("review/review/1/5e6f0a1b2c3d").revision(1);
/// # let message = action::UserActionMessage::approve().at(&address).into_message();
/// let said = match state.judge(&message, Scrutiny::Signal, at)? {
///     Verdict::Answer(_, answer) => format!("closes as {}", answer.action),
///     Verdict::Row(_, edit) => format!("edits row {}", edit.row_id),
///     Verdict::Retry(_, edit) => format!("tries {} again", edit.row_id),
///     Verdict::Repeat(receipt) => format!("was applied to {}", receipt.gate_id),
/// };
/// assert_eq!(said, "closes as approved");
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Close the gate with this answer.
    Answer(OpeningKey, Answer),
    /// Change what the gate shows.
    Row(OpeningKey, RowEdit),
    /// Try a failed slot of a collection of documents again.
    Retry(OpeningKey, RowEdit),
    /// A message that was applied before: say the same again, change nothing.
    Repeat(Receipt),
}
