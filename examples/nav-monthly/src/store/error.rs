//! Why the books cannot do what was asked.

use document_ingest::model::Invalid;

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
    /// The file or the database cannot be opened.
    #[error("cannot open the books in {place}: {source}; check that it is there and may be written")]
    Open {
        /// Where they are.
        place: String,
        /// What the database says.
        source: sqlx::Error,
    },
    /// The tables are not those of this program.
    #[error(
        "cannot bring the tables of {place} up to date: {source}; use the program that wrote them, or other books"
    )]
    Migrate {
        /// Where they are.
        place: String,
        /// What is wrong.
        source: sqlx::migrate::MigrateError,
    },
    /// A statement failed.
    #[error("the books in {place} failed to {action}: {source}; it can be tried again")]
    Failed {
        /// Where they are.
        place: String,
        /// What they should have done.
        action: &'static str,
        /// What the database says.
        source: sqlx::Error,
    },
    /// A journal cannot be read.
    #[error("the journal {reference} in {place} cannot be read: {reason}; restore the books from a backup")]
    Damaged {
        /// Where it is.
        place: String,
        /// The journal.
        reference: String,
        /// What is wrong.
        reason: String,
    },
}
