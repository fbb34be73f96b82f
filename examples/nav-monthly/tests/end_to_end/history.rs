//! What Temporal's history of a run says.

use serde_json::Value;

use crate::server::temporal;

/// The events of a run so far.
pub(crate) struct History(Vec<Value>);

impl History {
    /// Reads it.
    pub(crate) fn of(workflow_id: &str) -> Self {
        let shown = temporal(&["show", "--workflow-id", workflow_id, "--no-json-shorthand-payloads"]);
        Self(shown["events"].as_array().expect("events").clone())
    }

    /// For each activity that has ended, the number of its last attempt.
    pub(crate) fn attempts(&self) -> Vec<u64> {
        let started = self.0.iter().filter_map(|event| event.get("activityTaskStartedEventAttributes"));
        started.map(|started| started["attempt"].as_u64().expect("a number")).collect()
    }
}
