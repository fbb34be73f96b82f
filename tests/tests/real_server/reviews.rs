//! What a review does with approvals, corrections and rejections.

use ntro_workflow::wire::action::{Correction, UserActionMessage};
use ntro_workflow::wire::{RefusalReason, StepStatus};
use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::{address, open_gate, start};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Side, TwoReviews};
use ntro_workflow_tests::server::client_and_worker;

#[tokio::test]
async fn an_approved_review_completes_the_run() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(run.steps().await.unwrap()[0].status, StepStatus::WaitingForInput);

    let receipt = run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();

    assert!(receipt.closed);
    let decided = run.result().await.unwrap();
    assert_eq!((decided.action.as_str(), decided.amounts), ("approved", vec![100.0]));
    assert_eq!(run.steps().await.unwrap()[0].status, StepStatus::Completed);
}

#[tokio::test]
async fn the_runbook_receives_the_corrected_value() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;
    let correction = Correction::new("r1", "amount", 125.0).old_value(100.0);

    run.act(UserActionMessage::correct([correction]).at(&address(&gate))).await.unwrap();

    let decided = run.result().await.unwrap();
    assert_eq!((decided.action.as_str(), decided.amounts), ("corrected", vec![125.0]));
}

#[tokio::test]
async fn a_rejected_review_closes_the_run_as_rejected() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;

    run.act(UserActionMessage::reject().comments("wrong month").at(&address(&gate))).await.unwrap();

    let error = run.result().await.unwrap_err();
    let ClientError::RunFailed { kind, message } = error else { panic!("not failed: {error}") };
    assert_eq!((kind.as_str(), message.as_str()), ("Rejected", "rejected: wrong month"));
    let step = &run.steps().await.unwrap()[0];
    assert_eq!((step.status, step.message.as_deref()), (StepStatus::Failed, Some("rejected: wrong month")));
}

#[tokio::test]
async fn a_correction_that_does_not_fit_is_refused_with_its_place_and_the_gate_stays_open() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;
    for (value, place) in
        [(serde_json::json!("many"), "/rows/0/amount"), (serde_json::json!(-1.0), "/rows/0/amount")]
    {
        let correction = Correction::new("r1", "amount", value);
        let error = run.act(UserActionMessage::correct([correction]).at(&address(&gate))).await.unwrap_err();
        let ClientError::Refused(refusal) = error else { panic!("not refused: {error}") };
        assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
        assert!(refusal.message.contains(place), "{refusal}");
    }
    let error =
        run.act(UserActionMessage::correct([Correction::new("r9", "amount", 1.0)]).at(&address(&gate))).await;
    assert!(error.unwrap_err().to_string().contains("r9"));

    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap().amounts, vec![100.0]);
}

#[tokio::test]
async fn a_second_click_never_reaches_the_next_gate() {
    let client = client_and_worker().await;
    let run = start::<TwoReviews>(&client, ()).await;
    let first = open_gate(&run, "first").await;
    let click = UserActionMessage::approve().at(&address(&first));

    run.act(click.clone()).await.unwrap();
    let second_click = run.act(click).await.unwrap_err();

    assert!(
        matches!(&second_click, ClientError::Refused(refusal) if refusal.reason == RefusalReason::AlreadyAnswered),
        "{second_click}"
    );
    let second = open_gate(&run, "second").await;
    run.act(UserActionMessage::reject().at(&address(&second))).await.unwrap();
    assert!(
        matches!(run.result().await.unwrap_err(), ClientError::RunFailed { kind, .. } if kind == "Rejected")
    );
}

#[tokio::test]
async fn a_retried_click_gets_the_same_receipt_again() {
    let client = client_and_worker().await;
    let run = start::<TwoReviews>(&client, ()).await;
    let first = open_gate(&run, "first").await;
    let click = UserActionMessage::approve().at(&address(&first)).action_id("click-1");

    let receipt = run.act(click.clone()).await.unwrap();
    open_gate(&run, "second").await;

    assert_eq!(run.act(click).await.unwrap(), receipt);
    assert_eq!(run.ui_state().await.unwrap().pending_actions.len(), 1, "the second gate is still open");
}

#[tokio::test]
async fn joined_steps_each_wait_at_their_own_gate() {
    let client = client_and_worker().await;
    let run = start::<Side>(&client, ()).await;
    let (left, right) = (open_gate(&run, "left").await, open_gate(&run, "right").await);
    let statuses: Vec<_> = run.steps().await.unwrap().iter().map(|step| step.status).collect();
    assert_eq!(statuses, [StepStatus::WaitingForInput; 2]);

    run.act(UserActionMessage::approve().at(&address(&right))).await.unwrap();
    run.act(UserActionMessage::correct([Correction::new("r1", "amount", 7.0)]).at(&address(&left)))
        .await
        .unwrap();

    assert_eq!(run.result().await.unwrap(), [7.0, 2.0]);
}
