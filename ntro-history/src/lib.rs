//! The task history of runbooks in SQLite or PostgreSQL.
//!
//! A Temporal server forgets runs after its retention, often within days, and a month-end has to be compared with the
//! one before it. [`SqlHistory`] keeps what completed runs leave behind.
//!
//! ```no_run
//! use ntro_history::SqlHistory;
//! use ntro_workflow::worker::Registry;
//!
//! let registry = Registry::new().history_later(|_client| SqlHistory::sqlite("tasks.sqlite"));
//! ```

mod error;
mod migrate;
mod row;
mod sql;
mod statements;

pub use error::{MigrateError, SqlHistoryError};
pub use sql::SqlHistory;

#[cfg(doctest)]
mod page {
    //! The page of the project, whose code compiles.
    #[doc = include_str!("../../docs/history.md")]
    pub struct History;
}
