//! What breaks in the author's code closes the run as failed; it never wedges it.

use ntro_workflow::wire::StepStatus;
use ntro_workflow::worker::{ClientError, RunHandle};
use ntro_workflow_tests::drive::start;
use ntro_workflow_tests::runbooks::faults::{Fault, Faults};
use ntro_workflow_tests::server::client_and_worker;

async fn failure(fault: Fault) -> (RunHandle<Faults>, String, String) {
    let client = client_and_worker().await;
    let run = start::<Faults>(&client, fault).await;
    match run.result().await {
        Err(ClientError::RunFailed { kind, message }) => (run, kind, message),
        Err(other) => panic!("{fault:?}: {other}"),
        Ok(_) => panic!("{fault:?} went unnoticed"),
    }
}

#[tokio::test]
async fn a_panic_closes_the_run_and_says_where() {
    for (fault, place) in [
        (Fault::Init, "`#[init]` panicked: init is broken"),
        (Fault::Run, "`#[run]` panicked: run is broken"),
        (Fault::Step, "step `work` panicked: the step is broken"),
        (Fault::Predicate, "a predicate panicked: the predicate is broken"),
        (Fault::Take, "a predicate panicked: the predicate is broken"),
    ] {
        let (_, kind, message) = failure(fault).await;
        assert_eq!((kind.as_str(), message.as_str()), ("Panic", place));
    }
}

#[tokio::test]
async fn a_step_that_panicked_reads_failed() {
    let (run, _, _) = failure(Fault::Step).await;
    let step = &run.steps().await.unwrap()[0];
    assert_eq!(
        (step.status, step.message.as_deref()),
        (StepStatus::Failed, Some("step `work` panicked: the step is broken"))
    );
}

#[tokio::test]
async fn values_that_cannot_be_written_close_the_run() {
    let (_, kind, message) = failure(Fault::GatePayload).await;
    assert_eq!(kind, "InvalidPayload");
    assert!(message.contains("the serialization is broken"), "{message}");
    let (_, kind, message) = failure(Fault::Output).await;
    assert_eq!(kind, "InvalidOutput");
    assert!(message.contains("the serialization is broken"), "{message}");
}

#[tokio::test]
async fn an_activity_result_of_another_shape_closes_the_run() {
    let (_, kind, message) = failure(Fault::ActivityShape).await;
    assert_eq!(kind, "InvalidPayload");
    assert!(message.contains("`shapes.text`") && message.contains("u32"), "{message}");
}

#[tokio::test]
async fn an_activity_that_fails_for_good_gives_the_run_its_own_failure_type() {
    let (_, kind, message) = failure(Fault::ActivityFailure).await;
    assert_eq!(kind, "BrokenDocument");
    assert!(message.contains("the document cannot be read; upload it again"), "{message}");
    let (_, kind, message) = failure(Fault::ActivityPanic).await;
    assert_eq!(kind, "Panic");
    assert!(message.contains("the activity is broken"), "{message}");
}

#[tokio::test]
async fn misuse_is_a_typed_error_that_names_the_remedy() {
    let (_, kind, message) = failure(Fault::OutsideStep).await;
    assert_eq!(kind, "OutsideStep");
    assert!(message.contains("#[ui_step]"), "{message}");
    let (_, kind, message) = failure(Fault::GateName).await;
    assert_eq!(kind, "GateNotOpened");
    assert!(message.contains("a/b"), "{message}");
    let (_, kind, message) = failure(Fault::UnknownChild).await;
    assert_eq!(kind, "UnknownRunbook", "{message}");
    assert!(message.contains("no-such-runbook") && message.contains("kid"), "{message}");
}

#[tokio::test]
async fn the_authors_own_error_keeps_its_words() {
    let (_, kind, message) = failure(Fault::OwnError).await;
    assert_eq!((kind.as_str(), message.as_str()), ("RunbookFailed", "the period 2026-03 is closed"));
}
