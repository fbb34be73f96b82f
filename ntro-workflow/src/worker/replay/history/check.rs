//! Whether a history is whole. The SDK's replayer panics on some that are not, and hangs on others.

use temporalio_protos::temporal::api::enums::v1::EventType;
use temporalio_protos::temporal::api::history::v1::{HistoryEvent, WorkflowExecutionStartedEventAttributes};

use crate::worker::replay::history::{HistoryError, RECORD, started};

/// How the run started, if its history is whole.
pub(super) fn whole(
    events: &[HistoryEvent],
) -> Result<&WorkflowExecutionStartedEventAttributes, HistoryError> {
    let started = beginning(events)?;
    without_gaps(events)?;
    for (event, next) in events.iter().zip(events.iter().skip(1)) {
        workflow_task(event, next)?;
    }
    if !events.iter().any(|event| event.event_type() == EventType::WorkflowTaskCompleted) {
        let what = "its runbook has not done anything yet, so that there is nothing to replay";
        return Err(HistoryError::new(format!("{what}; record the run when it has come further")));
    }
    Ok(started)
}

fn beginning(events: &[HistoryEvent]) -> Result<&WorkflowExecutionStartedEventAttributes, HistoryError> {
    let first = events.first().ok_or_else(|| HistoryError::new(format!("it has no events; {RECORD}")))?;
    let Some(started) = started(first) else {
        let what = format!("it begins with {}, and not with the start of the run", name(first));
        return Err(HistoryError::new(format!("{what}: its beginning is missing; {RECORD}")));
    };
    let workflow_type = started.workflow_type.as_ref().map(|named| named.name.as_str());
    for (what, value) in [
        ("workflow id", started.workflow_id.as_str()),
        ("run id", started.original_execution_run_id.as_str()),
        ("workflow type", workflow_type.unwrap_or_default()),
    ] {
        if value.is_empty() {
            return Err(HistoryError::new(format!("its first event does not say its {what}; {RECORD}")));
        }
    }
    Ok(started)
}

fn without_gaps(events: &[HistoryEvent]) -> Result<(), HistoryError> {
    for (event, expected) in events.iter().zip(1..) {
        if event.event_id != expected {
            let what = format!("where event {expected} should be, it has {}", name(event));
            return Err(HistoryError::new(format!("{what}: events are missing or in disorder; {RECORD}")));
        }
        if event.attributes.is_none() {
            let what = format!("{} says nothing but its id", name(event));
            return Err(HistoryError::new(format!("{what}, or its kind is not known here; {RECORD}")));
        }
    }
    Ok(())
}

fn workflow_task(event: &HistoryEvent, next: &HistoryEvent) -> Result<(), HistoryError> {
    let ends = matches!(
        next.event_type(),
        EventType::WorkflowTaskCompleted
            | EventType::WorkflowTaskFailed
            | EventType::WorkflowTaskTimedOut
            | EventType::WorkflowExecutionTerminated
            | EventType::WorkflowExecutionTimedOut
    );
    if event.event_type() != EventType::WorkflowTaskStarted || ends {
        return Ok(());
    }
    let what = format!("{} is followed by {}, and not by its end", name(event), name(next));
    Err(HistoryError::new(format!("{what}: events are missing; {RECORD}")))
}

fn name(event: &HistoryEvent) -> String {
    format!("event {} ({:?})", event.event_id, event.event_type())
}
