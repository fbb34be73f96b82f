//! The place of a fetched CLI in the cache.

use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::pin;

/// The paths below the cache's root. Platforms that share a home directory do not share a CLI.
#[derive(Debug, Clone)]
pub(crate) struct CachedCli {
    root: PathBuf,
}

impl CachedCli {
    /// `None` when the environment names no cache.
    pub(crate) fn of(environment: &Environment) -> Option<Self> {
        Some(Self { root: environment.cache_dir()?.join("temporal-cli") })
    }

    /// The directory that all of it is in.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The executable, whether it is there or not.
    pub(crate) fn executable(&self) -> PathBuf {
        let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
        self.root.join(format!("{}-{os}-{arch}", pin::VERSION)).join("temporal")
    }

    /// The file whose lock the fetching process holds.
    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("fetch.lock")
    }
}
