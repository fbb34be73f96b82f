//! All kept histories, replayed by one test.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::{Path, PathBuf};

use ntro_workflow::worker::{Registry, RegistryError, ReplayedFile};

/// What has replayed: every file of the directory.
///
/// ```
/// # fn example(replayed: ntro_workflow_testing::histories::Replayed) {
/// println!("{replayed}"); // 3 histories with 120 events replay
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replayed {
    /// One entry per file, in the order of their paths.
    pub files: Vec<ReplayedFile>,
}

/// Why not all kept histories replay.
///
/// ```
/// use ntro_workflow::worker::Registry;
/// use ntro_workflow_testing::histories::{self, ReplayFailures};
///
/// let failures = histories::replay_all(&Registry::new(), "no/such/directory").unwrap_err();
/// assert!(matches!(failures, ReplayFailures::Directory { .. }));
/// assert!(failures.to_string().starts_with("no/such/directory: it cannot be read"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayFailures {
    /// The directory cannot be read, or there is no history in it: such a test would never fail.
    #[error("{}: {message}; record a history with `cargo ntro record <run>`, or delete the test", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The registry is not fit.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// Some files do not replay.
    #[error("{} of {count} histories do not replay:\n{}", failed.len(), listed(failed))]
    Files {
        /// How many files there are.
        count: usize,
        /// Those that do not replay, in the order of their paths.
        failed: Vec<ReplayedFile>,
    },
}

impl Display for Replayed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let events: usize = self.files.iter().filter_map(|file| file.events).sum();
        match self.files.len() {
            1 => write!(f, "1 history with {events} events replays"),
            count => write!(f, "{count} histories with {events} events replay"),
        }
    }
}

/// Replays every `.json` file below a directory on the runbooks of a registry: all in one batch, without a
/// server and without any activity. It blocks until that is done, so that a plain `#[test]` can call it.
///
/// A path that is not absolute is one from the working directory, which for tests is the package's.
///
/// # Errors
/// [`ReplayFailures`], with every file that does not replay, and of each the step where history and code part.
///
/// ```no_run
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// use ntro_workflow::worker::Registry;
/// use ntro_workflow_testing::histories::{self, ReplayFailures};
///
/// # fn example() -> Result<(), ReplayFailures> {
/// let replayed = histories::replay_all(&Registry::new().register::<Close>(), "tests/histories")?;
/// println!("{replayed}");
/// # Ok(())
/// # }
/// ```
pub fn replay_all(registry: &Registry, directory: impl AsRef<Path>) -> Result<Replayed, ReplayFailures> {
    let paths = files_in(directory)?;
    let files = registry.replayer()?.replay_files(&paths);
    let count = files.len();
    let (failed, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.failure.is_some());
    if failed.is_empty() { Ok(Replayed { files }) } else { Err(ReplayFailures::Files { count, failed }) }
}

/// The histories below a directory: every `.json` file, by path.
///
/// # Errors
/// [`ReplayFailures::Directory`] if it cannot be read, or if there is none.
///
/// ```
/// use ntro_workflow_testing::histories;
///
/// assert!(histories::files_in("no/such/directory").is_err());
/// ```
pub fn files_in(directory: impl AsRef<Path>) -> Result<Vec<PathBuf>, ReplayFailures> {
    let directory = directory.as_ref();
    let wrong = |message: String| ReplayFailures::Directory { path: directory.to_owned(), message };
    let mut files = Vec::new();
    collect(directory, &mut files).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    files.sort();
    if files.is_empty() { Err(wrong("there is no history in it".to_owned())) } else { Ok(files) }
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in directory.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(())
}

fn listed(failed: &[ReplayedFile]) -> String {
    failed.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
