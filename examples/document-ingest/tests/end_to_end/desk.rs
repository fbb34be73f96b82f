//! A directory of a test's own: documents, and the data that the program keeps.

use std::path::{Path, PathBuf};

use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

use crate::support::sample;

/// A directory of a test's own.
pub(crate) struct Desk(TempDir);

/// A row of the store, as anybody sees it who opens the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) record_id: String,
    pub(crate) total: String,
    pub(crate) corrections_applied: i64,
}

impl Desk {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    /// Lays a document on it.
    pub(crate) fn lay(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.documents().join(name);
        std::fs::create_dir_all(self.documents()).expect("a directory");
        std::fs::write(&path, bytes).expect("writes");
        path
    }

    /// Lays the sample invoice on it: Sample Furnishings Ltd, 2380.92 EUR in five lines.
    pub(crate) fn lay_sample(&self) -> PathBuf {
        self.lay("invoice.pdf", &sample::invoice())
    }

    /// Lays a list of corrections on it.
    pub(crate) fn lay_corrections(&self, corrections: &Value) -> PathBuf {
        self.lay("corrections.json", corrections.to_string().as_bytes())
    }

    /// Where the documents are.
    pub(crate) fn documents(&self) -> PathBuf {
        self.0.path().join("documents")
    }

    /// Where the program keeps its data.
    pub(crate) fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// What is committed.
    pub(crate) async fn records(&self) -> Vec<Record> {
        let file = self.data().join("records.sqlite");
        assert!(file.exists(), "the program has made its store");
        let mut store = open(&file).await;
        let rows = sqlx::query("SELECT record_id, total, corrections_applied FROM ingested_documents");
        let rows = rows.fetch_all(&mut store).await.expect("the table is there");
        let record = |row: &sqlx::sqlite::SqliteRow| Record {
            record_id: row.get("record_id"),
            total: row.get("total"),
            corrections_applied: row.get("corrections_applied"),
        };
        rows.iter().map(record).collect()
    }

    /// The amounts of the lines that are committed.
    pub(crate) async fn amounts(&self) -> Vec<String> {
        let mut store = open(&self.data().join("records.sqlite")).await;
        let amounts = sqlx::query_scalar("SELECT amount FROM ingested_lines ORDER BY position");
        amounts.fetch_all(&mut store).await.expect("the table is there")
    }
}

async fn open(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file);
    SqliteConnection::connect_with(&options).await.expect("SQLite opens it")
}
