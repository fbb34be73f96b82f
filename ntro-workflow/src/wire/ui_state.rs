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
///
/// ```
/// use ntro_workflow::wire::{RefusalReason, ui_state::RefusalCounts};
///
/// let refused: RefusalCounts = serde_json::from_value(serde_json::json!({ "stale_view": 2 }))?;
/// assert_eq!(refused[&RefusalReason::StaleView], 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub type RefusalCounts = BTreeMap<RefusalReason, u64>;

/// Everything that a screen needs of one run (contract B.5). A child's inside is not in it: ask the
/// child.
///
/// ```
/// use ntro_workflow::wire::{StepStatus, UiState};
///
/// /// The titles of the steps that wait for a person.
/// fn waiting(screen: &UiState) -> Vec<&str> {
///     let waits = |status| status == StepStatus::WaitingForInput;
///     screen.steps.iter().filter(|step| waits(step.status)).map(|step| step.title.as_str()).collect()
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UiState {
    /// The active step that was entered last, for display only.
    pub current_step_id: Option<String>,
    /// The ids of the steps that stand at `completed`, in source order.
    pub steps_completed: Vec<String>,
    /// The payload of the oldest open gate; `null` without one.
    pub pending_payload: Option<Value>,
    /// The breadcrumb.
    pub steps: Vec<StepDescriptor>,
    /// The open gates, oldest first.
    pub pending_actions: Vec<PendingAction>,
    /// The direct children by the step that started them.
    pub children: BTreeMap<String, Vec<ChildEntry>>,
    /// How many signals were refused, by reason. A refused update is not counted.
    pub refused: RefusalCounts,
    /// How many applied answers and row edits did not name their gate.
    pub unaddressed: u64,
    /// One page of at most 50 lines of the log, oldest first; the newest page, unless the query says
    /// `{"log_before": n}`.
    pub log: Vec<LogEntry>,
    /// How many lines the log has in all; of refused messages it keeps the newest 200.
    pub log_total: usize,
}
