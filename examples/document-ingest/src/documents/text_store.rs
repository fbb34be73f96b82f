//! Large texts beside Temporal's history, by their content.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A directory of texts, each under the SHA-256 of its content. The same text
/// is kept once; a text never changes, so a retried step finds what it wrote.
#[derive(Debug, Clone)]
pub struct TextStore {
    root: PathBuf,
}

/// The name of a text: `sha256:` and 64 hexadecimal digits. Small enough for
/// any history, however long the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct TextReference(String);

/// Why a text cannot be kept or found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextStoreError {
    /// The reference is none of ours.
    #[error("`{reference}` is not the reference of a text: it must be `sha256:` and 64 hexadecimal digits")]
    NotAReference {
        /// What was asked for.
        reference: String,
    },
    /// There is no such text, or it was cut or changed since it was kept.
    #[error(
        "the text {reference} is not in {path} as it was kept; workers of one queue must share their spool directory"
    )]
    Lost {
        /// What was asked for.
        reference: String,
        /// The directory.
        path: PathBuf,
    },
    /// The directory cannot be written or read.
    #[error("the spool directory {path} cannot be used: {source}; check its permissions and its disk")]
    Unusable {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl TextReference {
    /// The reference as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reference of a text.
    fn of(text: &str) -> Self {
        let digest = Sha256::digest(text);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self(format!("sha256:{hex}"))
    }

    /// The digits, if the reference is well formed: it comes from outside.
    fn digits(&self) -> Option<&str> {
        let digits = self.0.strip_prefix("sha256:")?;
        let lower_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 64 && digits.bytes().all(lower_hex)).then_some(digits)
    }
}

impl TextStore {
    /// The texts in a directory, which is created if it is not there.
    ///
    /// # Errors
    /// [`TextStoreError::Unusable`].
    pub fn open(root: impl AsRef<Path>) -> Result<Self, TextStoreError> {
        let store = Self { root: root.as_ref().to_owned() };
        fs::create_dir_all(&store.root).map_err(|source| store.unusable(source))?;
        Ok(store)
    }

    /// Keeps a text. Others see all of it or nothing: it is written to a
    /// temporary file, forced to disk, and renamed. Blocks while it writes.
    ///
    /// # Errors
    /// [`TextStoreError::Unusable`].
    pub fn put(&self, text: &str) -> Result<TextReference, TextStoreError> {
        let reference = TextReference::of(text);
        if self.get(&reference).is_ok() {
            return Ok(reference);
        }
        let path = self.path(&reference)?;
        write_whole(&self.root, &path, text).map_err(|source| self.unusable(source))?;
        Ok(reference)
    }

    /// The text of a reference, checked against it. Blocks while it reads.
    ///
    /// # Errors
    /// [`TextStoreError::NotAReference`] or [`TextStoreError::Lost`].
    pub fn get(&self, reference: &TextReference) -> Result<String, TextStoreError> {
        let lost = || TextStoreError::Lost { reference: reference.0.clone(), path: self.root.clone() };
        let text = fs::read_to_string(self.path(reference)?).map_err(|_| lost())?;
        if TextReference::of(&text) == *reference { Ok(text) } else { Err(lost()) }
    }

    /// Where the text of a reference is.
    fn path(&self, reference: &TextReference) -> Result<PathBuf, TextStoreError> {
        let refused = || TextStoreError::NotAReference { reference: reference.0.chars().take(100).collect() };
        reference.digits().map(|digits| self.root.join(digits)).ok_or_else(refused)
    }

    fn unusable(&self, source: io::Error) -> TextStoreError {
        TextStoreError::Unusable { path: self.root.clone(), source }
    }
}

/// Writes a file of its own name in the directory and renames it to `path`.
fn write_whole(directory: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once_and_comes_back() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = TextStore::open(directory.path().join("spool")).expect("opens");
        let reference = store.put("Grüße").expect("keeps");
        assert_eq!(store.put("Grüße").expect("keeps"), reference);
        assert_eq!(store.get(&reference).expect("is there"), "Grüße");
        assert_eq!(fs::read_dir(directory.path().join("spool")).expect("lists").count(), 1);
    }

    #[test]
    fn a_reference_cannot_lead_elsewhere() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = TextStore::open(directory.path()).expect("opens");
        for reference in ["sha256:../../../etc/passwd", "/etc/passwd", "sha256:", "sha256:ABC"] {
            let got = store.get(&TextReference(reference.into()));
            assert!(matches!(got, Err(TextStoreError::NotAReference { .. })), "{reference}");
        }
    }

    #[test]
    fn a_text_that_was_cut_is_lost_and_can_be_kept_again() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = TextStore::open(directory.path()).expect("opens");
        let reference = store.put("all of it").expect("keeps");
        fs::write(store.path(&reference).expect("a path"), "all").expect("cuts");
        assert!(matches!(store.get(&reference), Err(TextStoreError::Lost { .. })));
        assert_eq!(store.put("all of it").expect("keeps"), reference);
        assert_eq!(store.get(&reference).expect("is there"), "all of it");
    }
}
