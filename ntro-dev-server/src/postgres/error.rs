//! Everything that can go wrong with PostgreSQL, with what to do about it.

use std::io;

/// Why there is no PostgreSQL server.
///
/// ```no_run
/// # async fn example() {
/// use ntro_dev_server::{PostgresError, PostgresServer};
///
/// match PostgresServer::start().await {
///     Err(PostgresError::Missing) => println!("this machine has none, and nobody here may install it"),
///     started => drop(started),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PostgresError {
    /// Its programs are not there, and cannot be installed from here.
    #[error(
        "there is no PostgreSQL on this machine: install it by `apt-get install postgresql`, or put \
         `postgres` and `initdb` on PATH"
    )]
    Missing,
    /// Debian's package could not be installed.
    #[error("Debian's package `postgresql` could not be installed: {message}; install it by hand")]
    Install {
        /// What `apt-get` said.
        message: String,
    },
    /// What it needs of the operating system is not to be had.
    #[error("PostgreSQL cannot be started: {action}: {source}")]
    System {
        /// What was tried.
        action: &'static str,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The server has ended, or was never there.
    #[error("PostgreSQL has ended by itself ({status}). Its last lines:\n{log}")]
    Exited {
        /// Its exit status, as the operating system words it.
        status: String,
        /// The last lines that it wrote.
        log: String,
    },
    /// It runs and takes no connection.
    #[error("PostgreSQL did not answer within {seconds} s. Its last lines:\n{log}")]
    Silent {
        /// How long it was waited for.
        seconds: u64,
        /// The last lines that it wrote.
        log: String,
    },
    /// A database could not be made.
    #[error("the database `{name}` could not be made: {message}")]
    Database {
        /// Its name.
        name: String,
        /// What PostgreSQL said.
        message: String,
    },
}
