//! A directory of a test's own, and the books of a test's own.

use std::path::PathBuf;
use std::process::Command;

use document_ingest::store::Store;
use fund_database::Database;
use nav_monthly::chart::SOURCES;
use nav_monthly::model::Owner;
use nav_monthly::store::{Books, Month, State};
use nav_monthly::workshop;
use ntro_workflow_tests::postgres::database;
use serde_json::Value;
use tempfile::TempDir;

/// The sample documents.
pub(crate) const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample");

/// What a test works on.
pub(crate) struct Desk {
    files: TempDir,
    database: Option<String>,
}

impl Desk {
    /// An empty one, whose books are in a file.
    pub(crate) fn in_sqlite() -> Self {
        Self::new(None)
    }

    /// An empty one, whose books are in a database of its own.
    pub(crate) async fn in_postgres() -> Self {
        Self::new(Some(database().await))
    }

    fn new(database: Option<String>) -> Self {
        Self { files: tempfile::tempdir().expect("a directory"), database }
    }

    /// Where the program keeps its data.
    pub(crate) fn data(&self) -> PathBuf {
        self.files.path().join("data")
    }

    /// The database of its books, where they are in one.
    pub(crate) fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// Says to the program which month it is to close, and where everything is.
    pub(crate) fn month<'a>(&self, command: &'a mut Command, month: &str) -> &'a mut Command {
        command.arg(format!("{SAMPLE}/{month}")).arg("--data").arg(self.data());
        match &self.database {
            Some(url) => command.arg("--database").arg(url),
            None => command,
        }
    }

    /// Lays decisions on it.
    pub(crate) fn lay_decisions(&self, decisions: &Value) -> PathBuf {
        let path = self.files.path().join("decisions.json");
        std::fs::write(&path, decisions.to_string()).expect("writes");
        path
    }

    /// Lays copies of a month's documents on it.
    pub(crate) fn lay_documents(&self, month: &str) -> PathBuf {
        let inbox = self.files.path().join("inbox");
        std::fs::create_dir_all(&inbox).expect("a directory");
        for source in SOURCES {
            let name = format!("{}.pdf", source.id);
            std::fs::copy(format!("{SAMPLE}/{month}/{name}"), inbox.join(name)).expect("copies");
        }
        inbox
    }

    /// The books, as anybody sees them who opens them.
    pub(crate) async fn books(&self) -> Books {
        Books::open(self.database_of_books()).await.expect("the books are there")
    }

    /// Where they are.
    pub(crate) fn database_of_books(&self) -> Database {
        let database = self.database.as_ref().map(|url| url.parse().expect("a database"));
        workshop::books(&self.data(), database)
    }

    /// What becomes of a month.
    pub(crate) async fn state(&self, month: &str) -> State {
        let month = Month {
            owner: Owner { tenant_slug: "sample-tenant".into(), entity_slug: "harbour-street".into() },
            period: month.parse().expect("a month"),
        };
        self.books().await.state(&month).await.expect("the books answer")
    }

    /// How many documents are committed: in the database of the books if they are in PostgreSQL.
    pub(crate) async fn documents(&self) -> u64 {
        let database = self.database.as_ref().map(|url| url.parse().expect("a database"));
        let records = document_ingest::workshop::records(&self.data(), database);
        let store = Store::open(records).await.expect("the records are there");
        store.count().await.expect("the store answers")
    }

    /// How many journals are posted.
    pub(crate) async fn journals(&self) -> u64 {
        self.books().await.journals().await.expect("the books answer")
    }
}
