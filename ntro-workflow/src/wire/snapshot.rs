//! What was shown at a gate and what became of it: `step_snapshots`.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::action::{Action, Actor, Correction};
use crate::wire::correction::Change;
use crate::wire::feedback::Feedback;
use crate::wire::hint::DisplayHint;
use crate::wire::quality::QualityResults;

/// How an opening ended.
///
/// ```
/// use ntro_workflow::wire::Ending;
///
/// assert_eq!(serde_json::to_value(Ending::TimedOut)?, "timed_out");
/// # Ok::<(), serde_json::Error>(())
/// ```
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
///
/// ```
/// use ntro_workflow::wire::{Ending, OpeningSnapshot};
///
/// let opening: OpeningSnapshot = serde_json::from_value(serde_json::json!({
///     "gate_id": "review/review/1/5e6f0a1b2c3d", "opened_at": "2026-03-31T18:00:00Z",
///     "closed_at": "2026-04-01T18:00:00Z", "ending": "timed_out", "revision": 1,
///     "display_hint": { "component": "APPROVAL_FORM" }, "digest": "9f86…", "payload_bytes": 13,
/// }))?;
/// assert_eq!(opening.ending, Some(Ending::TimedOut));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpeningSnapshot {
    /// Its identity: `{step}/{gate}/{opening}/{run}`, where `run` is the end of the original run id.
    pub gate_id: String,
    /// When it opened, in workflow time.
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
    /// The [`digest`](crate::state::digest) of what was shown last: payload and hint.
    pub digest: String,
    /// Size in bytes of what was shown last, as JSON.
    pub payload_bytes: usize,
    /// What was shown last; absent where the byte budget has dropped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// The decision; absent unless an answer closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionSnapshot>,
    /// The checks beside it; absent where there were none. What was not done when it closed is skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<QualityResults>,
    /// The feedback that it showed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// Of a gate that was withdrawn because another one of its group was first: the id of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub won_by: Option<String>,
}

/// The decision that closed an opening.
///
/// ```
/// use ntro_workflow::wire::{Action, snapshot::DecisionSnapshot};
///
/// let decision: DecisionSnapshot = serde_json::from_value(serde_json::json!({
///     "action": "rejected", "kind": "rejected", "comments": "wrong month", "actor": "ada@example.com",
/// }))?;
/// assert_eq!(decision.action, Action::Rejected);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionSnapshot {
    /// What was decided.
    pub action: Action,
    /// The same word again: older clients read it under this key.
    pub kind: Action,
    /// What was corrected, cell by cell; empty where the whole payload was sent, or nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// How what was decided on differs from what the gate opened with, cell by cell: by row actions,
    /// corrections or a payload that was sent back. Empty where the byte budget has dropped it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// What the person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// Who the message says decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
}

/// The record of one step, under its id in `step_snapshots`.
///
/// The first four keys are the peer's (contract B.7), of the opening that closed last; in a step without
/// one, of the call that ended last.
///
/// ```
/// use ntro_workflow::wire::StepSnapshot;
///
/// let step: StepSnapshot = serde_json::from_value(serde_json::json!({
///     "display_hint": { "component": "SUMMARY", "config": { "title": "Lock" } },
///     "completed_at": "2026-03-31T18:00:00Z",
/// }))?;
/// assert_eq!((step.decision, step.openings_total), (None, 0)); // a step without a gate
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepSnapshot {
    /// How it was shown.
    pub display_hint: DisplayHint,
    /// When it ended, in workflow time.
    pub completed_at: Timestamp,
    /// What was shown; absent for a step without a gate, or where the byte budget has dropped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// What was decided; absent unless an answer closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionSnapshot>,
    /// What was checked beside it; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<QualityResults>,
    /// The openings of the step's gates, newest first: one page of at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<OpeningSnapshot>,
    /// How many openings there were in all.
    #[serde(default)]
    pub openings_total: usize,
}
