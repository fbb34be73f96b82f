//! Where the books are: an SQLite file, or a PostgreSQL database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, Executor as _};
use url::Url;

/// The schema of the tables in PostgreSQL, so that others may keep theirs in the same database.
const SCHEMA: &str = "\
DO $$ BEGIN CREATE SCHEMA nav_monthly; EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; END $$";

/// Said to each connection, before anything else.
const POSTGRES: &str = "SET search_path TO nav_monthly";
const SQLITE: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                      PRAGMA foreign_keys = ON";

/// Where the books are.
///
/// ```
/// use nav_monthly::store::Place;
///
/// let place: Place = "postgres://clerk:secret@localhost/books".parse()?;
/// assert_eq!(place.to_string(), "postgres://localhost/books"); // nothing secret in messages
/// assert_eq!(Place::File("books.sqlite".into()).to_string(), "books.sqlite");
/// assert!("mysql://localhost/books".parse::<Place>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An SQLite file, created where it is not there.
    File(PathBuf),
    /// A PostgreSQL database, by its `postgres://` URL.
    Postgres(Url),
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let remedy = "write postgres://USER:PASSWORD@HOST/DATABASE";
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "postgres" | "postgresql") => Ok(Self::Postgres(url)),
            Ok(url) => Err(format!("`{}` is no database that books are kept in; {remedy}", url.scheme())),
            Err(error) => Err(format!("it is no URL: {error}; {remedy}")),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::Postgres(url) => {
                let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
                write!(formatter, "postgres://{}{port}{}", url.host_str().unwrap_or_default(), url.path())
            }
        }
    }
}

impl Place {
    /// How a transaction begins that is going to write.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::File(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }

    pub(super) async fn connect(&self) -> Result<AnyPool, sqlx::Error> {
        sqlx::any::install_default_drivers();
        let (url, greeting) = match self {
            Self::File(path) => (file_url(path)?, SQLITE),
            Self::Postgres(url) => (url.to_string(), POSTGRES),
        };
        let options: AnyConnectOptions = url.parse()?;
        if let Self::Postgres(_) = self {
            let mut connection = <AnyConnection as sqlx::Connection>::connect_with(&options).await?;
            connection.execute(SCHEMA).await?;
            sqlx::Connection::close(connection).await?;
        }
        let pool = AnyPoolOptions::new().max_connections(4).after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(greeting).await.map(drop) })
        });
        pool.connect_with(options).await
    }
}

/// The file as the driver names it, created where it is not there.
fn file_url(path: &Path) -> Result<String, sqlx::Error> {
    let path = std::path::absolute(path)?;
    let nowhere = || sqlx::Error::Configuration(format!("{} is no file", path.display()).into());
    let url = Url::from_file_path(&path).map_err(|()| nowhere())?;
    Ok(format!("sqlite://{}?mode=rwc", url.path()))
}
