//! The records that were committed, in one `SQLite` file.

mod record;

use std::path::{Path, PathBuf};
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::model::{DocumentIngestContext, DocumentSubmission, Extracted, IngestedDocument, Invalid};

/// The tables, embedded in the program.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a worker waits for another one that is writing.
const BUSY: Duration = Duration::from_secs(30);

/// A store of committed records. Several workers may have the same file open.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    path: PathBuf,
}

/// Which run commits: the same for every attempt and every replay of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CommitKey {
    /// The id of the workflow.
    pub workflow_id: String,
    /// The id of its original run, which survives a reset.
    pub original_run_id: String,
}

/// What is committed: a reviewed document with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// The input of the run.
    pub context: DocumentIngestContext,
    /// The document that was submitted.
    pub submission: DocumentSubmission,
    /// What was read from it, corrections included.
    pub extracted: Extracted,
    /// How many cells the reviewer changed.
    pub corrections_applied: u32,
}

/// Whether a commit wrote, or found its record written already.
#[derive(Debug, Clone, PartialEq)]
pub enum Committed {
    /// This commit wrote the record.
    Now(IngestedDocument),
    /// An earlier commit of the same run wrote it; nothing was written now.
    Before(IngestedDocument),
}

/// Why the store cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The extraction is not a complete invoice; trying again will not help.
    #[error("the record is not complete and was not committed: {0}")]
    Incomplete(#[from] Invalid),
    /// The file cannot be opened or created.
    #[error(
        "cannot open the record store {path}: {source}; check that its directory is there and may be written"
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says.
        source: sqlx::Error,
    },
    /// The tables in the file are not those of this program.
    #[error(
        "cannot bring the tables of {path} up to date: {source}; use the program that wrote it, or a new file"
    )]
    Migrate {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: sqlx::migrate::MigrateError,
    },
    /// A statement failed.
    #[error("the record store {path} failed to {action}: {source}; it can be tried again")]
    Failed {
        /// The file.
        path: PathBuf,
        /// What it should have done.
        action: &'static str,
        /// What `SQLite` says.
        source: sqlx::Error,
    },
    /// A record in the file cannot be read.
    #[error("the record {record_id} in {path} cannot be read: {reason}; restore the file from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The record.
        record_id: String,
        /// What is wrong.
        reason: String,
    },
}

impl Committed {
    /// The record, whenever it was written.
    #[must_use]
    pub fn into_document(self) -> IngestedDocument {
        match self {
            Self::Now(document) | Self::Before(document) => document,
        }
    }
}

impl CommitKey {
    /// The id of the record this run commits: made of the key alone, so that
    /// every attempt names the same one.
    #[must_use]
    pub fn record_id(&self) -> String {
        let mut hash = Sha256::new();
        hash.update((self.workflow_id.len() as u64).to_be_bytes());
        hash.update(&self.workflow_id);
        hash.update(&self.original_run_id);
        let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("rec-{}", &hex[..24])
    }
}

impl Store {
    /// Opens the file, creating it and its tables where they are not there.
    ///
    /// # Errors
    /// [`StoreError::Open`] or [`StoreError::Migrate`].
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref().to_owned();
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await;
        let pool = pool.map_err(|source| StoreError::Open { path: path.clone(), source })?;
        let migrated = MIGRATIONS.run(&pool).await;
        migrated.map_err(|source| StoreError::Migrate { path: path.clone(), source })?;
        Ok(Self { pool, path })
    }

    /// Commits a record for a run, once: a second commit with the same key
    /// writes nothing and hands back the first record, whatever it brings.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] when the extraction is not a complete invoice,
    /// [`StoreError::Failed`] when `SQLite` fails.
    pub async fn commit(&self, key: &CommitKey, commit: &Commit) -> Result<Committed, StoreError> {
        let invoice = commit.extracted.invoice()?;
        let begun = self.pool.begin_with("BEGIN IMMEDIATE").await;
        let mut transaction = begun.map_err(|source| self.failed("begin a commit", source))?;
        if let Some(document) = record::find(self, &mut transaction, key).await? {
            return Ok(Committed::Before(document));
        }
        let written = record::insert(&mut transaction, key, commit, &invoice).await;
        written.map_err(|source| self.failed("write a record", source))?;
        let document = record::find(self, &mut transaction, key).await?;
        let ended = transaction.commit().await;
        ended.map_err(|source| self.failed("end a commit", source))?;
        document
            .map(Committed::Now)
            .ok_or_else(|| self.failed("read back a record", sqlx::Error::RowNotFound))
    }

    /// The record a run committed, if it did.
    ///
    /// # Errors
    /// [`StoreError::Failed`] when `SQLite` fails, [`StoreError::Damaged`] when
    /// the record cannot be read.
    pub async fn find(&self, key: &CommitKey) -> Result<Option<IngestedDocument>, StoreError> {
        let connection = self.pool.acquire().await;
        let mut connection = connection.map_err(|source| self.failed("connect", source))?;
        record::find(self, &mut connection, key).await
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`StoreError::Failed`] when `SQLite` fails.
    pub async fn count(&self) -> Result<u64, StoreError> {
        let count = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM ingested_documents");
        let count = count.fetch_one(&self.pool).await;
        count.map(i64::unsigned_abs).map_err(|source| self.failed("count its records", source))
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.pool.close().await;
    }

    fn failed(&self, action: &'static str, source: sqlx::Error) -> StoreError {
        StoreError::Failed { path: self.path.clone(), action, source }
    }
}

#[cfg(test)]
mod tests;
