//! The author's package: where it is, what builds its worker, and what that worker says of itself.

mod build;
mod describe;
mod locals;
mod replay;
mod select;
mod worker;

use std::fmt;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand, Package};
use clap::Args;
use ntro_console::shell_word;
use ntro_manifest::Manifest;
use ntro_workflow::worker::ReplayedFile;

use crate::failure::Failure;

/// Which package is meant.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Selection {
    /// The Cargo.toml of the package, or of its workspace [default: the nearest one]
    #[arg(long, value_name = "PATH", global = true)]
    manifest_path: Option<PathBuf>,
    /// The package, where the workspace has several
    #[arg(short, long, value_name = "NAME", global = true)]
    package: Option<String>,
}

impl Selection {
    /// Whether somebody said it.
    pub(crate) fn is_explicit(&self) -> bool {
        self.manifest_path.is_some() || self.package.is_some()
    }
}

/// As it is typed, with a space before each option.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.manifest_path {
            write!(f, " --manifest-path {}", shell_word(&path.to_string_lossy()))?;
        }
        self.package.iter().try_for_each(|package| write!(f, " -p {package}"))
    }
}

/// A worker binary that is there already.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Built {
    /// This worker binary, instead of building one
    #[arg(long, value_name = "PATH")]
    worker: Option<PathBuf>,
}

/// The author's package.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    metadata: Metadata,
    package: Package,
}

/// The worker binary, built.
#[derive(Clone, Debug)]
pub(crate) struct WorkerBinary {
    executable: PathBuf,
}

impl Project {
    /// Finds the package, as Cargo does. Its worker binary is looked for when it is needed.
    pub(crate) fn find(selection: &Selection) -> Result<Self, Failure> {
        let manifest_path = select::manifest_path(selection.manifest_path.as_deref())?;
        let mut command = MetadataCommand::new();
        command.manifest_path(&manifest_path).no_deps();
        let metadata = command.exec().map_err(|error| select::unreadable(&manifest_path, &error))?;
        let package = select::package(&metadata, &manifest_path, selection.package.as_deref())?.clone();
        Ok(Self { metadata, package })
    }

    /// The package, or `None` where nobody names one and there is no Cargo.toml.
    pub(crate) fn find_if_any(selection: &Selection) -> Result<Option<Self>, Failure> {
        match selection.is_explicit() || select::nearest()?.is_some() {
            true => Self::find(selection).map(Some),
            false => Ok(None),
        }
    }

    /// The package's name.
    pub(crate) fn name(&self) -> &str {
        &self.package.name
    }

    /// The directory of its Cargo.toml.
    pub(crate) fn directory(&self) -> &Path {
        let manifest_path = self.package.manifest_path.as_std_path();
        manifest_path.parent().unwrap_or(manifest_path)
    }

    /// Where Cargo puts what it builds.
    pub(crate) fn target_directory(&self) -> &Path {
        self.metadata.target_directory.as_std_path()
    }

    /// Where its histories are kept, as a person would write it from here.
    pub(crate) fn histories(&self) -> PathBuf {
        let path = self.directory().join("tests").join("histories");
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let below = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        below.unwrap_or(path)
    }

    /// The root of its workspace.
    pub(crate) fn workspace_root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// The package and the members of its workspace that it depends on, also by way of others.
    pub(crate) fn local_packages(&self) -> Vec<&Package> {
        locals::local_packages(&self.metadata, &self.package)
    }

    /// The name of the worker binary.
    pub(crate) fn worker(&self) -> Result<&str, Failure> {
        worker::binary(&self.package)
    }

    /// Builds the worker binary, with Cargo's own progress on standard error.
    pub(crate) async fn build(&self) -> Result<WorkerBinary, Failure> {
        Ok(WorkerBinary { executable: build::build(&self.package, self.worker()?).await? })
    }
}

impl Built {
    /// The worker binary that was named, or that of the project, built.
    pub(crate) async fn or_build(self, project: &Project) -> Result<WorkerBinary, Failure> {
        match self.worker {
            Some(executable) => Ok(WorkerBinary { executable }),
            None => project.build().await,
        }
    }
}

impl WorkerBinary {
    /// The executable.
    pub(crate) fn executable(&self) -> &Path {
        &self.executable
    }

    /// What it says of itself. It needs no server for that.
    pub(crate) async fn describe(&self) -> Result<Manifest, Failure> {
        describe::describe(&self.executable).await
    }

    /// The same in outline, for people.
    pub(crate) async fn outline(&self) -> Result<String, Failure> {
        describe::outline(&self.executable).await
    }

    /// What becomes of these histories on its runbooks. It needs no server for that.
    pub(crate) async fn replay(&self, files: &[PathBuf]) -> Result<Vec<ReplayedFile>, Failure> {
        replay::replay(&self.executable, files).await
    }
}
