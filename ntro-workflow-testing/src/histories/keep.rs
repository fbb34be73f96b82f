//! Recording: the history of a run becomes a file of the package.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ntro_workflow::worker::{ClientError, History, HistoryError, UntypedRun};

/// Whether a file that is there already is written again.
///
/// ```
/// use ntro_workflow_testing::histories::Overwrite;
///
/// fn asked(force: bool) -> Overwrite {
///     if force { Overwrite::Yes } else { Overwrite::No }
/// }
/// assert_eq!(asked(false), Overwrite::No);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It is an error, and the file stays as it is.
    No,
    /// It is replaced.
    Yes,
}

/// Why a history was not recorded.
///
/// ```
/// use ntro_workflow_testing::histories::KeepError;
///
/// let error = KeepError::Exists("tests/histories/nav-close/approved.json".into());
/// assert!(error.to_string().contains("is there already"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeepError {
    /// The server does not give it.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// What the server gives cannot be replayed, such as of a run that has only just started.
    #[error("the history of the run cannot be kept: {0}")]
    History(#[from] HistoryError),
    /// The name cannot be one of a file.
    #[error(
        "`{0}` cannot name a history; use letters, digits, `-`, `_` and `.`, and begin with none of these"
    )]
    Name(String),
    /// The file is there already.
    #[error("{} is there already; name the history otherwise, or overwrite it, if no run in flight is like it any more", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("{} cannot be written: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// Fetches the history of a run, which may be open, and keeps it as `<directory>/<slug>/<name>.json`.
///
/// # Errors
/// As [`keep`], and if the server does not give it.
///
/// ```no_run
/// # use ntro_workflow::worker::UntypedRun;
/// # async fn example(run: &UntypedRun) -> Result<(), Box<dyn std::error::Error>> {
/// use ntro_workflow_testing::histories::{self, Overwrite};
///
/// let file = histories::record(run, "tests/histories", "approved", Overwrite::No).await?;
/// println!("check in {}", file.display());
/// # Ok(())
/// # }
/// ```
pub async fn record(
    run: &UntypedRun,
    directory: impl AsRef<Path>,
    name: &str,
    overwrite: Overwrite,
) -> Result<PathBuf, KeepError> {
    let history = History::from_json(&run.history().await?)?;
    keep(&history, directory, name, overwrite)
}

/// Writes a history to `<directory>/<slug>/<name>.json`, whole or not at all, and returns that path.
///
/// # Errors
/// [`KeepError::Name`], [`KeepError::Exists`], [`KeepError::Write`].
///
/// ```no_run
/// # use ntro_workflow::worker::History;
/// # fn example(history: &History) -> Result<(), Box<dyn std::error::Error>> {
/// use ntro_workflow_testing::histories::{self, Overwrite};
///
/// let file = histories::keep(history, "tests/histories", "approved", Overwrite::No)?;
/// # Ok(())
/// # }
/// ```
pub fn keep(
    history: &History,
    directory: impl AsRef<Path>,
    name: &str,
    overwrite: Overwrite,
) -> Result<PathBuf, KeepError> {
    if !is_name(name) {
        return Err(KeepError::Name(name.to_owned()));
    }
    let directory = directory.as_ref().join(history.slug());
    let path = directory.join(format!("{name}.json"));
    if overwrite == Overwrite::No && path.exists() {
        return Err(KeepError::Exists(path));
    }
    let text = history.to_json()?;
    match write(&directory, &path, &text) {
        Ok(()) => Ok(path),
        Err(error) => Err(KeepError::Write { path, error }),
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || ['-', '_', '.'].contains(&c))
}

/// By way of another file in the same directory, so that nobody ever reads half of it.
fn write(directory: &Path, path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let half = path.with_extension("json.half");
    fs::write(&half, text)?;
    fs::rename(&half, path)
}
