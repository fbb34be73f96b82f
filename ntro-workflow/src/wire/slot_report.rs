//! What a child tells its parent of the slot that it fills.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::hint::SlotStatus;

/// The signal by which a parent asks a child to report; it carries nothing.
pub const WATCH_SLOT: &str = "ntro.watch_slot";

/// The signal by which a child reports to its parent: a [`SlotReport`].
pub const SLOT_STATUS: &str = "ntro.slot_status";

/// Where a child stands that fills a slot of its parent's.
///
/// A parent cannot ask a child from inside its workflow code, so the child says it by a signal when it
/// changes; a child of another make that never does is `pending` until it ends.
///
/// ```
/// use ntro_workflow::wire::SlotReport;
///
/// let report: SlotReport = serde_json::from_value(serde_json::json!({
///     "task_id": "close-7:collect:document-ingest:bank", "status": "awaiting_review",
/// }))?;
/// assert_eq!(report.status.as_str(), "awaiting_review");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SlotReport {
    /// The child's workflow id.
    pub task_id: String,
    /// Where it stands; how it ends is seen by its parent.
    pub status: SlotStatus,
}
