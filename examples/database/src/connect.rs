//! Connections that behave alike in both databases.

use std::path::Path;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};
use url::Url;

use crate::Database;

/// How many connections a worker has at most.
const CONNECTIONS: u32 = 4;

/// Said to each connection to a file: several workers read while one writes, and what is committed is on the disk.
const SQLITE: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                      PRAGMA foreign_keys = ON";

/// Connects. In PostgreSQL the tables are in a schema of their own, so that others keep theirs in the same database.
pub(crate) async fn connect(database: &Database, schema: &str) -> Result<AnyPool, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let (url, greeting) = match database {
        Database::File(path) => (file_url(path)?, SQLITE.to_owned()),
        Database::Postgres(url) => (url.to_string(), format!("SET search_path TO {schema}")),
    };
    let options: AnyConnectOptions = url.parse()?;
    if let Database::Postgres(_) = database {
        create(schema, &options).await?;
    }
    let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).after_connect(move |connection, _| {
        let greeting = greeting.clone();
        Box::pin(async move { connection.execute(greeting.as_str()).await.map(drop) })
    });
    pool.connect_with(options).await
}

/// Creates the schema, whoever else does so now. By a connection without a pool, which would try for half a minute
/// what cannot be had at once.
async fn create(schema: &str, options: &AnyConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    let create = format!(
        "DO $$ BEGIN CREATE SCHEMA {schema}; EXCEPTION WHEN duplicate_schema OR unique_violation THEN NULL; END $$"
    );
    connection.execute(create.as_str()).await?;
    connection.close().await
}

/// The file as the driver names it, created where it is not there.
fn file_url(path: &Path) -> Result<String, sqlx::Error> {
    let path = std::path::absolute(path)?;
    let nowhere = || sqlx::Error::Configuration(format!("{} is no file", path.display()).into());
    let url = Url::from_file_path(&path).map_err(|()| nowhere())?;
    Ok(format!("sqlite://{}?mode=rwc", url.path()))
}
