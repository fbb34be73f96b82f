//! The package's own test driver, which polls `current_pending_action` and names no gate.

use ntro_workflow_tests::drive::start;
use ntro_workflow_tests::runbooks::family::{Chore, Day, Parent};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, TwoReviews};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::json;

use crate::python;

#[tokio::test]
async fn it_approves_gate_after_gate() {
    let client = client_and_worker().await;
    let run = start::<TwoReviews>(&client, ()).await;
    let outcome = python::drive(run.workflow_id(), "happy").await;
    assert_eq!(outcome["status"], "completed", "{outcome}");
}

#[tokio::test]
async fn its_reject_is_a_reject() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions::default()).await;
    let outcome = python::drive(run.workflow_id(), "reject_all").await;
    assert_eq!(outcome["status"], "failed", "{outcome}");
    assert!(run.result().await.unwrap_err().to_string().contains("rejected"));
}

#[tokio::test]
async fn it_follows_a_parent_to_the_gate_of_the_child() {
    let client = client_and_worker().await;
    let chores = vec![Chore { waits: true, ..Chore::named("books") }];
    let run = start::<Parent>(&client, Day { chores, keyed: false, by_slug: false }).await;
    let outcome = python::drive(run.workflow_id(), "happy").await;
    assert_eq!((&outcome["status"], &outcome["result"]), (&json!("completed"), &json!(["books done"])));
}
