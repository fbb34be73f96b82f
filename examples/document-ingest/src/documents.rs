//! The documents a worker may read.

mod text_store;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use url::Url;

use crate::pdf::MAX_BYTES;
pub use text_store::{TextReference, TextStore, TextStoreError};

/// A directory whose files, and nothing outside it, may be named by a
/// `document_ref`. Who may write into the directory is trusted: a link that is
/// swapped between resolving and opening a path is not noticed.
#[derive(Debug, Clone)]
pub struct Documents {
    root: PathBuf,
}

/// Why a `document_ref` gives no bytes. Only [`ReferenceError::Unreadable`] may
/// go away by trying again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceError {
    /// The directory itself is not there.
    #[error("the documents directory {path} cannot be used: {source}; create it or name another one")]
    NoRoot {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The reference is not a `file://` URI of this machine.
    #[error(
        "`{reference}` is not a file of this worker: {reason}; submit a file:// URI below its documents directory"
    )]
    NotAFileUri {
        /// What was submitted.
        reference: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The reference leads out of the directory, or to nothing in it. The two
    /// are not told apart, so that nobody learns what is outside.
    #[error(
        "`{reference}` is no file below this worker's documents directory; copy it there and submit it again"
    )]
    NotBelowRoot {
        /// What was submitted.
        reference: String,
    },
    /// It is a directory, a pipe or a device.
    #[error("`{reference}` is not a regular file; submit a PDF file")]
    NotAFile {
        /// What was submitted.
        reference: String,
    },
    /// It is larger than any document that is read.
    #[error("`{reference}` is too large: more than {limit} bytes; split it and submit the parts")]
    TooLarge {
        /// What was submitted.
        reference: String,
        /// How many bytes are accepted.
        limit: usize,
    },
    /// The system fails to read it.
    #[error("`{reference}` cannot be read: {source}; check its permissions and its disk")]
    Unreadable {
        /// What was submitted.
        reference: String,
        /// What the system says.
        source: io::Error,
    },
}

impl Documents {
    /// The documents below a directory.
    ///
    /// # Errors
    /// [`ReferenceError::NoRoot`] when the directory is not there.
    pub fn below(root: impl AsRef<Path>) -> Result<Self, ReferenceError> {
        let path = root.as_ref();
        let no_root = |source| ReferenceError::NoRoot { path: path.to_owned(), source };
        let root = path.canonicalize().map_err(no_root)?;
        if root.is_dir() { Ok(Self { root }) } else { Err(no_root(io::ErrorKind::NotADirectory.into())) }
    }

    /// The directory, with all links resolved.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The reference of a file below the directory.
    ///
    /// # Errors
    /// [`ReferenceError::NotBelowRoot`] when it is not below the directory.
    pub fn reference(&self, path: impl AsRef<Path>) -> Result<String, ReferenceError> {
        let path = path.as_ref();
        let outside = || ReferenceError::NotBelowRoot { reference: path.display().to_string() };
        let real = path.canonicalize().map_err(|_| outside())?;
        if !real.starts_with(&self.root) {
            return Err(outside());
        }
        Url::from_file_path(&real).map(String::from).map_err(|()| outside())
    }

    /// The bytes of the document a reference names. Blocks while it reads.
    ///
    /// # Errors
    /// A [`ReferenceError`] for anything that is not a regular file of at most
    /// [`MAX_BYTES`] below the directory, links and `..` resolved.
    pub fn read(&self, reference: &str) -> Result<Vec<u8>, ReferenceError> {
        let path = self.resolve(reference)?;
        let unreadable = |source| ReferenceError::Unreadable { reference: reference.to_owned(), source };
        // Asked before opening: opening a pipe would wait for its writer.
        if !fs::symlink_metadata(&path).map_err(unreadable)?.is_file() {
            return Err(ReferenceError::NotAFile { reference: reference.to_owned() });
        }
        let file = File::open(&path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        let bounded = file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        bounded.map_err(unreadable)?;
        if bytes.len() > MAX_BYTES {
            return Err(ReferenceError::TooLarge { reference: reference.to_owned(), limit: MAX_BYTES });
        }
        Ok(bytes)
    }

    /// The real path a reference names, if it is below the directory.
    fn resolve(&self, reference: &str) -> Result<PathBuf, ReferenceError> {
        let named = file_path(reference)?;
        let outside = || ReferenceError::NotBelowRoot { reference: reference.to_owned() };
        let real = named.canonicalize().map_err(|_| outside())?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(outside()) }
    }
}

/// The path in a `file://` URI. The URI is taken by its letter: what a parser
/// would silently repair or cut off (`..`, `%2e%2e`, queries) is refused.
fn file_path(reference: &str) -> Result<PathBuf, ReferenceError> {
    let refused =
        |reason| ReferenceError::NotAFileUri { reference: reference.chars().take(200).collect(), reason };
    let url = Url::parse(reference).map_err(|_| refused("it is not a URI"))?;
    if url.scheme() != "file" {
        return Err(refused("its scheme is not `file`"));
    }
    if url.host_str().is_some_and(|host| host != "localhost") {
        return Err(refused("it names another machine"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("it has a query or a fragment"));
    }
    let lower = reference.to_ascii_lowercase().replace("%2e", ".");
    if lower.split(['/', '\\']).any(|part| part == "..") {
        return Err(refused("it has `..` in it"));
    }
    if ["%2f", "%5c", "%00"].iter().any(|hidden| lower.contains(hidden)) {
        return Err(refused("it hides a separator or a zero byte"));
    }
    url.to_file_path().map_err(|()| refused("it has no path"))
}

#[cfg(test)]
mod tests;
