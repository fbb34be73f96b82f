//! News at a gate.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::PendingAction;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{ClientError, RunHandle};
use ntro_workflow_tests::drive::{address, eventually, open_gate, start};
use ntro_workflow_tests::runbooks::side_by_side::Portions;
use ntro_workflow_tests::server::client_and_worker;
use serde_json::{Value, json};

fn news(gate: &PendingAction) -> Value {
    json!(gate.feedback)["payload"].clone()
}

async fn after_rows(run: &RunHandle<Portions>, rows: u64) -> PendingAction {
    run.signal(Portions::DOCUMENT_SUBMITTED, &rows).await.unwrap();
    eventually("the news", || async {
        let gate = open_gate(run, "collect").await;
        (news(&gate)["progress"]["accepted_rows"] != Value::Null).then_some(gate)
    })
    .await
}

/// I-46, I-47: the peer's feedback stays at later gates, skips reviews, and ends up in the author's hint.
#[tokio::test]
async fn feedback_is_shown_at_its_gate_and_gone_with_it() {
    let client = client_and_worker().await;
    let run = start::<Portions>(&client, 20).await;
    let opened = open_gate(&run, "collect").await;
    assert_eq!(news(&opened), json!({ "value": "nothing yet" }));

    let told = after_rows(&run, 12).await;
    assert_eq!(news(&told)["progress"], json!({ "accepted_rows": 12, "target_rows": 20 }));
    let hint = told.display_hint.clone().unwrap();
    assert_eq!(hint.config["feedback"], json!(told.feedback));
    assert_eq!((&told.digest, told.revision), (&opened.digest, opened.revision));
    let screen = run.ui_state().await.unwrap();
    assert_eq!(screen.pending_actions[0].feedback, told.feedback);

    run.signal(Portions::DOCUMENT_SUBMITTED, &8).await.unwrap();
    let review = open_gate(&run, "review").await;
    assert_eq!(news(&review), json!({ "value": "look twice" }));
    let snapshots = run.query(Portions::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    let collected = &snapshots["collect"].openings[0];
    assert_eq!(collected.feedback, told.feedback);
    assert_eq!(collected.display_hint.config, *json!({ "title": "Upload rows" }).as_object().unwrap());

    run.act(UserActionMessage::approve().at(&address(&review))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "approved");
}

#[tokio::test]
async fn feedback_for_a_gate_that_is_not_open_is_a_failure_with_a_remedy() {
    let client = client_and_worker().await;
    let run = start::<Portions>(&client, 20).await;
    open_gate(&run, "collect").await;
    run.signal(Portions::MISTAKE, &()).await.unwrap();
    run.signal(Portions::DOCUMENT_SUBMITTED, &20).await.unwrap();
    let Err(ClientError::RunFailed { kind, message }) = run.result().await else { panic!("it fails") };
    assert_eq!(kind, "GateNotOpen");
    assert!(
        message.starts_with("the step `collect` has no open gate `upload` to show feedback at"),
        "{message}"
    );
    assert!(message.contains("set it while the gate is awaited"), "{message}");
}
