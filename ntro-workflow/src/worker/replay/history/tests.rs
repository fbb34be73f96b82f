//! What is read as a history, and what is refused, in protobuf's JSON.

use serde_json::{Value, json};
use temporalio_protos::temporal::api::enums::v1::WorkflowTaskFailedCause;
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;
use temporalio_protos::temporal::api::history::v1::{
    HistoryEvent, WorkflowTaskCompletedEventAttributes, WorkflowTaskFailedEventAttributes,
};

use crate::worker::{History, RunStatus};

fn started() -> Value {
    json!({
        "eventId": "1",
        "eventType": "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED",
        "workflowExecutionStartedEventAttributes": {
            "workflowType": { "name": "NavCloseWorkflow" },
            "originalExecutionRunId": "0195-run",
            "workflowId": "close-2026-03",
        },
    })
}

fn event(id: u32, event_type: &str) -> Value {
    let words = event_type.split('_').enumerate().map(|(place, word)| match place {
        0 => word.to_lowercase(),
        _ => format!("{}{}", &word[..1], word[1..].to_lowercase()),
    });
    let attributes = format!("{}EventAttributes", words.collect::<String>());
    json!({ "eventId": id.to_string(), "eventType": format!("EVENT_TYPE_{event_type}"), attributes: {} })
}

/// A run that has done one workflow task.
fn open() -> Vec<Value> {
    let task = ["WORKFLOW_TASK_SCHEDULED", "WORKFLOW_TASK_STARTED", "WORKFLOW_TASK_COMPLETED"];
    let task = task.iter().zip(2..).map(|(event_type, id)| event(id, event_type));
    [started()].into_iter().chain(task).collect()
}

/// A workflow task that ended so, as the server gives it.
fn task(event_id: i64, failed: Option<WorkflowTaskFailedCause>) -> HistoryEvent {
    let attributes = match failed {
        Some(cause) => Attributes::WorkflowTaskFailedEventAttributes(WorkflowTaskFailedEventAttributes {
            cause: cause.into(),
            ..Default::default()
        }),
        None => {
            Attributes::WorkflowTaskCompletedEventAttributes(WorkflowTaskCompletedEventAttributes::default())
        }
    };
    HistoryEvent { event_id, attributes: Some(attributes), ..Default::default() }
}

fn read(events: &[Value]) -> Result<History, String> {
    let json = json!({ "events": events }).to_string();
    History::from_json(json.as_bytes()).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(events: &[Value], sentence: &str) {
    let said = read(events).expect_err("it is no whole history");
    assert!(said.starts_with(sentence), "{said}");
}

#[test]
fn an_open_run_says_whose_it_is() {
    let history = read(&open()).expect("it is whole");
    assert_eq!(history.workflow_id(), "close-2026-03");
    assert_eq!(history.run_id(), "0195-run");
    assert_eq!(history.workflow_type(), "NavCloseWorkflow");
    assert_eq!((history.len(), history.status()), (4, RunStatus::Running));
}

#[test]
fn the_last_event_says_how_a_run_closed() {
    for (event_type, status) in [
        ("WORKFLOW_EXECUTION_COMPLETED", RunStatus::Completed),
        ("WORKFLOW_EXECUTION_FAILED", RunStatus::Failed),
        ("WORKFLOW_EXECUTION_CANCELED", RunStatus::Cancelled),
        ("WORKFLOW_EXECUTION_TERMINATED", RunStatus::Terminated),
        ("WORKFLOW_EXECUTION_TIMED_OUT", RunStatus::TimedOut),
        ("WORKFLOW_EXECUTION_CONTINUED_AS_NEW", RunStatus::ContinuedAsNew),
    ] {
        let events = [open(), vec![event(5, event_type)]].concat();
        assert_eq!(read(&events).map(|history| history.status()), Ok(status));
    }
}

#[test]
fn what_is_written_is_read_again_and_always_the_same() {
    let history = read(&open()).expect("it is whole");
    let text = history.to_json().expect("it can be written");
    let again = History::from_json(text.as_bytes()).expect("it can be read");
    assert_eq!(again, history);
    assert_eq!(again.to_json().as_ref(), Ok(&text));
    assert!(text.starts_with("{\n  \"events\": [\n    {\n      \"attributes\": {\n"), "{text}");
}

#[test]
fn what_a_newer_server_adds_is_passed_over() {
    let mut events = open();
    events[3]["andMore"] = json!({ "of": "it" });
    assert!(read(&events).is_ok());
}

#[test]
fn what_is_no_history() {
    for (text, sentence) in [
        ("", "it is no JSON: "),
        ("{ \"events\": [ {", "it is no JSON: EOF"),
        ("[]", "it is JSON and no history: there are no `events`"),
        ("{ \"steps\": [] }", "it is JSON and no history: there are no `events`"),
        ("{ \"events\": 3 }", "it is JSON and no history: there are no `events`"),
        ("{ \"events\": [] }", "it has no events; "),
        ("{ \"events\": [7] }", "its events cannot be read: "),
        ("{ \"events\": [{ \"event_id\": 1 }] }", "its events cannot be read: missing field"),
        ("{ \"events\": [{ \"eventId\": \"one\" }] }", "its events cannot be read: "),
    ] {
        let said = History::from_json(text.as_bytes()).expect_err(text).to_string();
        assert!(said.starts_with(sentence), "{text}: {said}");
        assert!(said.contains("record"), "no remedy: {said}");
    }
}

#[test]
fn a_beginning_that_is_missing() {
    refused(
        &open()[1..],
        "it begins with event 2 (WorkflowTaskScheduled), and not with the start of the run",
    );
}

#[test]
fn an_end_before_anything_was_done() {
    for count in 1..4 {
        refused(&open()[..count], "its runbook has not done anything yet");
    }
}

#[test]
fn events_that_are_missing_or_in_disorder() {
    let mut gap = open();
    gap.remove(2);
    refused(&gap, "where event 3 should be, it has event 4 (WorkflowTaskCompleted)");
    let mut swapped = open();
    swapped.swap(1, 2);
    refused(&swapped, "where event 2 should be, it has event 3 (WorkflowTaskStarted)");
}

#[test]
fn a_workflow_task_without_its_end() {
    let mut events = open();
    events[3] = event(4, "WORKFLOW_EXECUTION_SIGNALED");
    refused(&events, "event 3 (WorkflowTaskStarted) is followed by event 4 (WorkflowExecutionSignaled)");
}

#[test]
fn an_event_of_an_unknown_kind() {
    let mut events = open();
    events[3] = json!({ "eventId": "4", "eventType": 4711, "newKindEventAttributes": {} });
    refused(&events[..], "event 4 (Unspecified) says nothing but its id");
}

#[test]
fn a_start_that_does_not_say_whose_it_is() {
    for (field, sentence) in [
        ("workflowId", "its first event does not say its workflow id"),
        ("originalExecutionRunId", "its first event does not say its run id"),
        ("workflowType", "its first event does not say its workflow type"),
    ] {
        let mut events = open();
        events[0]["workflowExecutionStartedEventAttributes"][field] = Value::Null;
        refused(&events, sentence);
    }
}

#[test]
fn a_run_stands_still_whose_newest_task_failed() {
    use WorkflowTaskFailedCause::{NonDeterministicError, UnhandledCommand};
    let (done, failed) = (task(4, None), task(7, Some(NonDeterministicError)));
    for events in [[done.clone(), failed.clone()], [failed.clone(), done.clone()]] {
        let found = History::failed_task(&events).expect("it failed");
        assert_eq!(found.cause(), NonDeterministicError);
    }
    assert_eq!(History::failed_task(&[failed.clone(), task(10, None)]), None, "one succeeded since");
    assert_eq!(
        History::failed_task(&[done.clone(), task(7, Some(UnhandledCommand))]),
        None,
        "it is asked again"
    );
    assert_eq!(History::failed_task(&[HistoryEvent::default()]), None);
}
