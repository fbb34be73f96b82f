//! A run that is cancelled at its gate tidies up and closes as cancelled.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::{Ending, StepStatus};
use ntro_workflow::worker::ClientError;
use ntro_workflow_tests::drive::{open_gate, start};
use ntro_workflow_tests::runbooks::cleanup::Cleanup;
use ntro_workflow_tests::server::client_and_worker;
use serde_json::Value;

#[tokio::test]
async fn a_run_cancelled_at_its_gate_cleans_up_first() {
    let client = client_and_worker().await;
    let run = start::<Cleanup>(&client, "2026-03".into()).await;
    open_gate(&run, "review").await;

    run.cancel("wrong period").await.unwrap();

    assert!(matches!(run.result().await.unwrap_err(), ClientError::RunCancelled));
    let state = run.ui_state().await.unwrap();
    assert_eq!(state.pending_actions, []);
    let steps: Vec<_> = state.steps.iter().map(|step| (step.id.as_str(), step.status)).collect();
    assert_eq!(steps, [("review", StepStatus::Failed), ("unlock", StepStatus::Completed)]);
    let snapshots = run.query(Cleanup::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    assert_eq!(snapshots["review"].openings[0].ending, Some(Ending::Cancelled));
}
