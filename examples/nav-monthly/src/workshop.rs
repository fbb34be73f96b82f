//! Where a worker of this example works: its documents, its books, its registry.

use std::path::{Path, PathBuf};

use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop::{self as documents, WorkshopError};
use fund_database::Database;
use ntro_history::{SqlHistory, SqlHistoryError};
use ntro_workflow::CheckOutcome;
use ntro_workflow::worker::Registry;

use crate::activities::NavActivities;
use crate::compare::compare;
use crate::model::{ClosedMonth, Journal};
use crate::runbook::{NEAR_LAST_MONTH, NavMonthly};
use crate::store::{Books, BooksError};

/// Names the database of the books, a `postgres://` URL or a file; `books.sqlite` in [`DATA`] by default.
pub const DATABASE: &str = "NAV_MONTHLY_DATABASE";

/// Names the directory that keeps the books and what is known of documents; [`DEFAULT_DATA`] by default.
pub const DATA: &str = "NAV_MONTHLY_DATA";

/// Where everything is kept when nobody says where.
pub const DEFAULT_DATA: &str = "nav-monthly-data";

/// What the build script has read from the source.
pub const STEP_MANIFEST: &str = ntro_workflow::step_manifest!();

/// Why a worker has no place to work.
#[derive(Debug, thiserror::Error)]
pub enum NavWorkshopError {
    /// Where documents are read.
    #[error(transparent)]
    Documents(#[from] WorkshopError),
    /// The books.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// What is known of months before.
    #[error(transparent)]
    History(#[from] SqlHistoryError),
    /// The environment names no database.
    #[error("{DATABASE} does not name a database: {0}")]
    Database(String),
    /// A directory of our own.
    #[error("cannot create the directory {path}: {source}; choose another one with --data or {DATA}")]
    Data {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Where a worker keeps what it knows.
#[derive(Clone)]
struct Keep {
    data: PathBuf,
    database: Option<Database>,
}

/// The registry of the worker: both runbooks, the child's activities and its own. What it works on is made
/// when it starts, from the environment; of documents by the variables of [`document_ingest::workshop`].
#[must_use]
pub fn registry() -> Registry {
    runbook(documents::registry()).activities_later(activities_named).history_later(|_| history_named())
}

/// The registry of a worker that reads documents below one directory and keeps what it knows in another. What it
/// commits, documents included, it keeps in a PostgreSQL database if there is one. Workers of one task queue share
/// them.
///
/// # Errors
/// [`NavWorkshopError`].
pub async fn registry_in(
    inbox: &Path,
    data: &Path,
    database: Option<Database>,
) -> Result<Registry, NavWorkshopError> {
    let records = database.clone().filter(|database| matches!(database, Database::Postgres(_)));
    let read = documents::activities(inbox, data, records).await?;
    let keep = Keep { data: data.to_owned(), database };
    let registry = runbook(Registry::new().register::<DocumentIngest>().activities(read));
    Ok(registry.activities(activities(keep.clone()).await?).history(history(keep).await?))
}

/// The runbook itself, and what judges its journals.
fn runbook(registry: Registry) -> Registry {
    let registry = registry.source_of(documents::STEP_MANIFEST);
    registry.register::<NavMonthly>().evaluator(NEAR_LAST_MONTH, near_last_month)
}

impl Keep {
    fn from_environment() -> Result<Self, NavWorkshopError> {
        let named = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let data = named(DATA).map_or_else(|| DEFAULT_DATA.into(), PathBuf::from);
        let database = named(DATABASE).map(|url| url.to_string_lossy().parse());
        Ok(Self { data, database: database.transpose().map_err(NavWorkshopError::Database)? })
    }

    fn create(&self) -> Result<(), NavWorkshopError> {
        let created = std::fs::create_dir_all(&self.data);
        created.map_err(|source| NavWorkshopError::Data { path: self.data.clone(), source })
    }
}

/// Activities on the books that the environment names.
async fn activities_named() -> Result<NavActivities, NavWorkshopError> {
    activities(Keep::from_environment()?).await
}

/// The task history that the environment names.
async fn history_named() -> Result<SqlHistory, NavWorkshopError> {
    history(Keep::from_environment()?).await
}

async fn activities(keep: Keep) -> Result<NavActivities, NavWorkshopError> {
    keep.create()?;
    Ok(NavActivities::new(Books::open(books(&keep.data, keep.database)).await?))
}

async fn history(keep: Keep) -> Result<SqlHistory, NavWorkshopError> {
    keep.create()?;
    Ok(match keep.database {
        Some(Database::Postgres(url)) => SqlHistory::postgres(url.as_str()).await?,
        Some(Database::File(_)) | None => SqlHistory::sqlite(keep.data.join("tasks.sqlite")).await?,
    })
}

/// Where the books are: in the database, or in a file of the data.
#[must_use]
pub fn books(data: &Path, database: Option<Database>) -> Database {
    database.unwrap_or_else(|| Database::File(data.join("books.sqlite")))
}

/// Whether the journal, as it is shown, comes to about what the last month did.
fn near_last_month(journal: &Journal, last: Option<&ClosedMonth>) -> CheckOutcome {
    let limit = journal.limit_percent;
    let compared = compare(journal.currency.as_str(), &journal.source_totals(), last, limit);
    if compared.baseline.is_none() {
        return CheckOutcome::skipped(compared.remark);
    }
    let judged = match compared.flagged().next() {
        None => CheckOutcome::pass(compared.remark.as_str()),
        Some(_) => CheckOutcome::warn(compared.remark.as_str()),
    };
    compared.rows.iter().fold(judged, |judged, row| {
        let change = row.change_percent.map(|change| format!("{change} %"));
        judged.data(row.id.as_str(), change.unwrap_or_else(|| "nothing to compare with".into()))
    })
}
