//! A package of an author's, in a temporary directory.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::program::{Said, checkout, ntro, said};

/// A package of an author's. It goes with this handle.
pub(crate) struct Package {
    directory: PathBuf,
    _temporary: TempDir,
}

impl Package {
    /// What `cargo ntro new` makes, on the crates of this checkout.
    pub(crate) fn made(name: &str) -> Self {
        let temporary = temporary();
        said(ntro(temporary.path(), &["new", name])).well();
        let package = Self { directory: temporary.path().join(name), _temporary: temporary };
        // The same versions as here are built already, and there is no network to ask for others.
        fs::copy(checkout().join("Cargo.lock"), package.path("Cargo.lock")).expect("it can be copied");
        package
    }

    /// A package with just these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let temporary = temporary();
        let package = Self { directory: temporary.path().to_owned(), _temporary: temporary };
        for (path, text) in files {
            package.write(path, text);
        }
        package
    }

    /// Its directory.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// A file of it.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.directory.join(file)
    }

    /// What is in a file of it.
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Writes a file of it.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("it is in a directory")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    /// Changes a file of it as an editor does: the new text is there at once.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no {from:?}");
        self.write("edited", &text.replace(from, to));
        fs::rename(self.path("edited"), self.path(file)).expect("it can be renamed");
    }

    /// `cargo ntro` with these arguments, in it.
    pub(crate) fn ntro(&self, arguments: &[&str]) -> Said {
        said(ntro(&self.directory, arguments))
    }
}

/// A directory that is in no workspace.
pub(crate) fn temporary() -> TempDir {
    tempfile::tempdir().expect("there is a directory for temporary files")
}
