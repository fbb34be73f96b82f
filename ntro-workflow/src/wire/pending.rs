//! What a run waits for: `current_pending_action`.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::action::Action;
use crate::wire::feedback::Feedback;
use crate::wire::hint::DisplayHint;
use crate::wire::quality::QualityResults;

/// What kind of answer is awaited. The four words are the peer's (contract B.3).
///
/// ```
/// use ntro_workflow::wire::PendingKind;
///
/// assert_eq!(serde_json::to_value(PendingKind::InteractiveReview)?, "interactive_review");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PendingKind {
    /// One document, by the signal that `args` names.
    SubmitFile,
    /// Several documents, one per slot.
    SubmitFiles,
    /// A person's decision, by `user_action`.
    InteractiveReview,
    /// Nothing here: the action lives on a child.
    DrillDown,
}

/// A child that a `drill_down` points to.
///
/// ```
/// use ntro_workflow::wire::PendingAction;
///
/// let pending: PendingAction = serde_json::from_value(serde_json::json!({
///     "kind": "drill_down", "action": "drill_down",
///     "children": [{ "task_id": "close-7:collect:ingest", "step_id": "collect", "slug": "ingest" }],
/// }))?;
/// assert_eq!(pending.children[0].task_id, "close-7:collect:ingest"); // the run to ask next
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DrillDownChild {
    /// The child's workflow id.
    pub task_id: String,
    /// The step that started it.
    pub step_id: String,
    /// The slug of its runbook.
    pub slug: String,
}

/// What a run waits for. Keys without a value are left out (contract B.3).
///
/// ```
/// use ntro_workflow::wire::{PendingAction, PendingKind, action::Address};
///
/// let pending: PendingAction = serde_json::from_value(serde_json::json!({
///     "kind": "interactive_review", "action": "interactive_review", "payload": { "total": 125 },
///     "gate_id": "review/review/1/5e6f0a1b2c3d", "revision": 1,
/// }))?;
/// assert_eq!(pending.kind, PendingKind::InteractiveReview);
/// let seen = Address::new(pending.gate_id.unwrap_or_default()).revision(1); // what an answer names
/// # drop(seen);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PendingAction {
    /// What kind of answer is awaited.
    pub kind: PendingKind,
    /// The same word again: older clients read it under this key.
    pub action: PendingKind,
    /// One sentence for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How to show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_hint: Option<DisplayHint>,
    /// What is to be reviewed, after the row edits applied so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    /// What a client needs to submit a document: `signal_name`, `signal_task_id` and the author's keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub args: Option<Value>,
    /// The names of the tools by which an agent may answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// The running children, for `drill_down`; for `submit_files` those that fill its slots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<DrillDownChild>,
    /// What is being checked beside the gate; absent where nothing is. Never in the digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<QualityResults>,
    /// What became of what was done last; the hint's configuration has it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// The opening, as an answer is to name it; absent for `drill_down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_id: Option<String>,
    /// The step that waits; absent for `drill_down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_id: Option<String>,
    /// 1 at opening, one more per applied row edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The [`digest`](crate::state::digest) of what is shown: payload and hint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// When the gate opened, in workflow time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Timestamp>,
    /// When it closes by itself; absent where it waits for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The answers that it takes; empty where it takes none. A collection of documents can be `rejected`, given
    /// up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}
