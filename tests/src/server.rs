//! One dev server and one worker for all tests of a binary.

use std::sync::LazyLock;

use ntro_dev_server::DevServer;
use ntro_workflow::worker::{Client, RunningWorker, Worker};
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use crate::runbooks;

/// The task queue of the shared worker.
pub const TASK_QUEUE: &str = "tests";

static SERVER: OnceCell<DevServer> = OnceCell::const_new();
static WORKER: OnceCell<RunningWorker> = OnceCell::const_new();

/// The runtime of what outlives a test: a connection goes with the runtime that made it.
static SHARED: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// The shared server. It goes with the process.
pub async fn server() -> &'static DevServer {
    SERVER.get_or_init(|| async { DevServer::builder().start().await.expect("the dev server starts") }).await
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
