//! Where a running `cargo ntro dev` listens: a file below the target directory tells the other commands.
//!
//! The running command holds a lock on the file, and a process that ends in any way lets go of its
//! locks. So a file that nobody holds is left over from a killed one, and counts as none.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::project::Project;

/// Where a running `cargo ntro dev` listens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listening {
    /// The directory of the package: checkouts may share a target directory.
    pub(crate) directory: PathBuf,
    /// Temporal's gRPC service, as host and port.
    pub(crate) address: String,
    /// The namespace of its worker.
    pub(crate) namespace: String,
    /// The web UI's address, unless it is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ui_url: Option<String>,
    /// The task queue that its worker was told to poll instead of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) task_queue: Option<String>,
}

/// The file, held by this process. It goes with this handle.
#[derive(Debug)]
pub(crate) struct Announcement {
    path: PathBuf,
    file: File,
}

impl Listening {
    /// Where the `cargo ntro dev` of that package listens; `None` if there is none.
    pub(crate) fn find(project: &Project) -> Result<Option<Self>, Failure> {
        Ok(Self::of_any_checkout(project)?.filter(|listening| listening.directory == project.directory()))
    }

    /// The same, of whichever checkout of it.
    fn of_any_checkout(project: &Project) -> Result<Option<Self>, Failure> {
        let path = path(project);
        let unreadable =
            |error: io::Error| Failure::failed(format!("cannot read {}: {error}", path.display()));
        match read_if_held(&path) {
            Ok(Some(text)) if !text.is_empty() => {
                serde_json::from_str(&text).map(Some).map_err(|error| unreadable(error.into()))
            }
            // One without content is about to be written.
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(error)),
        }
    }
}

impl Announcement {
    /// Takes the place of the package's one `cargo ntro dev`.
    pub(crate) fn claim(project: &Project) -> Result<Self, Failure> {
        let path = path(project);
        let unwritable = |error: io::Error| {
            Failure::failed(format!(
                "cannot write {}, which tells other commands where to look: {error}",
                path.display()
            ))
        };
        if let Some(directory) = path.parent() {
            std::fs::create_dir_all(directory).map_err(unwritable)?;
        }
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => file.set_len(0).map_err(unwritable)?,
            Err(TryLockError::WouldBlock) => return Err(taken(project)),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        Ok(Self { path, file })
    }

    /// Tells it.
    pub(crate) fn publish(&mut self, listening: &Listening) -> Result<(), Failure> {
        let written = serde_json::to_string(listening)
            .map_err(io::Error::from)
            .and_then(|text| self.file.write_all(text.as_bytes()));
        written.map_err(|error| Failure::failed(format!("cannot write {}: {error}", self.path.display())))
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // One that stays behind counts as none, because nobody holds it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// By package, because the packages of a workspace, and by choice any others, share a target directory.
fn path(project: &Project) -> PathBuf {
    project.target_directory().join("ntro").join(project.name()).join("dev.json")
}

fn read_if_held(path: &Path) -> io::Result<Option<String>> {
    let mut file = File::open(path)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(None),
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            Ok(Some(text))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn taken(project: &Project) -> Failure {
    let (name, running) = (project.name(), Listening::of_any_checkout(project).ok().flatten());
    let elsewhere = running.as_ref().filter(|running| running.directory != project.directory());
    Failure::failed(match (&running, elsewhere) {
        (_, Some(Listening { directory, address, .. })) => format!(
            "a `cargo ntro dev` of the package `{name}` in {} is running already, at {address}, and builds into the same \
             target directory; end that one with Ctrl-C, or set another CARGO_TARGET_DIR here",
            directory.display()
        ),
        (running, None) => {
            let at = running.as_ref().map(|running| format!(", at {}", running.address)).unwrap_or_default();
            format!(
                "a `cargo ntro dev` of package `{name}` is running already{at}; use that one, or end it with Ctrl-C"
            )
        }
    })
}
