//! Why the books cannot do what was asked.

use document_ingest::model::Invalid;
use fund_database::DatabaseError;

use crate::model::Period;

/// Why the books cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BooksError {
    /// The month was closed; trying again will not help.
    #[error(
        "{period} of {entity} was closed by the journal {journal_reference}; post what is missing in the next month"
    )]
    PeriodClosed {
        /// Whose month it is.
        entity: String,
        /// The month.
        period: Period,
        /// What closed it.
        journal_reference: String,
    },
    /// The journal may not be posted; trying again will not help.
    #[error("the journal was not posted: {0}")]
    Unsound(#[from] Invalid),
    /// The books cannot be opened, or a statement failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A journal cannot be read.
    #[error(
        "the journal {reference} in {database} cannot be read: {reason}; restore the books from a backup"
    )]
    Damaged {
        /// Where it is.
        database: String,
        /// The journal.
        reference: String,
        /// What is wrong.
        reason: String,
    },
}
