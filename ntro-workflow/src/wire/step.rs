//! One entry of `current_steps`: the breadcrumb.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// Not entered yet.
    Pending,
    /// At least one call of it is running.
    Active,
    /// At least one running call of it has an open gate.
    WaitingForInput,
    /// The call that ended last succeeded.
    Completed,
    /// The call that ended last failed, timed out or was cancelled.
    Failed,
}

/// One step of the breadcrumb, in source order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepDescriptor {
    /// The step's name.
    pub id: String,
    /// The title that people read.
    pub title: String,
    /// Where it stands.
    pub status: StepStatus,
    /// A Lucide icon name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// How many times it was entered.
    #[serde(default)]
    pub runs: u32,
    /// Why the last call failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
