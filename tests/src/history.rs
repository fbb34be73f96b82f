//! What Temporal's history of a run says.

use serde_json::Value;

use crate::server::temporal;

/// The events of a run so far.
#[derive(Debug)]
pub struct History(Vec<Value>);

impl History {
    /// Reads it.
    #[must_use]
    pub fn of(workflow_id: &str) -> Self {
        let shown = temporal(&["show", "--workflow-id", workflow_id, "--no-json-shorthand-payloads"]);
        Self(shown["events"].as_array().expect("events").clone())
    }

    /// For each activity that has ended, the number of its last attempt.
    #[must_use]
    pub fn attempts(&self) -> Vec<u64> {
        let started = self.0.iter().filter_map(|event| event.get("activityTaskStartedEventAttributes"));
        started.map(|started| started["attempt"].as_u64().expect("a number")).collect()
    }

    /// The same of the activities of that type.
    #[must_use]
    pub fn attempts_of(&self, activity_type: &str) -> Vec<u64> {
        let scheduled = |event: &&Value| {
            let name = event.pointer("/activityTaskScheduledEventAttributes/activityType/name");
            name.and_then(Value::as_str) == Some(activity_type)
        };
        let ids: Vec<_> = self.0.iter().filter(scheduled).map(|event| &event["eventId"]).collect();
        let started = self.0.iter().filter_map(|event| event.get("activityTaskStartedEventAttributes"));
        let started = started.filter(|started| ids.contains(&&started["scheduledEventId"]));
        started.map(|started| started["attempt"].as_u64().expect("a number")).collect()
    }

    /// The type of the failure that the run closed with.
    #[must_use]
    pub fn failure_type(&self) -> Option<&str> {
        let closed = self.0.last()?.get("workflowExecutionFailedEventAttributes")?;
        closed.pointer("/failure/applicationFailureInfo/type")?.as_str()
    }

    /// The kind of the last event, as the CLI spells it.
    #[must_use]
    pub fn last(&self) -> &str {
        self.0.last().and_then(|event| event["eventType"].as_str()).expect("an event")
    }

    /// The bytes of the largest event, as JSON: more than its payloads have.
    #[must_use]
    pub fn largest_event(&self) -> usize {
        self.0.iter().map(|event| event.to_string().len()).max().expect("an event")
    }
}
