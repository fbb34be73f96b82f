//! What was read, decided and posted: one ledger in `SQLite` or in PostgreSQL.
//!
//! | file | idea |
//! | --- | --- |
//! | `database` | which database, and how it is opened |
//! | `sheets` | the rows of sheets, until their batch is reviewed |
//! | `batches` | batches, opened and decided once |
//! | `expenses` | the subledger: a row per expense |
//! | `posting` | the general ledger, posted once |
//! | `summary` | what was done, by month |

mod batches;
mod database;
mod expenses;
mod posting;
mod sheets;
mod summary;

use sqlx::{Any, AnyPool, Transaction};

pub use batches::{BatchKey, Commit, Verdict};
pub use database::Database;
pub(crate) use expenses::{Likeness, may_be_one};
pub use sheets::SheetKey;

/// How the subledger is called in its keys.
const SUBLEDGER: &str = "expenses";

/// A ledger. Several workers may have the same one open.
#[derive(Clone, Debug)]
pub struct Ledger {
    pool: AnyPool,
    database: Database,
}

/// Why the ledger cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// It cannot be opened or created.
    #[error("cannot open the ledger {database}: {source}; check that it is there and may be written")]
    Open {
        /// Which one.
        database: Database,
        /// What the database says.
        source: sqlx::Error,
    },
    /// Its tables are not those of this program.
    #[error(
        "cannot bring the tables of {database} up to date: {source}; use the program that wrote it, or a new one"
    )]
    Migrate {
        /// Which one.
        database: Database,
        /// What is wrong.
        source: sqlx::migrate::MigrateError,
    },
    /// A statement failed.
    #[error("the ledger {database} failed to {action}: {source}; it can be tried again")]
    Failed {
        /// Which one.
        database: Database,
        /// What it should have done.
        action: &'static str,
        /// What the database says.
        source: sqlx::Error,
    },
    /// Something in it cannot be read, or is not there although it must be.
    #[error("{what} in the ledger {database} cannot be used: {reason}; restore it from a backup")]
    Damaged {
        /// Which one.
        database: Database,
        /// What it is about.
        what: String,
        /// What is wrong.
        reason: String,
    },
}

impl LedgerError {
    /// Whether trying again may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Failed { .. })
    }
}

impl Ledger {
    /// Opens the ledger, creating its tables where they are not there.
    ///
    /// # Errors
    /// [`LedgerError::Open`] or [`LedgerError::Migrate`].
    pub async fn open(database: Database) -> Result<Self, LedgerError> {
        let opened = database.open().await;
        let pool = opened.map_err(|source| LedgerError::Open { database: database.clone(), source })?;
        let migrated = database::MIGRATIONS.run(&pool).await;
        migrated.map_err(|source| LedgerError::Migrate { database: database.clone(), source })?;
        Ok(Self { pool, database })
    }

    /// Which database it is in.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.pool.close().await;
    }

    async fn begin(&self, action: &'static str) -> Result<Transaction<'static, Any>, LedgerError> {
        let begun = self.pool.begin_with(self.database.begin()).await;
        begun.map_err(|source| self.failed(action, source))
    }

    fn failed(&self, action: &'static str, source: sqlx::Error) -> LedgerError {
        LedgerError::Failed { database: self.database.clone(), action, source }
    }

    fn damaged(&self, what: impl Into<String>, reason: impl ToString) -> LedgerError {
        LedgerError::Damaged {
            database: self.database.clone(),
            what: what.into(),
            reason: reason.to_string(),
        }
    }
}
