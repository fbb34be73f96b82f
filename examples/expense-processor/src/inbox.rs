//! The files that may be submitted: those of one directory.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::sheet::MAX_BYTES;

/// A directory whose files, and nothing outside it, may be named by a submission. Who may write into it is
/// trusted: a link that is swapped between resolving and opening a path is not noticed.
#[derive(Clone, Debug)]
pub struct Inbox {
    root: PathBuf,
}

/// Why a name gives no bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InboxError {
    /// The directory itself is not there.
    #[error("the inbox {path} cannot be used: {source}; create it or name another one")]
    NoRoot {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The name leads out of the directory, or to nothing in it. The two are not told apart, so that nobody
    /// learns what is outside.
    #[error("`{name}` is no file of this inbox; put it there and submit it by its name")]
    NotInside {
        /// What was submitted.
        name: String,
    },
    /// It is larger than any sheet that is read.
    #[error("`{name}` is too large: more than {MAX_BYTES} bytes; split it and submit the parts")]
    TooLarge {
        /// What was submitted.
        name: String,
    },
    /// The system fails to read it.
    #[error("`{name}` cannot be read: {source}; check its permissions and its disk")]
    Unreadable {
        /// What was submitted.
        name: String,
        /// What the system says.
        source: io::Error,
    },
}

impl InboxError {
    /// Whether trying again may help.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::NoRoot { .. } | Self::Unreadable { .. })
    }
}

impl Inbox {
    /// The files below a directory.
    ///
    /// # Errors
    /// [`InboxError::NoRoot`] when the directory is not there.
    pub fn below(root: impl AsRef<Path>) -> Result<Self, InboxError> {
        let path = root.as_ref();
        let no_root = |source| InboxError::NoRoot { path: path.to_owned(), source };
        let root = path.canonicalize().map_err(no_root)?;
        if root.is_dir() { Ok(Self { root }) } else { Err(no_root(io::ErrorKind::NotADirectory.into())) }
    }

    /// The bytes of a file. Blocks while it reads.
    ///
    /// # Errors
    /// [`InboxError`] for anything that is not a regular file of at most [`MAX_BYTES`] below the directory, links
    /// resolved.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, InboxError> {
        let path = self.resolve(name)?;
        let unreadable = |source| InboxError::Unreadable { name: shown(name), source };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > MAX_BYTES { Err(InboxError::TooLarge { name: shown(name) }) } else { Ok(bytes) }
    }

    fn resolve(&self, name: &str) -> Result<PathBuf, InboxError> {
        let outside = || InboxError::NotInside { name: shown(name) };
        let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || name.is_empty() || name.contains('\0') {
            return Err(outside());
        }
        let path = self.root.join(name).canonicalize().map_err(|_| outside())?;
        // Asked before opening: opening a pipe would wait for its writer.
        let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
        if path.starts_with(&self.root) && is_file { Ok(path) } else { Err(outside()) }
    }
}

/// As much of a name as an error says.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_directory_are_read() {
        let desk = tempfile::tempdir().expect("a directory");
        let root = desk.path().join("inbox");
        fs::create_dir_all(root.join("march")).expect("a directory");
        fs::write(root.join("march/trip.csv"), "a").expect("writes");
        fs::write(desk.path().join("secret"), "b").expect("writes");
        std::os::unix::fs::symlink(desk.path().join("secret"), root.join("link.csv")).expect("links");
        let inbox = Inbox::below(&root).expect("a directory");
        assert_eq!(inbox.read("march/trip.csv").expect("reads"), b"a");
        let absolute = desk.path().join("secret").display().to_string();
        for name in
            ["../secret", "march/../../secret", "link.csv", "march", "none.csv", "", ".", "a\0b", &absolute]
        {
            let error = inbox.read(name).expect_err(name);
            assert!(matches!(error, InboxError::NotInside { .. }) && !error.may_pass(), "{name}: {error}");
        }
        assert!(Inbox::below(desk.path().join("nowhere")).expect_err("none").may_pass());
    }
}
