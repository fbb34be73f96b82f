//! Where a worker of this example works: its directories, its store, its registry.

use std::path::Path;

use ntro_workflow::worker::Registry;

use crate::activities::DocumentActivities;
use crate::documents::{Documents, ReferenceError, TextStore, TextStoreError};
use crate::runbook::DocumentIngest;
use crate::store::{Store, StoreError};

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
    /// The data directory.
    #[error("cannot create the data directory {path}: {source}; choose another one with --data")]
    Data {
        /// The directory.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// The registry of a worker that reads below `documents` and keeps its layouts and its records in
/// `data`. Workers of one task queue share both.
///
/// # Errors
/// [`WorkshopError`].
pub async fn registry(documents: &Path, data: &Path) -> Result<Registry, WorkshopError> {
    std::fs::create_dir_all(data).map_err(|source| WorkshopError::Data { path: data.to_owned(), source })?;
    let activities = DocumentActivities::new(
        Documents::below(documents)?,
        TextStore::open(data.join("layouts"))?,
        Store::open(data.join("records.sqlite")).await?,
    );
    Ok(Registry::new().register::<DocumentIngest>().activities(activities))
}
