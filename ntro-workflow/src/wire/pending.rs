//! What a run waits for: `current_pending_action`.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::action::Action;
use crate::wire::hint::DisplayHint;

/// What kind of answer is awaited. The four words are the peer's.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DrillDownChild {
    /// The child's workflow id.
    pub task_id: String,
    /// The step that started it.
    pub step_id: String,
    /// Its slug.
    pub slug: String,
}

/// What a run waits for. Keys without a value are left out.
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
    /// The tools of an agent that may answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// The running children, for `drill_down`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<DrillDownChild>,
    /// The opening that an answer must name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_id: Option<String>,
    /// The step that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_id: Option<String>,
    /// 1 at opening, one more per applied row edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// SHA-256 of what is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// When the gate opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Timestamp>,
    /// When it closes by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The answers that it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
}
