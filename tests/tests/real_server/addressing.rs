//! An answer never reaches a gate that it was not given for.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::action::{Address, RowAction, UserActionMessage};
use ntro_workflow::wire::{LogEvent, RefusalReason, UiState};
use ntro_workflow::worker::{Client, ClientError, RunHandle};
use ntro_workflow_tests::drive::{address, eventually, json, open_gate, raw_signal, start};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Rivals, Side, Submission, TwoReviews};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::{Value, json as object};

async fn signal(client: &Client, workflow_id: &str, message: Value) {
    raw_signal(client, workflow_id, "user_action", vec![json(&message)]).await;
}

async fn refused<W: ntro_workflow::NtroWorkflow>(run: &RunHandle<W>, reason: RefusalReason) -> UiState {
    eventually(&format!("a refusal as {reason:?}"), || async {
        let state = run.ui_state().await.unwrap();
        state.refused.contains_key(&reason).then_some(state)
    })
    .await
}

fn reason(outcome: Result<ntro_workflow::wire::Receipt, ClientError>) -> RefusalReason {
    match outcome {
        Err(ClientError::Refused(refusal)) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn an_answer_before_any_gate_is_refused_and_not_kept() {
    let client = client_and_worker().await;
    let run = start::<Submission>(&client, 1).await;
    open_gate(&run, "await_document").await;
    signal(&client, run.workflow_id(), object!({"action": "approve"})).await;
    let state = refused(&run, RefusalReason::AddressRequired).await;
    assert_eq!(state.pending_actions.len(), 1, "the upload is still awaited");
    run.signal(Submission::DOCUMENT_SUBMITTED, &"a.pdf".to_owned()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["a.pdf"]);
}

#[tokio::test]
async fn an_unaddressed_answer_counts_only_once_the_gate_has_settled() {
    let client = client_and_worker().await;
    let run =
        start::<OneReview>(&client, ReviewOptions { settle_ms: Some(86_400_000), ..Default::default() })
            .await;
    open_gate(&run, "review").await;
    signal(&client, run.workflow_id(), object!({"type": "approved"})).await;
    refused(&run, RefusalReason::TooSoon).await;

    let settled =
        start::<OneReview>(&client, ReviewOptions { settle_ms: Some(0), ..Default::default() }).await;
    open_gate(&settled, "review").await;
    signal(&client, settled.workflow_id(), object!({"type": "approved"})).await;
    assert_eq!(settled.result().await.unwrap().action, "approved");
    assert_eq!(settled.ui_state().await.unwrap().unaddressed, 1);
}

#[tokio::test]
async fn an_unaddressed_reject_in_any_spelling_rejects() {
    let client = client_and_worker().await;
    for spelling in [
        object!({"type": "rejected"}),
        object!({"kind": "reject"}),
        object!({"action": "Reject", "reason": "no"}),
    ] {
        let run =
            start::<OneReview>(&client, ReviewOptions { settle_ms: Some(0), ..Default::default() }).await;
        open_gate(&run, "review").await;
        signal(&client, run.workflow_id(), spelling.clone()).await;
        let error = run.result().await.unwrap_err();
        assert!(
            matches!(&error, ClientError::RunFailed { kind, .. } if kind == "Rejected"),
            "{spelling}: {error}"
        );
    }
}

#[tokio::test]
async fn an_answer_without_address_is_refused_where_the_runbook_wants_one_or_two_gates_are_open() {
    let client = client_and_worker().await;
    let options = ReviewOptions { addressed_only: true, settle_ms: Some(0), ..Default::default() };
    let strict = start::<OneReview>(&client, options).await;
    open_gate(&strict, "review").await;
    assert_eq!(reason(strict.act(UserActionMessage::approve()).await), RefusalReason::AddressRequired);

    let side = start::<Side>(&client, ()).await;
    open_gate(&side, "left").await;
    open_gate(&side, "right").await;
    assert_eq!(reason(side.act(UserActionMessage::approve()).await), RefusalReason::AddressRequired);
}

#[tokio::test]
async fn yesterdays_tab_cannot_answer_todays_gate() {
    let client = client_and_worker().await;
    let yesterday = start::<OneReview>(&client, ReviewOptions::default()).await;
    let stale = address(&open_gate(&yesterday, "review").await);
    let today = start::<OneReview>(&client, ReviewOptions::default()).await;
    open_gate(&today, "review").await;
    assert_eq!(reason(today.act(UserActionMessage::approve().at(&stale)).await), RefusalReason::UnknownGate);
    assert_eq!(
        reason(today.act(UserActionMessage::approve().at(&Address::new("nonsense"))).await),
        RefusalReason::UnknownGate
    );
}

#[tokio::test]
async fn a_blind_approve_after_somebody_elses_row_edit_is_stale() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let seen = address(&open_gate(&run, "review").await);
    let edit = UserActionMessage::row(RowAction::edit_cell("r1", "amount", 99.0)).at(&seen);

    let receipt = run.act(edit).await.unwrap();

    assert!(!receipt.closed);
    assert_eq!(receipt.revision, 2);
    assert_eq!(reason(run.act(UserActionMessage::approve().at(&seen)).await), RefusalReason::StaleView);
    let only_the_gate = Address::new(seen.gate_id.clone());
    assert_eq!(
        reason(run.act(UserActionMessage::approve().at(&only_the_gate)).await),
        RefusalReason::StaleView
    );
    let shown = run.pending_action().await.unwrap().unwrap();
    assert_eq!(shown.payload.as_ref().unwrap()["rows"][0]["amount"], 99.0);
    run.act(UserActionMessage::approve().at(&address(&shown))).await.unwrap();
    assert_eq!(run.result().await.unwrap().amounts, [99.0]);
}

#[tokio::test]
async fn a_view_with_another_digest_is_stale() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let seen = address(&open_gate(&run, "review").await);
    let tampered = Address::new(seen.gate_id).revision(1).digest("0".repeat(64));
    assert_eq!(reason(run.act(UserActionMessage::approve().at(&tampered)).await), RefusalReason::StaleView);
}

#[tokio::test]
async fn a_late_answer_to_a_closed_gate_is_refused() {
    let client = client_and_worker().await;
    let run = start::<TwoReviews>(&client, ()).await;
    let first = address(&open_gate(&run, "first").await);
    run.act(UserActionMessage::approve().at(&first)).await.unwrap();
    open_gate(&run, "second").await;
    let message = serde_json::to_value(UserActionMessage::reject().at(&first).into_message()).unwrap();
    signal(&client, run.workflow_id(), message).await;
    let state = refused(&run, RefusalReason::AlreadyAnswered).await;
    assert!(state.log.iter().any(|entry| matches!(entry.event, LogEvent::Refused { .. })
        && entry.gate_id == Some(first.gate_id.clone())));
    assert_eq!(state.pending_actions.len(), 1);
}

#[tokio::test]
async fn a_decision_on_an_upload_is_refused() {
    let client = client_and_worker().await;
    let run = start::<Submission>(&client, 1).await;
    let upload = address(&open_gate(&run, "await_document").await);
    assert_eq!(reason(run.act(UserActionMessage::approve().at(&upload)).await), RefusalReason::NotAllowed);
}

#[tokio::test]
async fn a_lost_select_branch_leaves_no_ghost_gate() {
    let client = client_and_worker().await;
    let run = start::<Rivals>(&client, ()).await;
    let gates = eventually("two gates", || async {
        let pending = run.ui_state().await.unwrap().pending_actions;
        (pending.len() == 2).then_some(pending)
    })
    .await;
    let (left, right) = (address(&gates[0]), address(&gates[1]));

    run.act(UserActionMessage::approve().at(&left)).await.unwrap();

    let last = open_gate(&run, "last_look").await;
    assert_eq!(run.ui_state().await.unwrap().pending_actions, std::slice::from_ref(&last));
    assert_eq!(
        reason(run.act(UserActionMessage::approve().at(&right)).await),
        RefusalReason::AlreadyAnswered
    );
    let snapshots = run.query(Rivals::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    assert_eq!(snapshots["race"].openings_total, 2);
    run.act(UserActionMessage::approve().at(&address(&last))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "approved");
}
