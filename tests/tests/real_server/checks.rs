//! Checks that still run when their gate closes.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::wire::{Ending, PendingAction, QualityResults, QualityStatus, StepSnapshot};
use ntro_workflow::worker::{ClientError, History, RunHandle};
use ntro_workflow_tests::drive::{address, events, eventually, open_gate, start};
use ntro_workflow_tests::runbooks;
use ntro_workflow_tests::runbooks::checks::{Audit, Audited, release};
use ntro_workflow_tests::server::{client_and_worker, unique};
use serde_json::Value;
use temporalio_protos::temporal::api::enums::v1::EventType;

/// A run whose first gate has the result of the quick check only.
async fn half_checked() -> (String, RunHandle<Audited>, PendingAction) {
    let name = unique("audit");
    let run =
        start::<Audited>(&client_and_worker().await, Audit { name: name.clone(), timeout_ms: None }).await;
    let gate = eventually("the quick check is done", || async {
        let gate = open_gate(&run, "look").await;
        let progress = gate.checks.as_ref()?.progress?;
        (progress.completed == 1).then_some(gate)
    })
    .await;
    (name, run, gate)
}

async fn snapshot(run: &RunHandle<Audited>, step: &str) -> StepSnapshot {
    let mut snapshots = run.query(Audited::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    snapshots.remove(step).expect("the step has ended")
}

fn statuses(checks: &QualityResults) -> Vec<(&str, QualityStatus)> {
    checks.items.iter().map(|item| (item.id.as_str(), item.status)).collect()
}

fn is_partial(checks: &QualityResults) {
    assert_eq!(statuses(checks), [("patient", QualityStatus::Skipped), ("prompt", QualityStatus::Pass)]);
    assert_eq!((checks.summary.as_str(), checks.progress), ("1 passing, 1 skipped", None));
    assert_eq!(checks.items[0].detail, "The gate was closed before this check was done.");
}

async fn replays(run: &RunHandle<Audited>) {
    let history = History::from_json(&run.history().await.unwrap()).unwrap();
    runbooks::registry().replayer().unwrap().replay(vec![history]).await.remove(0).unwrap();
}

#[tokio::test]
async fn an_answer_does_not_wait_for_checks_and_a_late_one_writes_nothing() {
    let (name, run, gate) = half_checked().await;
    let checks = gate.checks.clone().unwrap();
    assert_eq!(statuses(&checks), [("patient", QualityStatus::Running), ("prompt", QualityStatus::Pass)]);
    assert_eq!(checks.summary, "Running quality checks (1 of 2)…");

    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();

    is_partial(&snapshot(&run, "look").await.checks.unwrap());
    release(&name);
    eventually("all checks have ended on the server", || async {
        let ended = |kind: &&EventType| {
            [EventType::ActivityTaskCompleted, EventType::ActivityTaskCanceled].contains(kind)
        };
        (events(&run).await.iter().filter(ended).count() == 3).then_some(())
    })
    .await;
    let next = open_gate(&run, "sign").await;
    assert_eq!(statuses(&next.checks.clone().unwrap()), [("prompt", QualityStatus::Pass)]);
    is_partial(&snapshot(&run, "look").await.checks.unwrap());

    run.act(UserActionMessage::approve().at(&address(&next))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), "approved");
    replays(&run).await;
}

#[tokio::test]
async fn a_gate_times_out_while_a_check_runs() {
    let name = unique("audit");
    let audit = Audit { name: name.clone(), timeout_ms: Some(50) };
    let run = start::<Audited>(&client_and_worker().await, audit).await;
    let error = run.result().await.unwrap_err();
    assert!(matches!(&error, ClientError::RunFailed { kind, .. } if kind == "TimedOut"), "{error}");
    let look = snapshot(&run, "look").await;
    assert_eq!(look.openings[0].ending, Some(Ending::TimedOut));
    assert_eq!(look.checks.unwrap().items[0].status, QualityStatus::Skipped);
    replays(&run).await;
    release(&name);
}

#[tokio::test]
async fn a_run_can_be_cancelled_while_its_checks_run() {
    let (name, run, _) = half_checked().await;
    run.cancel("wrong period").await.unwrap();
    assert!(matches!(run.result().await.unwrap_err(), ClientError::RunCancelled));
    let look = snapshot(&run, "look").await;
    assert_eq!(look.openings[0].ending, Some(Ending::Cancelled));
    is_partial(&look.checks.unwrap());
    replays(&run).await;
    release(&name);
}

#[tokio::test]
async fn a_run_whose_checks_run_replays() {
    let (name, run, gate) = half_checked().await;
    replays(&run).await;
    release(&name);
    let done = eventually("all checks are done", || async {
        let gate = open_gate(&run, "look").await;
        gate.checks.filter(|checks| checks.progress.is_none())
    })
    .await;
    assert_eq!(done.summary, "2 passing");
    run.act(UserActionMessage::reject().at(&address(&gate))).await.unwrap();
    open_gate(&run, "sign").await;
    assert_eq!(snapshot(&run, "look").await.checks, Some(done));
}
