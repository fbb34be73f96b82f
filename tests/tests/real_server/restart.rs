//! A worker process that is killed at a gate loses nothing.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow_tests::drive::{address, open_gate};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::server::{client, server, unique};

/// A worker in a process of its own, killed when it is dropped.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) async fn start(task_queue: &str) -> Self {
        Self::start_with(task_queue, &[]).await
    }

    /// With these paths in its environment.
    pub(crate) async fn start_with(task_queue: &str, paths: &[(&str, &Path)]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_worker"))
            .args(["--task-queue", task_queue])
            .env("TEMPORAL_ADDRESS", server().await.address())
            .env("TEMPORAL_NAMESPACE", "default")
            .envs(paths.iter().copied())
            .stdout(Stdio::null())
            .spawn();
        Self(child.unwrap())
    }

    /// SIGKILL: nothing of the process has a chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn a_worker_killed_at_a_gate_and_restarted_shows_the_same_state_and_takes_the_answer() {
    let client = client().await;
    let task_queue = unique("killed");
    let first = Process::start(&task_queue).await;
    let run =
        client.start::<OneReview>(&task_queue, &unique("killed"), &ReviewOptions::default()).await.unwrap();
    let gate = open_gate(&run, "review").await;
    let before = run.ui_state().await.unwrap();
    first.kill();

    let _second = Process::start(&task_queue).await;
    let again = open_gate(&run, "review").await;

    assert_eq!(run.ui_state().await.unwrap(), before);
    assert_eq!(again, gate);
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap().action, "approved");
}
