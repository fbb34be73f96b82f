//! Child runs: fan-out, failure, and the tree that a client composes.

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{ChildStatus, PendingKind};
use ntro_workflow_tests::drive::{address, eventually, open_gate, start};
use ntro_workflow_tests::runbooks::family::{Chore, Day, Kid, Parent};
use ntro_workflow_tests::server::client_and_worker;

fn five_with_one_failing() -> Vec<Chore> {
    let mut chores: Vec<_> = ["a", "b", "c", "d", "e"].map(Chore::named).into();
    chores[2].fails = true;
    chores
}

#[tokio::test]
async fn of_five_children_one_fails_and_four_succeed_in_input_order() {
    let client = client_and_worker().await;
    let run =
        start::<Parent>(&client, Day { chores: five_with_one_failing(), keyed: false, by_slug: false }).await;
    let results = run.result().await.unwrap();
    assert_eq!(results, ["a done", "b done", "child run `kid` failed: c is tired", "d done", "e done"]);

    let children = &run.ui_state().await.unwrap().children["share"];
    let statuses: Vec<_> = children.iter().map(|child| child.status).collect();
    let mut expected = [ChildStatus::Completed; 5];
    expected[2] = ChildStatus::Failed;
    assert_eq!(statuses, expected);
    let id = run.workflow_id();
    let ids: Vec<_> = children.iter().map(|child| child.workflow_id.clone()).collect();
    let suffix = ["", ":~2", ":~3", ":~4", ":~5"];
    assert_eq!(ids, suffix.map(|suffix| format!("{id}:share:kid{suffix}")));
    assert!(children.iter().all(|child| !child.run_id.is_empty()));
}

#[tokio::test]
async fn children_carry_their_keys_and_are_found_by_slug() {
    let client = client_and_worker().await;
    let chores = vec![Chore::named("rent"), Chore::named("a:b/c"), Chore::named("rent")];
    let run = start::<Parent>(&client, Day { chores, keyed: true, by_slug: true }).await;
    assert_eq!(run.result().await.unwrap(), ["\"rent done\"", "\"a:b/c done\"", "\"rent done\""]);
    let children = &run.ui_state().await.unwrap().children["share"];
    let ids: Vec<_> = children.iter().map(|child| child.workflow_id.rsplit(':').next().unwrap()).collect();
    assert_eq!(ids, ["rent", "a%3Ab%2Fc", "rent~2"]);
}

#[tokio::test]
async fn a_parent_points_to_the_child_where_the_gate_is() {
    let client = client_and_worker().await;
    let chores = vec![Chore { waits: true, ..Chore::named("books") }];
    let run = start::<Parent>(&client, Day { chores, keyed: false, by_slug: false }).await;
    let drill = eventually("a drill-down", || async { run.pending_action().await.unwrap() }).await;
    assert_eq!(drill.kind, PendingKind::DrillDown);
    let child = client.run::<Kid>(&drill.children[0].task_id);
    let gate = open_gate(&child, "work").await;

    let tree = run.tree().await.unwrap();
    assert_eq!(tree.children[0].step_id.as_deref(), Some("share"));
    let inside = tree.children[0].state.as_ref().unwrap();
    assert_eq!(inside.pending_actions[0].gate_id, gate.gate_id);

    child.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["books done"]);
    assert_eq!(run.pending_action().await.unwrap(), None);
}
