//! The records that were committed, in SQLite or in PostgreSQL.

mod record;

use fund_database::{Database, DatabaseError, Records, Tables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{DocumentIngestContext, DocumentSubmission, Extracted, IngestedDocument, Invalid};

/// The tables of the store.
pub static TABLES: Tables = Tables {
    what: "the record store",
    schema: "document_ingest",
    migrations: sqlx::migrate!("./migrations"),
};

/// A store of committed records. Several workers may have the same one open.
#[derive(Debug, Clone)]
pub struct Store {
    records: Records,
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
    /// The store cannot be opened, or a statement failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A record cannot be read.
    #[error("the record {record_id} in {database} cannot be read: {reason}; restore it from a backup")]
    Damaged {
        /// Where it is.
        database: String,
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
    /// Opens the store, creating its tables where they are not there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn open(database: Database) -> Result<Self, StoreError> {
        Ok(Self { records: Records::open(database, &TABLES).await? })
    }

    /// Commits a record for a run, once: a second commit with the same key
    /// writes nothing and hands back the first record, whatever it brings.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] when the extraction is not a complete invoice,
    /// [`StoreError::Database`] when the database fails, [`StoreError::Damaged`]
    /// when the first record cannot be read.
    pub async fn commit(&self, key: &CommitKey, commit: &Commit) -> Result<Committed, StoreError> {
        let invoice = commit.extracted.invoice()?;
        let action = "commit a record";
        let failed = |source| self.records.failed(action, source);
        let mut transaction = self.records.begin(action).await?;
        let is_first = record::insert(&mut transaction, key, commit, &invoice).await.map_err(failed)?;
        let document = record::find(self, &mut transaction, key).await?;
        transaction.commit().await.map_err(failed)?;
        let document = document.ok_or_else(|| failed(sqlx::Error::RowNotFound))?;
        Ok(if is_first { Committed::Now(document) } else { Committed::Before(document) })
    }

    /// The record a run committed, if it did.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the database fails, [`StoreError::Damaged`] when
    /// the record cannot be read.
    pub async fn find(&self, key: &CommitKey) -> Result<Option<IngestedDocument>, StoreError> {
        let connection = self.records.pool().acquire().await;
        let mut connection = connection.map_err(|source| self.records.failed("look for a record", source))?;
        record::find(self, &mut connection, key).await
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the database fails.
    pub async fn count(&self) -> Result<u64, StoreError> {
        let count = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM ingested_documents");
        let count = count.fetch_one(self.records.pool()).await;
        Ok(count.map(i64::unsigned_abs).map_err(|source| self.records.failed("count its records", source))?)
    }

    /// Where they are.
    #[must_use]
    pub fn database(&self) -> &Database {
        self.records.database()
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.records.close().await;
    }
}
