//! Every handler: the wired ones and the author's.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow::worker::{ClientError, RunHandle};
use ntro_workflow_tests::drive::{eventually, open_gate, start};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::runbooks::handlers::{Handlers, Note, Title};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::Value;

fn note(text: &str) -> Note {
    Note { text: text.into() }
}

async fn handlers() -> RunHandle<Handlers> {
    let client = client_and_worker().await;
    start::<Handlers>(&client, Title("March".into())).await
}

#[tokio::test]
async fn the_wired_queries_show_the_same_gate_in_both_generations_of_shapes() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let gate = open_gate(&run, "review").await;

    assert_eq!(run.query(OneReview::CURRENT_PENDING_ACTION, &()).await.unwrap(), Some(gate.clone()));
    let json = serde_json::to_value(&gate).unwrap();
    assert_eq!(
        (&json["kind"], &json["action"]),
        (&"interactive_review".into(), &"interactive_review".into())
    );
    assert_eq!(json["display_hint"]["component"], "DATA_TABLE");
    assert_eq!(json["reason"], "Look at the sheet");
    assert_eq!(json["tools"], serde_json::json!(["ntro_task_approve", "ntro_task_reject"]));
    assert!(
        json.get("args").is_none() && json.get("deadline").is_none(),
        "keys without a value are left out"
    );

    let steps = run.query(OneReview::CURRENT_STEPS, &()).await.unwrap();
    assert_eq!(
        (steps[0].id.as_str(), steps[0].title.as_str(), steps[0].icon.as_deref()),
        ("review", "Review the sheet", Some("Eye"))
    );
    let state = run.query(OneReview::CURRENT_UI_STATE, &Value::Null).await.unwrap();
    assert_eq!(state.current_step_id.as_deref(), Some("review"));
    assert_eq!(state.pending_payload, gate.payload);
    let snapshots = run.query(OneReview::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    assert!(snapshots.is_empty(), "nothing has ended yet");
    assert!(run.query(OneReview::CHILDREN_BY_STEP_ID, &()).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_authors_signals_queries_and_updates_work() {
    let run = handlers().await;
    assert_eq!(run.query(Handlers::TITLE, &()).await.unwrap(), "March");
    assert_eq!(run.update(Handlers::RENAME, &Title("April".into())).await.unwrap(), "March");
    assert_eq!(run.query(Handlers::TITLE, &()).await.unwrap(), "April");
    run.signal(Handlers::NOTE, &note("first")).await.unwrap();
    run.signal(Handlers::CAREFUL, &note("second")).await.unwrap();
    let second =
        eventually("the second note", || async { run.query(Handlers::NOTE_AT, &1).await.ok() }).await;
    assert_eq!(second, note("second"));
    run.signal(Handlers::FINISH, &()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), [note("first"), note("second")]);
}

#[tokio::test]
async fn a_refused_update_says_why_and_leaves_no_history() {
    let run = handlers().await;
    run.query(Handlers::TITLE, &()).await.unwrap();
    let before = ntro_workflow_tests::drive::events(&run).await.len();
    let error = run.update(Handlers::RENAME, &Title("x".into())).await.unwrap_err();
    assert!(error.to_string().contains("at least 3 letters"), "{error}");
    assert_eq!(ntro_workflow_tests::drive::events(&run).await.len(), before);
}

#[tokio::test]
async fn a_panicking_handler_is_a_refusal_and_the_run_goes_on() {
    let run = handlers().await;
    let query = run.query(Handlers::EXPLODING_QUERY, &()).await.unwrap_err();
    assert!(query.to_string().contains("the query handler is broken"), "{query}");
    let update = run.update(Handlers::EXPLODING_UPDATE, &()).await.unwrap_err();
    assert!(update.to_string().contains("the update handler is broken"), "{update}");
    run.signal(Handlers::EXPLODING_SIGNAL, &()).await.unwrap();
    run.signal(Handlers::CAREFUL, &note("x")).await.unwrap();
    let refused = eventually("two refused signals", || async {
        let refused = run.ui_state().await.unwrap().refused;
        (refused.get(&RefusalReason::HandlerRefused) == Some(&2)).then_some(refused)
    })
    .await;
    assert_eq!(refused.len(), 1);
    run.signal(Handlers::FINISH, &()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), []);
}

#[tokio::test]
async fn a_query_error_reaches_the_caller() {
    let run = handlers().await;
    let error = run.query(Handlers::NOTE_AT, &7).await.unwrap_err();
    assert!(
        matches!(&error, ClientError::Refused(refusal) if refusal.message.contains("there is no note 7")),
        "{error}"
    );
}
