//! Gates that their step declares: what is declared is what people meet, and nothing else opens.

use ntro_workflow::wire::Action;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::{address, open_gate, start};
use ntro_workflow_tests::runbooks::declared::{DeclaredGates, Way};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::json;

/// Starts a run that opens its gate that way and fails: the failure's type and message.
async fn failure(way: Way) -> (String, String) {
    let client = client_and_worker().await;
    match start::<DeclaredGates>(&client, way).await.result().await {
        Err(ClientError::RunFailed { kind, message }) => (kind, message),
        ended => panic!("{way:?} ended with {ended:?}"),
    }
}

#[tokio::test]
async fn a_gate_that_says_nothing_is_as_its_step_declares_it() {
    let client = client_and_worker().await;
    let run = start::<DeclaredGates>(&client, Way::AsDeclared).await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(gate.actions, [Action::Approved, Action::Rejected]);
    let hint = serde_json::to_value(gate.display_hint.as_ref().unwrap()).unwrap();
    assert_eq!(hint, json!({ "component": "DATA_TABLE", "config": {} }));
    assert_eq!(gate.deadline.unwrap().duration_since(gate.opened_at.unwrap()).as_hours(), 24);
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "approved");
}

#[tokio::test]
async fn a_timeout_of_its_own_is_what_a_gate_has() {
    let client = client_and_worker().await;
    let run = start::<DeclaredGates>(&client, Way::ForAnHour).await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(gate.deadline.unwrap().duration_since(gate.opened_at.unwrap()).as_hours(), 1);
    run.cancel("seen").await.unwrap();
}

#[tokio::test]
async fn a_timeout_that_no_clock_reaches_is_none() {
    let client = client_and_worker().await;
    let run = start::<DeclaredGates>(&client, Way::ForEver).await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(gate.deadline, None);
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "approved");
}

#[tokio::test]
async fn a_gate_that_is_not_declared_opens_with_what_its_step_says() {
    let client = client_and_worker().await;
    let run = start::<DeclaredGates>(&client, Way::Undeclared).await;
    let gate = open_gate(&run, "review").await;
    assert!(gate.gate_id.unwrap().starts_with("review/second_look/1/"));
    assert_eq!(gate.actions, [Action::Approved, Action::Corrected, Action::Rejected]);
    assert_eq!(gate.display_hint.unwrap().component, "SUMMARY");
    assert_eq!(gate.deadline.unwrap().duration_since(gate.opened_at.unwrap()).as_hours(), 24);
    run.cancel("seen").await.unwrap();
}

#[tokio::test]
async fn a_gate_that_is_not_what_is_declared_does_not_open_and_says_why() {
    for (way, said) in [
        (Way::OtherPayload, "declared to show `Sheet`, but opened with `alloc::string::String`"),
        (Way::AsSubmission, "declared as a review of `Sheet`, but opened as a submission"),
        (Way::AsReview, "declared as a submission, but opened as a review"),
        (Way::OtherAnswer, "declared to take approved, rejected, but opened to take corrected as well"),
        (Way::NoAnswer, "would be opened without any answer that it takes"),
        (Way::OtherComponent, "declared to be shown by `DATA_TABLE`, but opened with `APPROVAL_FORM`"),
        (Way::TimedWithoutTimeout, "its step `at_leisure` declares no timeout"),
    ] {
        let (kind, message) = failure(way).await;
        assert_eq!(kind, "GateNotOpened", "{message}");
        assert!(message.contains(said), "{way:?}: {message}");
    }
}

#[tokio::test]
async fn a_declared_timeout_that_nobody_handles_fails_the_run() {
    let (kind, message) = failure(Way::Overdue).await;
    assert_eq!(kind, "TimedOut");
    assert!(message.contains("`Look at once` within 1s"), "{message}");
}

#[tokio::test]
async fn a_declared_timeout_can_be_handled() {
    let client = client_and_worker().await;
    let run = start::<DeclaredGates>(&client, Way::OverdueTimed).await;
    assert_eq!(run.result().await.unwrap(), "timed out");
}
