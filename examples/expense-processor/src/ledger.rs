//! What was read, decided and posted: one ledger in `SQLite` or in PostgreSQL.
//!
//! | file | idea |
//! | --- | --- |
//! | `sheets` | the rows of sheets, until their batch is reviewed |
//! | `batches` | batches, opened and decided once |
//! | `expenses` | the subledger: a row per expense |
//! | `posting` | the general ledger, posted once |
//! | `summary` | what was done, by month |

mod batches;
mod expenses;
mod posting;
mod sheets;
mod summary;

use fund_database::{Database, DatabaseError, Records, Tables};

pub use batches::{BatchKey, Commit, Verdict};
pub(crate) use expenses::{Likeness, may_be_one};
pub use sheets::SheetKey;

/// How the subledger is called in its keys.
const SUBLEDGER: &str = "expenses";

/// The tables of a ledger.
pub static TABLES: Tables =
    Tables { what: "the ledger", schema: "expense_processor", migrations: sqlx::migrate!("./migrations") };

/// A ledger. Several workers may have the same one open.
#[derive(Clone, Debug)]
pub struct Ledger {
    records: Records,
}

/// Why the ledger cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// It cannot be opened, or a statement failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Something in it cannot be read, or is not there although it must be.
    #[error("{what} in the ledger {database} cannot be used: {reason}; restore it from a backup")]
    Damaged {
        /// Which one.
        database: String,
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
        matches!(self, Self::Database(error) if error.may_pass())
    }
}

impl Ledger {
    /// Opens the ledger, creating its tables where they are not there.
    ///
    /// # Errors
    /// [`LedgerError::Database`].
    pub async fn open(database: Database) -> Result<Self, LedgerError> {
        Ok(Self { records: Records::open(database, &TABLES).await? })
    }

    /// Which database it is in.
    #[must_use]
    pub fn database(&self) -> &Database {
        self.records.database()
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.records.close().await;
    }

    fn failed(&self, action: &'static str, source: sqlx::Error) -> LedgerError {
        self.records.failed(action, source).into()
    }

    fn damaged(&self, what: impl Into<String>, reason: impl ToString) -> LedgerError {
        LedgerError::Damaged {
            database: self.database().to_string(),
            what: what.into(),
            reason: reason.to_string(),
        }
    }
}
