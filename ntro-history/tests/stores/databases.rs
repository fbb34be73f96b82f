//! Databases for tests.

use ntro_dev_server::PostgresServer;
use ntro_history::SqlHistory;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The server of all tests of this process; it goes with it.
static SERVER: OnceCell<PostgresServer> = OnceCell::const_new();

/// The URL of an empty database.
pub(crate) async fn database(name: &str) -> String {
    let server = SERVER.get_or_init(async || PostgresServer::start().await.expect("PostgreSQL starts")).await;
    server.database(name).await.expect("a database")
}

pub(crate) async fn postgres(name: &str) -> SqlHistory {
    SqlHistory::postgres(&database(name).await).await.expect("the database is there")
}

/// A file, and the directory that it goes with.
pub(crate) async fn sqlite() -> (SqlHistory, TempDir) {
    let directory = TempDir::new().expect("a directory");
    let history = SqlHistory::sqlite(directory.path().join("tasks.sqlite")).await.expect("the file is made");
    (history, directory)
}
