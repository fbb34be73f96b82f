//! One dev server for all tests.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use ntro_dev_server::DevServer;
use ntro_workflow::worker::Client;
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
