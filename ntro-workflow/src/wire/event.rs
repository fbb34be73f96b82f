//! What the outside is told when an activity with an observable result has succeeded.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// One thing that happened, as sinks of events get it.
///
/// It is sent at least once. Its [`id`](Self::id) is the same each time, so that a receiver that keeps the
/// ids it knows has it exactly once; of two that came, [`occurred_at`](Self::occurred_at) and the payload may
/// differ as far as the activity's attempts did.
///
/// ```
/// use ntro_workflow::wire::Event;
///
/// let event: Event = serde_json::from_value(serde_json::json!({
///     "id": Event::id_of("close-7", "0192f0c4", "3"), "type": "document.parsed",
///     "payload": { "pages": 2 }, "workflow_id": "close-7", "run_id": "0192f0c4",
///     "workflow_type": "NavCloseWorkflow", "slug": "nav-close", "activity": "documents.parse",
///     "occurred_at": "2026-03-31T18:00:00Z",
/// }))?;
/// assert_eq!(event.payload["pages"], 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The same for every sending of this event, and for no other one.
    pub id: String,
    /// What happened, such as `document.parsed`: the type's `EVENT_TYPE`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// What the activity returned.
    pub payload: Value,
    /// The workflow id of the run that called the activity.
    pub workflow_id: String,
    /// The run id of that run.
    pub run_id: String,
    /// Its workflow type.
    pub workflow_type: String,
    /// The slug of its runbook, as the workflow type spells it.
    pub slug: String,
    /// The activity type.
    pub activity: String,
    /// When the activity returned.
    pub occurred_at: Timestamp,
}

impl Event {
    /// The id of the event of one call of an activity. It depends on the call alone, not on the attempt,
    /// the worker or the time. A run that is reset goes on under another run id, with other calls.
    ///
    /// ```
    /// use ntro_workflow::wire::Event;
    ///
    /// let id = Event::id_of("close-7", "0192f0c4", "3");
    /// assert_eq!(id, Event::id_of("close-7", "0192f0c4", "3"));
    /// assert_ne!(id, Event::id_of("close-7", "0192f0c4", "4"));
    /// ```
    #[must_use]
    pub fn id_of(workflow_id: &str, run_id: &str, activity_id: &str) -> String {
        // As JSON the three cannot run into each other.
        let call = serde_json::json!([workflow_id, run_id, activity_id]).to_string();
        let hash = Sha256::digest(call.as_bytes());
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
