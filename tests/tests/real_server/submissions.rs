//! Documents that clients send.

use ntro_workflow::wire::{PendingKind, StepStatus};
use ntro_workflow_tests::drive::{eventually, open_gate, start};
use ntro_workflow_tests::runbooks::gates::Submission;
use ntro_workflow_tests::server::client_and_worker;

#[tokio::test]
async fn clients_are_told_which_signal_to_send_and_to_whom() {
    let client = client_and_worker().await;
    let run = start::<Submission>(&client, 1).await;
    let pending = open_gate(&run, "await_document").await;
    assert_eq!(pending.kind, PendingKind::SubmitFile);
    let args = pending.args.unwrap();
    assert_eq!(args["signal_name"], "document_submitted");
    assert_eq!(args["signal_task_id"], run.workflow_id());
    assert_eq!(args["source"], "inbox");
    assert_eq!(pending.display_hint.unwrap().component, "FILE_UPLOAD");
    run.signal(Submission::DOCUMENT_SUBMITTED, &"a.pdf".to_owned()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["a.pdf"]);
}

#[tokio::test]
async fn a_step_that_runs_again_waits_again() {
    let client = client_and_worker().await;
    let run = start::<Submission>(&client, 2).await;
    open_gate(&run, "await_document").await;
    run.signal(Submission::DOCUMENT_SUBMITTED, &"a.pdf".to_owned()).await.unwrap();
    let step = eventually("the second round", || async {
        let step = run.steps().await.unwrap().remove(0);
        (step.runs == 2).then_some(step)
    })
    .await;
    assert_eq!(step.status, StepStatus::WaitingForInput);
    let gate = open_gate(&run, "await_document").await;
    assert!(gate.gate_id.unwrap().starts_with("await_document/submit/2/"));
    run.signal(Submission::DOCUMENT_SUBMITTED, &"b.pdf".to_owned()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["a.pdf", "b.pdf"]);
}
