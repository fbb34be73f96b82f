//! A runbook from a crate that depends on ntro-workflow, serde and schemars, and on nothing else.

use author_crate::{Greeting, Guest};
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow_tests::drive::{address, open_gate, start};
use ntro_workflow_tests::server::client_and_worker;

#[tokio::test]
async fn an_authors_crate_needs_three_dependencies() {
    let client = client_and_worker().await;
    let run = start::<Greeting>(&client, Guest { name: "Ada".into() }).await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(run.query(Greeting::DRAFTS, &()).await.unwrap(), 1);
    let edited = UserActionMessage::correct_payload("Welcome back, Ada");
    run.act(edited.at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "Welcome back, Ada");
}
