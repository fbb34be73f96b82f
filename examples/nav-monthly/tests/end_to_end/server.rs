//! One dev server for all tests, and what the official CLI says of the runs on it.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use nav_monthly::model::NavMonthlyContext;
use nav_monthly::runbook::NavMonthly;
use ntro_dev_server::DevServer;
use ntro_workflow::worker::{Client, RunHandle};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// The shared server. It goes with the process.
static SERVER: LazyLock<DevServer> = LazyLock::new(|| {
    // A thread of its own, because a test may be inside a runtime already.
    let start = || Runtime::new().expect("a runtime").block_on(DevServer::builder().start());
    std::thread::spawn(start).join().expect("no panic").expect("the dev server starts")
});

/// Where it listens.
pub(crate) fn address() -> &'static str {
    SERVER.address()
}

/// The official CLI.
pub(crate) fn cli() -> &'static Path {
    SERVER.cli_path()
}

/// A connection of this test's own: it goes with the runtime that made it.
pub(crate) async fn client() -> Client {
    Client::connect(address(), "default").await.expect("the dev server answers")
}

/// An id that no other test uses.
pub(crate) fn unique(name: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{name}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Starts a run, for the worker of that task queue.
pub(crate) async fn start(client: &Client, task_queue: &str) -> RunHandle<NavMonthly> {
    let input: NavMonthlyContext = serde_json::from_value(json!({
        "period": "2026-03", "entity_slug": "harbour-street", "tenant_slug": "sample-tenant",
    }))
    .expect("an input");
    client.start(task_queue, &unique("run"), &input).await.expect("the run starts")
}

/// What `temporal workflow <words>` prints as JSON.
pub(crate) fn temporal(words: &[&str]) -> Value {
    let mut command = Command::new(cli());
    command.arg("workflow").args(words).args(["--address", address(), "--output", "json"]);
    let done = command.output().expect("the CLI runs");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}
