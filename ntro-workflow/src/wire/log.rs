//! The record of what happened at the gates, and who did it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::action::{Action, Actor, Correction};
use crate::wire::receipt::RefusalReason;
use crate::wire::snapshot::Ending;

/// What happened. In JSON the word is under `event`.
///
/// ```
/// use ntro_workflow::wire::{Ending, LogEvent};
///
/// let event = LogEvent::Closed { ending: Ending::TimedOut };
/// assert_eq!(serde_json::to_value(event)?, serde_json::json!({ "event": "closed", "ending": "timed_out" }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LogEvent {
    /// An answer closed its gate.
    Answered {
        /// The decision.
        action: Action,
        /// What was corrected.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<Correction>,
        /// What the person wrote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comments: Option<String>,
        /// Whether it came after the deadline, in the same task as the timer.
        late: bool,
    },
    /// A row was edited; the gate stays open.
    RowEdited {
        /// The `id` of the row.
        row_id: String,
        /// The verb: `edit_cell`, `reject_row`, one of the author's, or `retry` of a slot, whose `id` is its source.
        verb: String,
    },
    /// The gate closed without an answer.
    Closed {
        /// How it closed; never `answered`.
        ending: Ending,
    },
    /// A message was refused and changed nothing.
    Refused {
        /// The frozen word for why.
        reason: RefusalReason,
        /// One sentence for the person, cut off after 500 letters: it may quote the sender.
        message: String,
    },
}

/// One line of the log.
///
/// ```
/// use ntro_workflow::wire::{LogEntry, LogEvent, RefusalReason};
///
/// let line: LogEntry = serde_json::from_value(serde_json::json!({
///     "at": "2026-03-31T18:00:00Z", "event": "refused",
///     "reason": "no_open_gate", "message": "nothing waits for an answer now",
/// }))?;
/// assert!(matches!(line.event, LogEvent::Refused { reason: RefusalReason::NoOpenGate, .. }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    /// Workflow time of the task in which it happened.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: LogEvent,
    /// The opening it concerns; absent where a refused message named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_id: Option<String>,
    /// Who the message says sent it. Nothing here verifies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Whether the message named its gate.
    #[serde(default)]
    pub addressed: bool,
}
