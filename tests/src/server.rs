//! One dev server and one worker for all tests of a binary.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use ntro_dev_server::DevServer;
use ntro_workflow::worker::{Client, RunningWorker, Worker};
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use crate::runbooks;

/// The task queue of the shared worker.
pub const TASK_QUEUE: &str = "tests";

/// The shared server. It goes with the process.
static SERVER: LazyLock<DevServer> = LazyLock::new(|| {
    // A thread of its own, because a test may be inside a runtime already.
    let start = || Runtime::new().expect("a runtime").block_on(DevServer::builder().start());
    std::thread::spawn(start).join().expect("no panic").expect("the dev server starts")
});

static WORKER: OnceCell<RunningWorker> = OnceCell::const_new();

/// The runtime of what outlives a test: a connection goes with the runtime that made it.
static SHARED: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// The shared server. It goes with the process.
pub async fn server() -> &'static DevServer {
    tokio::task::spawn_blocking(|| &*SERVER).await.expect("the dev server starts")
}

/// Where the shared server listens.
#[must_use]
pub fn address() -> &'static str {
    SERVER.address()
}

/// The official CLI.
#[must_use]
pub fn cli() -> &'static Path {
    SERVER.cli_path()
}

/// What `temporal workflow <words>` prints as JSON, of runs on the shared server.
#[must_use]
pub fn temporal(words: &[&str]) -> Value {
    let mut command = Command::new(cli());
    command.arg("workflow").args(words).args(["--address", address(), "--output", "json"]);
    let done = command.output().expect("the CLI runs");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

/// A client of the shared server.
pub async fn client() -> Client {
    Client::connect(server().await.address(), "default").await.expect("the dev server answers")
}

/// A client of the shared server, on which the shared worker runs every test runbook.
pub async fn client_and_worker() -> Client {
    WORKER.get_or_init(|| async { SHARED.spawn(worker(TASK_QUEUE)).await.expect("the worker starts") }).await;
    client().await
}

/// A worker with every test runbook, on a thread of its own.
pub async fn worker(task_queue: impl Into<String>) -> RunningWorker {
    let worker = Worker::new(&client().await, task_queue, runbooks::registry());
    worker.spawn().await.expect("the worker starts")
}

/// An id that no other test uses.
#[must_use]
pub fn unique(name: &str) -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{name}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
