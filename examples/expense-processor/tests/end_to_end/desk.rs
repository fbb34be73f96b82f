//! A directory of a test's own: the data that the program keeps, and sheets.

use std::path::{Path, PathBuf};

use expense_processor::ledger::TABLES;
use fund_database::{Database, Records};
use tempfile::TempDir;

/// A directory of a test's own.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    /// Where the program keeps its data.
    pub(crate) fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Where it keeps its ledger.
    pub(crate) fn ledger(&self) -> Database {
        Database::File(self.data().join("ledger.sqlite"))
    }

    /// Lays a sheet on it.
    pub(crate) fn lay(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).expect("writes");
        path
    }

    /// Lays a sheet into the inbox of its data.
    pub(crate) fn drop_in(&self, name: &str, text: &str) {
        std::fs::create_dir_all(self.data().join("inbox")).expect("a directory");
        std::fs::write(self.data().join("inbox").join(name), text).expect("writes");
    }
}

/// A file of the example's samples.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(name)
}

/// How many rows a table of a ledger has.
pub(crate) async fn count(ledger: Database, table: &str) -> i64 {
    let ledger = Records::open(ledger, &TABLES).await.expect("the ledger is there");
    let count = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table}")).fetch_one(ledger.pool()).await;
    count.expect("the table is there")
}
