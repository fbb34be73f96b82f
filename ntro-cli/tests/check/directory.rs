//! A directory of a test, which goes with it.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Directory(PathBuf);

impl Directory {
    /// An empty directory, with no Cargo.toml above it; the name is that of the test.
    pub(crate) fn of(test: &str) -> Self {
        let own = std::env::temp_dir().join(format!("cargo-ntro-{}-{test}", std::process::id()));
        if own.exists() {
            fs::remove_dir_all(&own).expect("what an earlier run has left");
        }
        let path = own.join(format!("check-{test}"));
        fs::create_dir_all(&path).expect("a directory");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, with the directories above it.
    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("a directory")).expect("its directory");
        fs::write(path, text).expect("a file");
        self
    }

    pub(crate) fn remove(&self, file: &str) -> &Self {
        fs::remove_file(self.0.join(file)).expect("the file was there");
        self
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // Nothing depends on what is left.
        let _ = self.0.parent().map(fs::remove_dir_all);
    }
}
