//! Which database.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

/// Which database: an SQLite file, or a PostgreSQL database.
///
/// ```
/// use fund_database::Database;
///
/// let database: Database = "postgres://clerk:secret@localhost:5433/books?sslmode=disable".parse()?;
/// assert_eq!(database.to_string(), "postgres://localhost:5433/books"); // nothing secret in messages
/// assert_eq!(format!("{database:?}"), "Database(postgres://localhost:5433/books)"); // nor in logs
/// assert_eq!("books.sqlite".parse(), Ok(Database::File("books.sqlite".into())));
/// assert_eq!(Database::File("books.sqlite".into()).to_string(), "books.sqlite");
/// assert!("mysql://localhost/books".parse::<Database>().is_err_and(|said| said.contains("postgres://")));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// An SQLite file, created where it is not there.
    File(PathBuf),
    /// A PostgreSQL database, by its `postgres://` URL.
    Postgres(Url),
}

impl FromStr for Database {
    type Err = String;

    /// A URL, else a file.
    fn from_str(text: &str) -> Result<Self, String> {
        let remedy = "name a file, or postgres://USER:PASSWORD@HOST/DATABASE";
        if text.is_empty() {
            return Err(format!("it is empty; {remedy}"));
        }
        if !text.contains("://") {
            return Ok(Self::File(text.into()));
        }
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "postgres" | "postgresql") => Ok(Self::Postgres(url)),
            Ok(url) => Err(format!("`{}` is no database of this program; {remedy}", url.scheme())),
            Err(error) => Err(format!("it is no URL: {error}; {remedy}")),
        }
    }
}

impl fmt::Display for Database {
    /// As people name it, without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(url) => {
                let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
                write!(f, "postgres://{}{port}{}", url.host_str().unwrap_or_default(), url.path())
            }
        }
    }
}

impl fmt::Debug for Database {
    /// Without a password, as it may be in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({self})")
    }
}

impl Database {
    /// What begins a transaction that writes: in SQLite one that has to wait waits before it has read.
    pub(crate) fn begin(&self) -> &'static str {
        match self {
            Self::File(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}
