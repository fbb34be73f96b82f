//! Parents and children in two languages, each on a queue of its own: Temporal does not route by type.

use ntro_workflow::wire::PendingKind;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow_tests::drive::{address, eventually, open_gate, start};
use ntro_workflow_tests::runbooks::across::{Abroad, Errand};
use ntro_workflow_tests::runbooks::gates::OneReview;
use ntro_workflow_tests::server::{TASK_QUEUE, client_and_worker, unique};
use serde_json::json;

use crate::python;

#[tokio::test]
async fn a_python_parent_gets_what_a_person_decides_at_our_child() {
    let client = client_and_worker().await;
    let queue = unique("python");
    let _worker = python::worker(&queue).await;
    let parent_id = unique("peer-parent");
    let task = json!({ "slug": "one-review", "type": "OneReviewWorkflow", "queue": TASK_QUEUE, "input": {} });
    let parent = client.start_untyped(&queue, "PeerParentWorkflow", &parent_id, &task).await.unwrap();

    let child = client.run::<OneReview>(&format!("{parent_id}:hand_over:one-review"));
    eventually("the child starts", || async { child.info().await.ok() }).await;
    let gate = open_gate(&child, "review").await;
    child.act(UserActionMessage::approve().comments("fine").at(&address(&gate))).await.unwrap();

    let result = parent.result().await.unwrap();
    assert_eq!(result["action"], "approved");
    assert_eq!(result["comments"], "fine");
}

#[tokio::test]
async fn a_reject_at_our_child_fails_the_python_parent() {
    let client = client_and_worker().await;
    let queue = unique("python");
    let _worker = python::worker(&queue).await;
    let parent_id = unique("peer-parent");
    let task = json!({ "slug": "one-review", "type": "OneReviewWorkflow", "queue": TASK_QUEUE, "input": {} });
    let parent = client.start_untyped(&queue, "PeerParentWorkflow", &parent_id, &task).await.unwrap();

    let child = client.run::<OneReview>(&format!("{parent_id}:hand_over:one-review"));
    eventually("the child starts", || async { child.info().await.ok() }).await;
    let gate = open_gate(&child, "review").await;
    child.act(UserActionMessage::reject().comments("wrong month").at(&address(&gate))).await.unwrap();

    let failure = parent.result().await.unwrap_err().to_string();
    assert!(failure.contains("wrong month"), "{failure}");
}

#[tokio::test]
async fn our_parent_runs_a_python_child_on_its_own_queue() {
    let client = client_and_worker().await;
    let queue = unique("python");
    let _worker = python::worker(&queue).await;
    let shown = json!({ "total": 125 });
    let run = start::<Abroad>(&client, Errand { queue, shown: shown.clone() }).await;

    let drill = eventually("the child runs", || async { run.pending_action().await.unwrap() }).await;
    assert_eq!(drill.kind, PendingKind::DrillDown);
    let child = client.untyped_run(&drill.children[0].task_id);
    let ask = || async {
        let pending = child.query("current_pending_action", &serde_json::Value::Null).await.ok()?;
        (!pending.is_null()).then_some(pending)
    };
    let pending = eventually("the Python gate", ask).await;
    assert_eq!((&pending["kind"], &pending["payload"]), (&json!("interactive_review"), &shown));
    child.signal("user_action", &json!({ "type": "approved" })).await.unwrap();

    let result = run.result().await.unwrap();
    assert_eq!(result, json!({ "shown": shown, "decision": { "type": "approved" } }));
    let children = &run.ui_state().await.unwrap().children["errand"];
    assert_eq!((children.len(), children[0].slug.as_str()), (1, "peer-child"));
}
