//! What comes of a message: an answer, a row edit, or the same receipt again.

use serde_json::Value;

use crate::state::gate::OpeningKey;
use crate::wire::{Action, Actor, Correction, Receipt};

/// How much a message is held against.
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
}

/// An answer that closes its gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The decision.
    pub action: Action,
    /// The payload after corrections and row edits.
    pub payload: Value,
    /// What was corrected.
    pub corrections: Vec<Correction>,
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
    /// The row.
    pub row_id: String,
    /// The verb.
    pub verb: String,
    /// Who sent it.
    pub sender: Sender,
}

/// What [`State::judge`](crate::state::State::judge) decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Close the gate with this answer.
    Answer(OpeningKey, Answer),
    /// Change what the gate shows.
    Row(OpeningKey, RowEdit),
    /// A message that was applied before: say the same again, change nothing.
    Repeat(Receipt),
}
