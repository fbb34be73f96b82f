//! The record of what happened at the gates, and who did it.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::action::{Action, Actor, Correction};
use crate::wire::receipt::RefusalReason;
use crate::wire::snapshot::Ending;

/// What happened.
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
        /// The row.
        row_id: String,
        /// The verb: `edit_cell`, `reject_row` or the author's own.
        verb: String,
    },
    /// The gate closed without an answer.
    Closed {
        /// How.
        ending: Ending,
    },
    /// A message was refused and changed nothing.
    Refused {
        /// The frozen word.
        reason: RefusalReason,
        /// One sentence.
        message: String,
    },
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    /// Workflow time of the task that delivered it.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: LogEvent,
    /// The opening it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_id: Option<String>,
    /// Who the message says sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// Whether the message named its gate.
    #[serde(default)]
    pub addressed: bool,
}
