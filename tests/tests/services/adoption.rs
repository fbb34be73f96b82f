//! On the real server: a session outlives its worker, and not its run.

use std::process::{Command, Stdio};

use ntro_services::agents::{AgentInvocation, AgentStatus};
use ntro_workflow::worker::{ClientError, RunHandle};
use ntro_workflow_tests::agents::Provider;
use ntro_workflow_tests::process::{Process, soon};
use ntro_workflow_tests::runbooks::asking::Asking;
use ntro_workflow_tests::server::{client, server, unique};

use crate::support::task;

/// A worker process, which is killed when it is dropped.
async fn worker(task_queue: &str, provider: &Provider) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
    command.args(["--task-queue", task_queue]).stdout(Stdio::null());
    command.env("TEMPORAL_ADDRESS", server().await.address()).env("TEMPORAL_NAMESPACE", "default");
    Process::start(command.env("AGENTS_URL", provider.server.url()))
}

/// A run whose agent works.
async fn asking(task_queue: &str) -> RunHandle<Asking> {
    let task = AgentInvocation { poll_interval_seconds: 0.1, ..task() };
    client().await.start::<Asking>(task_queue, &unique("asking"), &task).await.unwrap()
}

/// Waits until Temporal knows the session by its heartbeat, and the agent has its task.
async fn under_way(run: &RunHandle<Asking>, provider: &Provider) {
    soon("a heartbeat with the session", async || {
        let described = run.sdk().describe(Default::default()).await.unwrap().into_raw();
        let said =
            described.pending_activities.first()?.heartbeat_details.as_ref()?.payloads.first()?.data.clone();
        String::from_utf8_lossy(&said).contains("session_1").then_some(())
    })
    .await;
    soon("a look at the session", async || {
        (!provider.server.requests_of("GET /v1/sessions/").is_empty()).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_whose_worker_is_killed_is_adopted() {
    let (provider, task_queue) = (Provider::well().await, unique("agents"));
    provider.works(true);
    let first = worker(&task_queue, &provider).await;
    let run = asking(&task_queue).await;
    under_way(&run, &provider).await;
    drop(first);
    let looks = provider.server.requests_of("GET /v1/sessions/").len();

    let _second = worker(&task_queue, &provider).await;
    soon("a look by the second worker", async || {
        (provider.server.requests_of("GET /v1/sessions/").len() > looks + 1).then_some(())
    })
    .await;
    provider.works(false);

    let result = run.result().await.unwrap();
    assert_eq!((result.status, result.output_text.as_deref()), (AgentStatus::Completed, Some("done")));
    assert_eq!(provider.sessions(), 1);
    let starts =
        provider.server.requests().iter().filter(|request| request.line == "POST /v1/sessions").count();
    assert_eq!(starts, 1, "the second worker knew the session by its heartbeat");
    let mut keys = provider.events("user.message");
    keys.dedup();
    assert_eq!(keys.len(), 1, "one task, by one key");
    assert_eq!(provider.events("user.interrupt"), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_cancelled_ends_its_session() {
    let (provider, task_queue) = (Provider::well().await, unique("agents"));
    provider.works(true);
    let _worker = worker(&task_queue, &provider).await;
    let run = asking(&task_queue).await;
    under_way(&run, &provider).await;

    run.cancel("wrong period").await.unwrap();

    assert!(matches!(run.result().await, Err(ClientError::RunCancelled)));
    assert_eq!(provider.events("user.interrupt").len(), 1);
    assert_eq!(provider.sessions(), 1);
}
