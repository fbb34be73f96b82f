//! Where a worker of this example works: its inbox, its vendors, its ledger, its registry.

use std::path::{Path, PathBuf};

use fund_database::Database;
use ntro_workflow::worker::Registry;

use crate::activities::ExpenseActivities;
use crate::inbox::{Inbox, InboxError};
use crate::ledger::{Ledger, LedgerError};
use crate::runbook::ExpenseProcessor;
use crate::vendors::{Vendors, VendorsError};

/// Names the directory whose files may be submitted; `inbox` in the data directory by default.
pub const INBOX: &str = "EXPENSE_PROCESSOR_INBOX";

/// Names the directory that keeps the ledger; [`DEFAULT_DATA`] by default.
pub const DATA: &str = "EXPENSE_PROCESSOR_DATA";

/// Names the ledger's database, a `postgres://` URL or a file; `ledger.sqlite` in the data directory by default.
pub const DATABASE: &str = "EXPENSE_PROCESSOR_DATABASE";

/// Names the CSV file of vendors; those of the example by default.
pub const VENDORS: &str = "EXPENSE_PROCESSOR_VENDORS";

/// Where the ledger is kept when nobody says where.
pub const DEFAULT_DATA: &str = "expense-processor-data";

/// Why a worker has no place to work.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    /// The directory of the sheets.
    #[error(transparent)]
    Inbox(#[from] InboxError),
    /// The list of vendors.
    #[error(transparent)]
    Vendors(#[from] VendorsError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The name of the ledger.
    #[error("{DATABASE} is no database: {reason}")]
    Database {
        /// What is wrong with it.
        reason: String,
    },
    /// A directory of our own.
    #[error("cannot create the directory {path}: {source}; choose another one with --data or {DATA}")]
    Data {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Where a worker works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The directory whose files may be submitted.
    pub inbox: PathBuf,
    /// The ledger.
    pub database: Database,
    /// The list of vendors, if it is another one than the example's.
    pub vendors: Option<PathBuf>,
}

/// What the build script has read from the source.
pub const STEP_MANIFEST: &str = ntro_workflow::step_manifest!();

/// The registry of the worker: what it works on is made when it starts, from the environment.
#[must_use]
pub fn registry() -> Registry {
    Registry::new().register::<ExpenseProcessor>().activities_later(from_environment)
}

impl Places {
    /// The usual places in a data directory.
    #[must_use]
    pub fn in_directory(data: &Path) -> Self {
        Self {
            inbox: data.join("inbox"),
            database: Database::File(data.join("ledger.sqlite")),
            vendors: None,
        }
    }
}

/// Activities in the places that the environment names.
async fn from_environment() -> Result<ExpenseActivities, WorkshopError> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let usual = Places::in_directory(&named(DATA).unwrap_or_else(|| DEFAULT_DATA.into()));
    let database = match std::env::var(DATABASE).ok().filter(|value| !value.is_empty()) {
        Some(database) => database.parse().map_err(|reason| WorkshopError::Database { reason })?,
        None => usual.database,
    };
    let inbox = named(INBOX).unwrap_or(usual.inbox);
    activities(&Places { inbox, database, vendors: named(VENDORS) }).await
}

/// Activities in these places, which are made where they are not there. Workers of one task queue share them.
///
/// # Errors
/// [`WorkshopError`].
pub async fn activities(places: &Places) -> Result<ExpenseActivities, WorkshopError> {
    create(&places.inbox)?;
    if let Database::File(path) = &places.database {
        path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), create)?;
    }
    let vendors = Vendors::load(places.vendors.as_deref())?;
    let ledger = Ledger::open(places.database.clone()).await?;
    Ok(ExpenseActivities::new(Inbox::below(&places.inbox)?, vendors, ledger))
}

fn create(path: &Path) -> Result<(), WorkshopError> {
    std::fs::create_dir_all(path).map_err(|source| WorkshopError::Data { path: path.to_owned(), source })
}
