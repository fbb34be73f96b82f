//! What was shown at a gate and what became of it: `step_snapshots`.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::action::{Action, Actor, Correction};
use crate::wire::hint::DisplayHint;

/// How an opening ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// An answer was applied.
    Answered,
    /// What it waited for came.
    Satisfied,
    /// Its deadline passed.
    TimedOut,
    /// The run was cancelled.
    Cancelled,
    /// The runbook stopped waiting: a lost `select!`, or a step that was dropped.
    Withdrawn,
}

/// One opening of one gate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpeningSnapshot {
    /// Its identity.
    pub gate_id: String,
    /// When it opened.
    pub opened_at: Timestamp,
    /// When it closed; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// How it closed; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
    /// How it was shown.
    pub display_hint: DisplayHint,
    /// Its last revision.
    pub revision: u32,
    /// SHA-256 of what was shown last.
    pub digest: String,
    /// Size in bytes of what was shown last, as JSON.
    pub payload_bytes: usize,
    /// What was shown last; absent where the byte budget has dropped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// The decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionSnapshot>,
}

/// The decision that closed an opening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionSnapshot {
    /// What was decided.
    pub action: Action,
    /// The same word again: older clients read it under this key.
    pub kind: Action,
    /// What was corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What the person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// Who the message says decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
}

/// The record of one step, under its id in `step_snapshots`.
///
/// The first four keys are the peer's, of the opening or call that ended last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepSnapshot {
    /// How it was shown.
    pub display_hint: DisplayHint,
    /// When it ended.
    pub completed_at: Timestamp,
    /// What was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionSnapshot>,
    /// The openings of the step's gates, newest first, at most one page of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<OpeningSnapshot>,
    /// How many openings there were in all.
    #[serde(default)]
    pub openings_total: usize,
}
