//! What Temporal's own Web UI shows of a runbook.

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::RunHandle;
use ntro_workflow::{NtroWorkflow, QueryRef};
use ntro_workflow_tests::drive::{address, open_gate, start};
use ntro_workflow_tests::runbooks::cleanup::Cleanup;
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::Value;
use temporalio_protos::temporal::api::enums::v1::EventType;

/// The summaries of the events of one type.
async fn summaries<W: NtroWorkflow>(run: &RunHandle<W>, event_type: EventType) -> Vec<String> {
    let events = run.sdk().fetch_history(Default::default()).into_events().await.unwrap();
    let of_type = events.into_iter().filter(|event| event.event_type() == event_type);
    let summary = |metadata: temporalio_protos::temporal::api::sdk::v1::UserMetadata| metadata.summary;
    let payloads = of_type.filter_map(|event| event.user_metadata.and_then(summary));
    payloads.map(|payload| serde_json::from_slice(&payload.data).unwrap()).collect()
}

#[tokio::test]
async fn the_current_details_are_the_breadcrumb() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    open_gate(&run, "review").await;
    let metadata = QueryRef::<OneReview, (), Value>::new("__temporal_workflow_metadata");
    let details = run.query(metadata, &()).await.unwrap()["currentDetails"].clone();
    assert_eq!(details, "- ⏸ **Review the sheet**\n");
    let trace = run.query(QueryRef::<OneReview, (), String>::new("__stack_trace"), &()).await.unwrap();
    assert_eq!(details, trace);
}

#[tokio::test]
async fn activities_and_deadlines_carry_the_title_of_their_step() {
    let client = client_and_worker().await;
    let run = start::<Cleanup>(&client, "2026-03".into()).await;
    let gate = open_gate(&run, "review").await;
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    run.result().await.unwrap();
    assert_eq!(summaries(&run, EventType::ActivityTaskScheduled).await, ["Unlock the period"]);

    let timed =
        start::<OneReview>(&client, ReviewOptions { timeout_ms: Some(1), ..Default::default() }).await;
    timed.result().await.unwrap();
    assert_eq!(summaries(&timed, EventType::TimerStarted).await, ["Deadline of: Review the sheet"]);
}
