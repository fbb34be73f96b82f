//! One PostgreSQL server for all tests of a binary, and a database for each that asks.

use std::sync::LazyLock;

use ntro_dev_server::PostgresServer;
use tokio::runtime::Runtime;

use crate::server::unique;

/// The shared server. It goes with the process.
static POSTGRES: LazyLock<PostgresServer> = LazyLock::new(|| {
    // A thread of its own, because a test may be inside a runtime already.
    let start = || Runtime::new().expect("a runtime").block_on(PostgresServer::start());
    std::thread::spawn(start).join().expect("no panic").expect("PostgreSQL starts")
});

/// The URL of an empty database.
pub async fn database() -> String {
    let server = tokio::task::spawn_blocking(|| &*POSTGRES).await.expect("PostgreSQL starts");
    server.database(&unique("test").replace('-', "_")).await.expect("a database")
}
