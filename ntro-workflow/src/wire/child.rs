//! One child run, as `children_by_step_id` and `current_ui_state` show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a child run stands (contract B.6).
///
/// ```
/// use ntro_workflow::wire::ChildStatus;
///
/// assert_eq!(serde_json::to_value(ChildStatus::Running)?, "running");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChildStatus {
    /// Asked for, or running.
    Running,
    /// Ended with a result.
    Completed,
    /// Failed, timed out, was cancelled or terminated, or could not be started.
    Failed,
}

/// One direct child of a run: an entry of `children_by_step_id` (contract B.6).
///
/// ```
/// use ntro_workflow::wire::{ChildEntry, ChildStatus};
///
/// let entry: ChildEntry = serde_json::from_value(serde_json::json!({
///     "workflow_id": "close-7:collect:document-ingest:bank",
///     "run_id": "0b5e6f", "slug": "document-ingest", "key": "bank", "status": "completed",
/// }))?;
/// assert_eq!(entry.status, ChildStatus::Completed);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChildEntry {
    /// Its workflow id: `{parent}:{step}:{slug}` (contract B.11), followed by `:{key}` where it has a key
    /// (from the second of a key on `:{key}~{n}`), and from the second without a key by `:~{n}`.
    pub workflow_id: String,
    /// The id of its first run; empty until it has started.
    pub run_id: String,
    /// The slug of its runbook.
    pub slug: String,
    /// The author's key, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Where it stands.
    pub status: ChildStatus,
    /// Why it failed, in one sentence; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
