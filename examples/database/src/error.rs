//! What can be wrong with a database.

use sqlx::migrate::MigrateError;

/// What is wrong with a database. No message has a password in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// It cannot be opened, reached or created.
    #[error("cannot open {what} in {database}: {source}; check that it is there and may be written")]
    Open {
        /// What is kept there.
        what: &'static str,
        /// Where.
        database: String,
        /// What the database says.
        source: sqlx::Error,
    },
    /// Its tables are not those of this program; trying again will not help.
    #[error(
        "cannot bring the tables of {what} in {database} up to date: {source}; use the program that wrote them, or \
         another database"
    )]
    Migrate {
        /// What is kept there.
        what: &'static str,
        /// Where.
        database: String,
        /// What is wrong.
        source: MigrateError,
    },
    /// A statement failed.
    #[error("{what} in {database} failed to {action}: {source}; it can be tried again")]
    Failed {
        /// What is kept there.
        what: &'static str,
        /// Where.
        database: String,
        /// What it should have done.
        action: &'static str,
        /// What the database says.
        source: sqlx::Error,
    },
}

impl DatabaseError {
    /// Whether trying again may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Failed { .. })
    }
}
