//! Which database the ledger is in, and how it is opened.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};

/// The tables, embedded in the program.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Where a ledger is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In this file.
    Sqlite(PathBuf),
    /// On a PostgreSQL server, by its URL.
    Postgres(String),
}

/// What says how each connection to `SQLite` behaves: several workers read while one writes, and what is
/// committed is on the disk.
const SQLITE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; \
                      PRAGMA foreign_keys = ON";

impl Database {
    pub(super) async fn open(&self) -> Result<AnyPool, sqlx::Error> {
        install_default_drivers();
        let options = AnyPoolOptions::new().max_connections(4);
        match self {
            Self::Postgres(url) => {
                // A pool tries for half a minute what cannot be had at once.
                AnyConnection::connect(url).await?.close().await?;
                options.connect(url).await
            }
            Self::Sqlite(path) => {
                let options = options.after_connect(|connection, _| {
                    Box::pin(async move { connection.execute(SQLITE).await.map(drop) })
                });
                options.connect(&sqlite_url(path)).await
            }
        }
    }

    /// What begins a transaction that writes: in `SQLite` one that has to wait waits before it has read.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}

/// The path as a URL: what is special in one is written by its number.
fn sqlite_url(path: &std::path::Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    let path = path.to_string_lossy();
    let letters = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    format!("sqlite://{}?mode=rwc", letters.collect::<String>())
}

impl FromStr for Database {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(text.to_owned())),
            Some((scheme, _)) => {
                Err(format!("`{scheme}` is no database of this program; name a postgres:// URL, or a file"))
            }
            None if text.is_empty() => Err("it is empty; name a postgres:// URL, or a file".into()),
            None => Ok(Self::Sqlite(text.into())),
        }
    }
}

impl fmt::Display for Database {
    /// Without the password of a URL.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "{}", path.display()),
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let rest = rest.split('?').next().unwrap_or_default();
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                write!(formatter, "postgres://{place}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_url_or_a_file_and_its_password_is_not_shown() {
        let postgres: Database =
            "postgres://me:secret@127.0.0.1:5432/books?sslmode=disable".parse().expect("one");
        assert_eq!(postgres.to_string(), "postgres://127.0.0.1:5432/books");
        assert_eq!("books.sqlite".parse(), Ok(Database::Sqlite("books.sqlite".into())));
        assert!("mysql://x".parse::<Database>().expect_err("none").contains("postgres://"));
    }

    #[test]
    fn a_path_is_a_url_whatever_is_in_it() {
        assert_eq!(sqlite_url("a b?/ä.db".as_ref()), "sqlite://a%20b%3F/%C3%A4.db?mode=rwc");
    }
}
