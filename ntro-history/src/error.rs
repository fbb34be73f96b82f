//! Why a database cannot be the task history.

use std::path::Path;

/// Why a database cannot be the task history.
///
/// ```no_run
/// # async fn example() {
/// use ntro_history::{SqlHistory, SqlHistoryError};
///
/// match SqlHistory::sqlite("no such directory/tasks.sqlite").await {
///     Err(SqlHistoryError::Open { database, .. }) => println!("look after {database}"),
///     opened => drop(opened),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SqlHistoryError {
    /// What was given is no URL of a PostgreSQL database.
    #[error(
        "this is no URL of a PostgreSQL database: {source}; write `postgres://user:password@host/database`"
    )]
    Url {
        /// What is wrong with it.
        source: sqlx::Error,
    },
    /// The database cannot be opened or reached.
    #[error(
        "the task history in {database} cannot be opened: {source}; look whether it is there and may be written"
    )]
    Open {
        /// Which one; never a password.
        database: String,
        /// What the database says.
        source: sqlx::Error,
    },
    /// The tables are not those of this program.
    #[error(
        "the tables of the task history in {database} cannot be brought up to date: {source}; \
         use the program that made them, or another database"
    )]
    Migrate {
        /// Which one; never a password.
        database: String,
        /// What is wrong.
        source: MigrateError,
    },
}

/// Why tables cannot be brought up to date.
///
/// ```
/// let error = ntro_history::MigrateError::Newer { done: 3, known: 2 };
/// assert_eq!(error.to_string(), "they are of version 3, and this program knows version 2");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// A newer program has made them.
    #[error("they are of version {done}, and this program knows version {known}")]
    Newer {
        /// Their version.
        done: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// The database refused.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// How a SQLite file is called.
pub(crate) fn file(path: &Path) -> String {
    format!("`{}`", path.display())
}
