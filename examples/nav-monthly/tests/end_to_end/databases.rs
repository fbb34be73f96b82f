//! One PostgreSQL server for all tests, and a database for each.

use std::sync::LazyLock;

use ntro_dev_server::PostgresServer;
use tokio::runtime::Runtime;

use crate::desk::Desk;
use crate::server::unique;

/// The shared server. It goes with the process.
static POSTGRES: LazyLock<PostgresServer> = LazyLock::new(|| {
    // A thread of its own, because a test may be inside a runtime already.
    let start = || Runtime::new().expect("a runtime").block_on(PostgresServer::start());
    std::thread::spawn(start).join().expect("no panic").expect("PostgreSQL starts")
});

/// A desk whose books are in a database of its own.
pub(crate) async fn postgres() -> Desk {
    let name = unique("books").replace('-', "_");
    Desk::new(Some(POSTGRES.database(&name).await.expect("a database")))
}

/// A desk whose books are in a file.
pub(crate) async fn sqlite() -> Desk {
    Desk::new(None)
}
