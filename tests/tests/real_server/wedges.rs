//! Messages that wedge a run elsewhere: here each is refused, or closes the run, and says why.

use ntro_workflow::wire::RefusalReason;
use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::{
    eventually, json, open_gate, payload, raw_signal, raw_start, raw_update, start,
};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::runbooks::handlers::{Handlers, Title};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::json as object;

#[tokio::test]
async fn a_wrong_start_input_closes_the_run_and_names_the_field() {
    let client = client_and_worker().await;
    let cases = [
        (vec![json(&object!({"timeout_ms": "soon"}))], "/timeout_ms"),
        (vec![], "null"),
        (vec![json(&object!({})), json(&object!({}))], "2 payloads"),
        (vec![payload("binary/plain", "x")], "binary/plain"),
        (vec![payload("json/plain", "{")], "not JSON"),
    ];
    for (payloads, named) in cases {
        let workflow_id = raw_start(&client, "OneReviewWorkflow", payloads).await;
        let run = client.run::<OneReview>(&workflow_id);
        let error = run.result().await.unwrap_err();
        let ClientError::RunFailed { kind, message } = &error else { panic!("{error}") };
        assert_eq!(kind, "InvalidInput");
        assert!(message.contains(named), "{named}: {message}");
        assert_eq!(run.steps().await.unwrap().len(), 1, "queries still answer");
    }
}

#[tokio::test]
async fn no_user_action_wedges_a_run() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions { settle_ms: Some(0), ..Default::default() }).await;
    open_gate(&run, "review").await;
    let messages = [
        vec![json(&object!("approve"))],
        vec![json(&object!([]))],
        vec![json(&object!(0))],
        vec![json(&object!({}))],
        vec![json(&object!({"kind": "comment"}))],
        vec![json(&object!({"kind": "row_action"}))],
        vec![json(&object!({"action": "approve", "type": "reject"}))],
        vec![json(&object!({"action": "approve", "gate_id": 7}))],
        vec![],
        vec![json(&object!({"action": "approve"})), json(&object!({"action": "approve"}))],
        vec![payload("binary/null", "")],
        vec![payload("binary/plain", "approve")],
        vec![payload("json/plain", "{\"action\":")],
    ];
    for message in &messages {
        raw_signal(&client, run.workflow_id(), "user_action", message.clone()).await;
    }
    let state = eventually("every message refused", || async {
        let state = run.ui_state().await.unwrap();
        (state.refused.values().sum::<u64>() == messages.len() as u64).then_some(state)
    })
    .await;
    assert_eq!(state.pending_actions.len(), 1);
    assert_eq!(state.unaddressed, 0);
    raw_signal(&client, run.workflow_id(), "user_action", vec![json(&object!({"action": "approve"}))]).await;
    assert_eq!(run.result().await.unwrap().action, "approved");
}

#[tokio::test]
async fn no_signal_to_the_author_wedges_a_run() {
    let client = client_and_worker().await;
    let run = start::<Handlers>(&client, Title("March".into())).await;
    let wrong = [
        ("note", vec![json(&object!({"text": 7}))]),
        ("note", vec![]),
        ("note", vec![json(&object!({"text": "a"})), json(&object!({"text": "b"}))]),
        ("note", vec![payload("binary/protobuf", "?")]),
    ];
    for (name, payloads) in &wrong {
        raw_signal(&client, run.workflow_id(), name, payloads.clone()).await;
    }
    raw_signal(&client, run.workflow_id(), "no_such_signal", vec![json(&object!(1))]).await;
    let refused = eventually("every signal refused", || async {
        let refused = run.ui_state().await.unwrap().refused;
        (refused.values().sum::<u64>() == wrong.len() as u64 + 1).then_some(refused)
    })
    .await;
    assert_eq!(refused.get(&RefusalReason::UnknownName), Some(&1));
    run.signal(Handlers::FINISH, &()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), []);
}

#[tokio::test]
async fn no_update_wedges_a_run() {
    let client = client_and_worker().await;
    let run = start::<Handlers>(&client, Title("March".into())).await;
    let id = run.workflow_id();
    let cases = [
        ("rename", vec![json(&object!(7))], "invalid type"),
        ("rename", vec![], "invalid type: null"),
        ("rename", vec![json(&object!("a")), json(&object!("b"))], "2 payloads"),
        ("rename", vec![payload("binary/plain", "x")], "binary/plain"),
        ("no_such_update", vec![], "no_such_update"),
        ("user_action", vec![json(&object!({"action": "approve"}))], "no_open_gate"),
        ("user_action", vec![json(&object!("approve"))], "malformed"),
    ];
    for (name, payloads, said) in cases {
        let error = raw_update(&client, id, name, payloads).await.unwrap_err();
        assert!(error.contains(said), "{name}: {error}");
    }
    run.signal(Handlers::FINISH, &()).await.unwrap();
    run.result().await.unwrap();
}

#[tokio::test]
async fn a_run_that_could_not_start_refuses_what_comes_with_it() {
    let client = client_and_worker().await;
    let workflow_id = raw_start(&client, "HandlersWorkflow", vec![json(&object!(7))]).await;
    let run = client.run::<Handlers>(&workflow_id);
    let error = run.result().await.unwrap_err();
    assert!(matches!(&error, ClientError::RunFailed { kind, .. } if kind == "InvalidInput"), "{error}");
    let query = run.query(Handlers::TITLE, &()).await.unwrap_err();
    assert!(query.to_string().contains("has not started"), "{query}");
}
