//! Where a worker of this example works: its directories, its store, its registry.

use std::path::{Path, PathBuf};

use fund_database::Database;
use ntro_workflow::worker::Registry;

use crate::activities::DocumentActivities;
use crate::documents::{Documents, ReferenceError, TextStore, TextStoreError};
use crate::runbook::DocumentIngest;
use crate::store::{Store, StoreError};

/// Names the directory whose files a `document_ref` may name; `inbox` in the data directory by default.
pub const DOCUMENTS: &str = "DOCUMENT_INGEST_DOCUMENTS";

/// Names the database of the records, a `postgres://` URL or a file; `records.sqlite` in [`DATA`] by default.
pub const DATABASE: &str = "DOCUMENT_INGEST_DATABASE";

/// Names the directory that keeps records and layouts; [`DEFAULT_DATA`] by default.
pub const DATA: &str = "DOCUMENT_INGEST_DATA";

/// Where records and layouts are kept when nobody says where.
pub const DEFAULT_DATA: &str = "document-ingest-data";

/// Why a worker has no place to work.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    /// The directory of the documents.
    #[error(transparent)]
    Documents(#[from] ReferenceError),
    /// The directory of the layouts.
    #[error(transparent)]
    Layouts(#[from] TextStoreError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
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

/// What the build script has read from the source.
pub const STEP_MANIFEST: &str = ntro_workflow::step_manifest!();

/// The registry of the worker: what it works on is made when it starts, from the environment.
#[must_use]
pub fn registry() -> Registry {
    Registry::new().register::<DocumentIngest>().activities_later(from_environment)
}

/// Activities in the directories that [`DOCUMENTS`] and [`DATA`] name.
async fn from_environment() -> Result<DocumentActivities, WorkshopError> {
    let named = |name| std::env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let data = named(DATA).unwrap_or_else(|| DEFAULT_DATA.into());
    let database = named(DATABASE).map(|database| database.to_string_lossy().parse());
    let database = database.transpose().map_err(WorkshopError::Database)?;
    match named(DOCUMENTS) {
        Some(documents) => activities(&documents, &data, database).await,
        None => {
            let inbox = data.join("inbox");
            create(&inbox)?;
            activities(&inbox, &data, database).await
        }
    }
}

/// Activities that read below `documents`, keep their layouts in `data`, and their [`records`] there or in another
/// database. Workers of one task queue share them.
///
/// # Errors
/// [`WorkshopError`].
pub async fn activities(
    documents: &Path,
    data: &Path,
    database: Option<Database>,
) -> Result<DocumentActivities, WorkshopError> {
    create(data)?;
    Ok(DocumentActivities::new(
        Documents::below(documents)?,
        TextStore::open(data.join("layouts"))?,
        Store::open(records(data, database)).await?,
    ))
}

/// Where the records are: in the database, or in a file of the data.
#[must_use]
pub fn records(data: &Path, database: Option<Database>) -> Database {
    database.unwrap_or_else(|| Database::File(data.join("records.sqlite")))
}

fn create(path: &Path) -> Result<(), WorkshopError> {
    std::fs::create_dir_all(path).map_err(|source| WorkshopError::Data { path: path.to_owned(), source })
}
