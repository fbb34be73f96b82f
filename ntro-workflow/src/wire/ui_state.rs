//! The combined snapshot that a screen polls: `current_ui_state`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::child::ChildEntry;
use crate::wire::log::LogEntry;
use crate::wire::pending::PendingAction;
use crate::wire::receipt::RefusalReason;
use crate::wire::step::StepDescriptor;

/// How many messages were refused, by reason.
pub type RefusalCounts = BTreeMap<RefusalReason, u64>;

/// Everything that a screen needs of one run. A child's inside is not in it: ask the child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UiState {
    /// The active step that was entered last, for display only.
    pub current_step_id: Option<String>,
    /// The steps whose last call succeeded.
    pub steps_completed: Vec<String>,
    /// The payload of the oldest open gate.
    pub pending_payload: Option<Value>,
    /// The breadcrumb.
    pub steps: Vec<StepDescriptor>,
    /// The open gates, oldest first.
    pub pending_actions: Vec<PendingAction>,
    /// The direct children by the step that started them.
    pub children: BTreeMap<String, Vec<ChildEntry>>,
    /// Refused messages, by reason.
    pub refused: RefusalCounts,
    /// Applied answers that did not name their gate.
    pub unaddressed: u64,
    /// One page of the log, oldest line first; the newest page, unless the query says
    /// `{"log_before": n}`.
    pub log: Vec<LogEntry>,
    /// How many lines the log has in all.
    pub log_total: usize,
}
