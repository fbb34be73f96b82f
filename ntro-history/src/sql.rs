//! The store.

use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask};
use ntro_workflow::worker::{TaskHistory, TaskHistoryError, TaskHistoryFuture};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use crate::error::{SqlHistoryError, file};
use crate::migrate;
use crate::row::{Row, sortable};
use crate::statements;

/// How many connections a worker has at most.
const CONNECTIONS: u32 = 4;

/// How long a worker waits for another one that writes to the same file.
const BUSY: Duration = Duration::from_secs(20);

/// How long a connection may take: less than an attempt of the activity that waits for it.
const CONNECT: Duration = Duration::from_secs(10);

/// The task history in a SQL database. Workers that have the same one find each other's tasks.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// use ntro_history::SqlHistory;
/// use ntro_workflow::wire::{CompletedTask, PreviousQuery, TaskKey};
/// use ntro_workflow::worker::TaskHistory;
///
/// # let directory = tempfile::tempdir()?;
/// # let path = directory.path().join("tasks.sqlite");
/// let history = SqlHistory::sqlite(path).await?;
/// let key = TaskKey::new("harbour-street").period("2026-02");
/// history.record(CompletedTask::new("nav-monthly", key, "nav-2", serde_json::json!({ "total": 125.0 }))).await?;
///
/// let previous = history.previous(PreviousQuery::new("nav-monthly", "harbour-street").before("2026-03")).await?;
/// assert_eq!(previous.map(|task| task.task_id).as_deref(), Some("nav-2"));
/// # history.close().await;
/// # Ok(()) })
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SqlHistory {
    database: String,
    pool: Pool,
}

#[derive(Clone, Debug)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The same call on either pool: sqlx has a type for each database.
macro_rules! on_pool {
    ($history:expr, $pool:ident => $call:expr) => {
        match &$history.pool {
            Pool::Sqlite($pool) => $call,
            Pool::Postgres($pool) => $call,
        }
    };
}

impl SqlHistory {
    /// Opens a SQLite file, and creates it with its tables where they are not there.
    ///
    /// # Errors
    /// [`SqlHistoryError::Open`] and [`SqlHistoryError::Migrate`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_history::SqlHistoryError> {
    /// let history = ntro_history::SqlHistory::sqlite("tasks.sqlite").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn sqlite(path: impl AsRef<Path>) -> Result<Self, SqlHistoryError> {
        let path = path.as_ref();
        let database = file(path);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await;
        let pool = pool.map_err(|source| SqlHistoryError::Open { database: database.clone(), source })?;
        let migrated = migrate::sqlite(&pool).await;
        migrated.map_err(|source| SqlHistoryError::Migrate { database: database.clone(), source })?;
        Ok(Self { database, pool: Pool::Sqlite(pool) })
    }

    /// Connects to a PostgreSQL database, and creates the tables where they are not there.
    ///
    /// # Errors
    /// [`SqlHistoryError::Url`], [`SqlHistoryError::Open`] and [`SqlHistoryError::Migrate`].
    ///
    /// ```no_run
    /// # async fn example(url: &str) -> Result<(), ntro_history::SqlHistoryError> {
    /// let history = ntro_history::SqlHistory::postgres(url).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn postgres(url: &str) -> Result<Self, SqlHistoryError> {
        let options = PgConnectOptions::from_str(url).map_err(|source| SqlHistoryError::Url { source })?;
        let database = named(&options);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(CONNECT);
        let pool = pool.connect_with(options).await;
        let pool = pool.map_err(|source| SqlHistoryError::Open { database: database.clone(), source })?;
        let migrated = migrate::postgres(&pool).await;
        migrated.map_err(|source| SqlHistoryError::Migrate { database: database.clone(), source })?;
        Ok(Self { database, pool: Pool::Postgres(pool) })
    }

    /// Closes all connections, and waits until that is done.
    ///
    /// ```no_run
    /// # async fn example(history: ntro_history::SqlHistory) {
    /// history.close().await;
    /// # }
    /// ```
    pub async fn close(self) {
        on_pool!(self, pool => pool.close().await);
    }

    async fn write(&self, task: CompletedTask) -> Result<(), TaskHistoryError> {
        let output = task.output.to_string();
        let completed_at = sortable(task.completed_at);
        let written = on_pool!(self, pool => sqlx::query(statements::RECORD)
            .bind(&task.run_id)
            .bind(&task.task_id)
            .bind(&task.slug)
            .bind(&task.entity)
            .bind(&task.period)
            .bind(&task.source)
            .bind(&task.parent)
            .bind(&completed_at)
            .bind(&output)
            .execute(pool)
            .await
            .map(drop));
        written.map_err(|error| self.away(&error))
    }

    async fn newest(
        &self,
        query: &PreviousQuery,
        source: Option<&str>,
    ) -> Result<Option<PreviousTask>, TaskHistoryError> {
        let found = on_pool!(self, pool => sqlx::query_as::<_, Row>(statements::PREVIOUS)
            .bind(&query.slug)
            .bind(&query.entity)
            .bind(&query.before)
            .bind(&query.asked_by)
            .bind(source)
            .fetch_optional(pool)
            .await);
        found.map_err(|error| self.away(&error))?.map(Row::into_task).transpose()
    }

    async fn document(&self, query: &DocumentQuery) -> Result<Option<PreviousTask>, TaskHistoryError> {
        let own = self.newest(&query.task, Some(&query.source)).await?;
        if own.is_some() {
            return Ok(own);
        }
        let Some(task) = self.newest(&query.task, None).await? else { return Ok(None) };
        let completed_at = sortable(task.completed_at);
        let found = on_pool!(self, pool => sqlx::query_as::<_, Row>(statements::CHILD)
            .bind(&task.task_id)
            .bind(&query.source)
            .bind(&completed_at)
            .fetch_optional(pool)
            .await);
        found.map_err(|error| self.away(&error))?.map(Row::into_task).transpose()
    }

    fn away(&self, error: &sqlx::Error) -> TaskHistoryError {
        TaskHistoryError::Unavailable(format!("{}: {error}", self.database))
    }
}

impl TaskHistory for SqlHistory {
    fn record(&self, task: CompletedTask) -> TaskHistoryFuture<'_, ()> {
        Box::pin(self.write(task))
    }

    fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async move { self.newest(&query, None).await })
    }

    fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async move { self.document(&query).await })
    }
}

/// A PostgreSQL database as people name it, without the password.
fn named(options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    format!("`{database}` on {}:{}", options.get_host(), options.get_port())
}
