//! One run's history: what the server has kept of it.

mod check;
#[cfg(test)]
mod tests;

use serde_json::Value;
use temporalio_protos::temporal::api::enums::v1::{EventType, WorkflowTaskFailedCause};
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;
use temporalio_protos::temporal::api::history::v1::{
    History as Events, HistoryEvent, WorkflowExecutionStartedEventAttributes,
    WorkflowTaskFailedEventAttributes,
};

use crate::worker::replay::protojson;
use crate::worker::run_info::{RunStatus, slug_of};

/// The history of one run, whole and fit for a replay: of a closed run, or of an open one up to now.
///
/// ```
/// use ntro_workflow::worker::History;
///
/// let error = History::from_json(br#"{ "events": [] }"#).unwrap_err();
/// assert!(error.to_string().starts_with("it has no events"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    events: Events,
    workflow_id: String,
    run_id: String,
    workflow_type: String,
}

/// Why something is no history that can be replayed.
///
/// ```
/// use ntro_workflow::worker::History;
///
/// let error = History::from_json(b"{").unwrap_err();
/// assert!(error.sentence.starts_with("it is no JSON"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
#[non_exhaustive]
pub struct HistoryError {
    /// What is wrong and what to do.
    pub sentence: String,
}

impl HistoryError {
    fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into() }
    }
}

impl History {
    /// Reads a history, either as [`UntypedRun::history`](crate::worker::UntypedRun::history) and
    /// [`to_json`](Self::to_json) write it, or as `temporal workflow show -o json` prints it.
    ///
    /// # Errors
    /// One sentence, if it is no JSON, no history, one without its beginning, one with events missing, or
    /// one in which there is nothing to replay yet.
    ///
    /// ```no_run
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use ntro_workflow::worker::History;
    ///
    /// let history = History::from_json(&std::fs::read("tests/histories/month-end/approved.json")?)?;
    /// println!("{} events of {}", history.len(), history.workflow_id());
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Self, HistoryError> {
        let json: Value = serde_json::from_slice(bytes).map_err(|error| {
            HistoryError::new(format!("it is no JSON: {error}; if the file was cut off, record it again"))
        })?;
        Self::of(read(json)?)
    }

    /// A history as the server gives it, event by event.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json), of what is no whole history.
    ///
    /// ```
    /// use ntro_workflow::worker::History;
    ///
    /// assert!(History::from_events(Vec::new()).is_err());
    /// ```
    pub fn from_events(events: Vec<HistoryEvent>) -> Result<Self, HistoryError> {
        Self::of(Events { events })
    }

    /// The newest workflow task among events, in whichever order, if it failed and the server has it done again:
    /// a run stands still until one succeeds.
    ///
    /// ```
    /// use ntro_workflow::worker::History;
    ///
    /// assert!(History::failed_task(&[]).is_none());
    /// ```
    #[must_use]
    pub fn failed_task(events: &[HistoryEvent]) -> Option<&WorkflowTaskFailedEventAttributes> {
        let ended = events.iter().filter_map(|event| match event.attributes.as_ref()? {
            Attributes::WorkflowTaskFailedEventAttributes(failed) => Some((event.event_id, Some(failed))),
            Attributes::WorkflowTaskCompletedEventAttributes(_) => Some((event.event_id, None)),
            _ => None,
        });
        let (_, failed) = ended.max_by_key(|(event_id, _)| *event_id)?;
        // Something came in while the worker was at it: the server asks again, with that.
        failed.filter(|failed| failed.cause() != WorkflowTaskFailedCause::UnhandledCommand)
    }

    fn of(events: Events) -> Result<Self, HistoryError> {
        let started = check::whole(&events.events)?.clone();
        Ok(Self {
            workflow_id: started.workflow_id,
            run_id: started.original_execution_run_id,
            workflow_type: started.workflow_type.unwrap_or_default().name,
            events,
        })
    }

    /// The workflow id of the run.
    #[must_use]
    pub fn workflow_id(&self) -> &str {
        &self.workflow_id
    }

    /// The run id that it was started with: a reset gives a run another one, and keeps this.
    #[must_use]
    pub fn run_id(&self) -> &str {
        &self.run_id
    }

    /// Its workflow type, by which a replay finds its runbook.
    #[must_use]
    pub fn workflow_type(&self) -> &str {
        &self.workflow_type
    }

    /// The slug that this type stands for, as [`RunInfo::slug`](crate::worker::RunInfo::slug).
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(&self.workflow_type)
    }

    /// How many events it has; one at least.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "an empty history is refused when it is read")]
    pub fn len(&self) -> usize {
        self.events.events.len()
    }

    /// How the run closed, or that it ran when the history was taken.
    #[must_use]
    pub fn status(&self) -> RunStatus {
        match self.events.events.last().map(HistoryEvent::event_type) {
            Some(EventType::WorkflowExecutionCompleted) => RunStatus::Completed,
            Some(EventType::WorkflowExecutionFailed) => RunStatus::Failed,
            Some(EventType::WorkflowExecutionCanceled) => RunStatus::Cancelled,
            Some(EventType::WorkflowExecutionTerminated) => RunStatus::Terminated,
            Some(EventType::WorkflowExecutionTimedOut) => RunStatus::TimedOut,
            Some(EventType::WorkflowExecutionContinuedAsNew) => RunStatus::ContinuedAsNew,
            _ => RunStatus::Running,
        }
    }

    /// It as JSON for a file: one value a line and the keys sorted, so that a difference can be read, and the
    /// same history is always the same text.
    ///
    /// # Errors
    /// [`HistoryError`], which no history that was read gives.
    pub fn to_json(&self) -> Result<String, HistoryError> {
        // By way of a value, whose keys are sorted; the maps of a history are not.
        let value = serde_json::to_value(&self.events);
        let text = value.and_then(|value| serde_json::to_string_pretty(&value));
        let text = text.map_err(|error| HistoryError::new(format!("it cannot be written: {error}")))?;
        Ok(text + "\n")
    }

    /// Its events, as the server gave them.
    ///
    /// ```no_run
    /// # fn example(history: &ntro_workflow::worker::History) {
    /// let first = &history.events()[0];
    /// println!("{} at {:?}", first.event_type().as_str_name(), first.event_time);
    /// # }
    /// ```
    #[must_use]
    pub fn events(&self) -> &[HistoryEvent] {
        &self.events.events
    }

    /// It as the SDK's replayer takes it.
    pub(super) fn to_replay(&self) -> Events {
        self.events.clone()
    }
}

fn read(json: Value) -> Result<Events, HistoryError> {
    let Some(events) = json.get("events").and_then(Value::as_array) else {
        let what = "it is JSON and no history: there are no `events`";
        return Err(HistoryError::new(format!("{what}; {RECORD}")));
    };
    let Some(first) = events.first() else {
        return Err(HistoryError::new(format!("it has no events; {RECORD}")));
    };
    let read = match first.get("event_id") {
        Some(_) => serde_json::from_value(json).map_err(|error| error.to_string()),
        None => protojson::read(json),
    };
    read.map_err(|error| HistoryError::new(format!("its events cannot be read: {error}; {RECORD}")))
}

const RECORD: &str = "record one with `cargo ntro record <run>`, or with `temporal workflow show -o json`";

fn started(event: &HistoryEvent) -> Option<&WorkflowExecutionStartedEventAttributes> {
    match &event.attributes {
        Some(Attributes::WorkflowExecutionStartedEventAttributes(started)) => Some(started),
        _ => None,
    }
}
