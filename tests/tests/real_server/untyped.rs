//! What a tool does to runs of which it has no Rust type.

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{ChildStatus, LogEvent, PendingKind, RefusalReason, StepStatus};
use ntro_workflow::worker::{Client, ClientError, RunFilter, RunStatus, UntypedRun};
use ntro_workflow_tests::drive::{address, eventually};
use ntro_workflow_tests::server::{TASK_QUEUE, client_and_worker, unique};
use serde_json::{Value, json};

async fn start(client: &Client, workflow_type: &str, input: Value) -> UntypedRun {
    client.start_untyped(TASK_QUEUE, workflow_type, &unique(workflow_type), &input).await.unwrap()
}

async fn open_gate(run: &UntypedRun) -> ntro_workflow::wire::PendingAction {
    eventually("an open gate", || async { run.pending_action().await.unwrap() }).await
}

#[tokio::test]
async fn a_run_is_started_answered_and_read_as_json() {
    let client = client_and_worker().await;
    let run = start(&client, "OneReviewWorkflow", json!({})).await;
    let gate = open_gate(&run).await;
    assert_eq!(run.steps().await.unwrap()[0].status, StepStatus::WaitingForInput);

    let receipt = run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();

    assert!(receipt.closed);
    let decided = run.result().await.unwrap();
    assert_eq!(decided, json!({"action": "approved", "amounts": [100.0], "comments": null, "late": false}));
    let again = run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap_err();
    assert!(matches!(again, ClientError::NotFound(_)), "{again}");
}

#[tokio::test]
async fn a_refusal_says_why_and_input_that_does_not_fit_closes_the_run() {
    let client = client_and_worker().await;
    let run = start(&client, "OneReviewWorkflow", json!({})).await;
    let gate = open_gate(&run).await;
    let stale = address(&gate).revision(7);
    let refused = run.act(UserActionMessage::approve().at(&stale)).await.unwrap_err();
    assert!(
        matches!(&refused, ClientError::Refused(refusal) if refusal.reason == RefusalReason::StaleView),
        "{refused}"
    );
    let wrong = start(&client, "OneReviewWorkflow", json!({"timeout_ms": "soon"})).await;
    let failed = wrong.result().await.unwrap_err();
    assert!(
        matches!(&failed, ClientError::RunFailed { kind, message } if kind == "InvalidInput" && message.contains("timeout_ms")),
        "{failed}"
    );
}

#[tokio::test]
async fn a_signal_of_the_runbook_carries_any_json() {
    let client = client_and_worker().await;
    let run = start(&client, "SubmissionWorkflow", json!(1)).await;
    let gate = open_gate(&run).await;
    assert_eq!(gate.kind, PendingKind::SubmitFile);
    let name = gate.args.unwrap()["signal_name"].as_str().unwrap().to_owned();
    run.signal(&name, &json!("a.pdf")).await.unwrap();
    assert_eq!(run.result().await.unwrap(), json!(["a.pdf"]));
}

#[tokio::test]
async fn a_long_log_is_read_to_its_beginning() {
    let client = client_and_worker().await;
    let run = start(&client, "OneReviewWorkflow", json!({})).await;
    let gate = open_gate(&run).await;
    for index in 0..120 {
        let row = json!({"kind": "row_action", "payload": {"action": "edit_cell", "row_id": "r1",
            "field": "amount", "value": index}, "gate_id": gate.gate_id, "revision": index + 1});
        run.update("user_action", &row).await.unwrap();
    }
    let screen = run.ui_state().await.unwrap();
    assert_eq!((screen.log.len(), screen.log_total), (50, 120));
    let older = run.ui_state_with_log_before(70).await.unwrap();
    assert_eq!(older.log.len(), 50);

    let log = run.log().await.unwrap();

    assert_eq!((log.len(), log.last()), (120, screen.log.last()));
    assert_eq!(log[20..70], older.log);
    assert!(log.iter().all(|line| matches!(line.event, LogEvent::RowEdited { .. })));
}

#[tokio::test]
async fn open_and_closed_runs_are_listed_by_slug() {
    let client = client_and_worker().await;
    let run = start(&client, "SubmissionWorkflow", json!(1)).await;
    let listed = |filter: RunFilter| {
        let (client, id) = (&client, run.workflow_id());
        async move {
            let runs = client.runs(&filter.slug("submission").limit(1000)).await.unwrap();
            assert!(runs.iter().all(|run| run.slug() == "submission"), "{runs:?}");
            runs.into_iter().find(|run| run.workflow_id == id)
        }
    };
    let open = eventually("it is listed as open", || listed(RunFilter::open())).await;
    assert_eq!((open.status, open.task_queue.as_str()), (RunStatus::Running, TASK_QUEUE));
    assert!(open.started_at.is_some() && open.closed_at.is_none());
    let info = run.info().await.unwrap();
    assert_eq!((info.run_id, info.status, info.closed_at), (open.run_id, RunStatus::Running, None));

    run.terminate("the test is over").await.unwrap();

    let closed = eventually("it is listed as closed", || listed(RunFilter::closed())).await;
    assert_eq!(closed.status, RunStatus::Terminated);
    assert!(closed.closed_at.is_some());
    assert!(matches!(run.result().await.unwrap_err(), ClientError::RunTerminated));
}

#[tokio::test]
async fn a_tree_says_where_each_child_stands() {
    let client = client_and_worker().await;
    let chores = json!([{"name": "rent", "fails": true, "waits": false},
        {"name": "books", "fails": false, "waits": true}]);
    let day = json!({"chores": chores, "keyed": true, "by_slug": false});
    let run = start(&client, "ParentWorkflow", day).await;
    let tree = eventually("one child failed and one waits", || async {
        let tree = run.tree().await.unwrap();
        let waits = tree.children.get(1)?.state.as_ref()?.pending_actions.len() == 1;
        (waits && tree.children[0].status == Some(ChildStatus::Failed)).then_some(tree)
    })
    .await;
    assert_eq!((tree.slug.as_str(), tree.status), ("parent", None));
    let keys: Vec<_> = tree.children.iter().map(|child| child.key.as_deref()).collect();
    assert_eq!(keys, [Some("rent"), Some("books")]);
    let info = client.untyped_run(&tree.children[1].workflow_id).info().await.unwrap();
    assert_eq!(info.parent.as_deref(), Some(run.workflow_id()));
    run.cancel("enough").await.unwrap();
    assert_eq!(run.result().await.unwrap()[1], "cancelled: enough");
}

#[tokio::test]
async fn a_run_that_is_not_there_and_a_task_queue_without_a_worker_are_told() {
    let client = client_and_worker().await;
    let nowhere = client.untyped_run("nowhere");
    assert!(matches!(nowhere.info().await.unwrap_err(), ClientError::NotFound(id) if id == "nowhere"));
    assert!(matches!(nowhere.ui_state().await.unwrap_err(), ClientError::NotFound(_)));
    eventually("the worker polls", || async { client.has_worker(TASK_QUEUE).await.unwrap().then_some(()) })
        .await;
    assert!(!client.has_worker(&unique("nobody")).await.unwrap());
}
