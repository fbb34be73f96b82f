//! One child run, as `children_by_step_id` and `current_ui_state` show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a child run stands.
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

/// One direct child of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChildEntry {
    /// Its workflow id: `{parent}:{step}:{slug}` and, from the second on, `:~{n}` or `:{key}`.
    pub workflow_id: String,
    /// The id of its first run; empty until it has started.
    pub run_id: String,
    /// Its slug.
    pub slug: String,
    /// The author's key, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Where it stands.
    pub status: ChildStatus,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
