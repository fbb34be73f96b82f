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

    /// The type of the failure that the run closed with.
    pub(crate) fn failure_type(&self) -> Option<&str> {
        let closed = self.0.last()?.get("workflowExecutionFailedEventAttributes")?;
        closed.pointer("/failure/applicationFailureInfo/type")?.as_str()
    }

    /// The kind of the last event, as the CLI spells it.
    pub(crate) fn last(&self) -> &str {
        self.0.last().and_then(|event| event["eventType"].as_str()).expect("an event")
    }

    /// The bytes of the largest event, as JSON: more than its payloads have.
    pub(crate) fn largest_event(&self) -> usize {
        self.0.iter().map(|event| event.to_string().len()).max().expect("an event")
    }
}
