//! The files that a worker is built from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::commands::dev::dep_info;
use crate::project::Project;

/// Where the files are that a worker is built from. What Cargo builds is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sources {
    /// The directories of the targets' roots, with everything below.
    trees: BTreeSet<PathBuf>,
    /// The packages' directories and the workspace's root: manifests, build scripts, and the modules
    /// of a target that has its root there.
    packages: BTreeSet<PathBuf>,
    /// What else the last build has read in the workspace: files that are included, and what a build script
    /// depends on.
    read: BTreeSet<PathBuf>,
    target: PathBuf,
}

impl Sources {
    /// Of the package and of the workspace members that it depends on, and of what was built from them last.
    pub(super) fn of(project: &Project, executable: Option<&Path>) -> Self {
        let packages = project.local_packages();
        let roots = packages.iter().flat_map(|package| &package.targets).filter(|target| {
            target.is_bin() || target.is_lib() || target.is_proc_macro() || target.is_custom_build()
        });
        let trees: BTreeSet<PathBuf> =
            roots.filter_map(|target| target.src_path.parent()).map(PathBuf::from).collect();
        let mut packages: BTreeSet<PathBuf> =
            packages.iter().filter_map(|package| package.manifest_path.parent()).map(PathBuf::from).collect();
        let trees = trees.into_iter().filter(|tree| !packages.contains(tree)).collect();
        packages.insert(project.workspace_root().to_owned());
        let (read, target) = (BTreeSet::new(), project.target_directory().to_owned());
        let sources = Self { trees, packages, read, target };
        let read = executable.map(dep_info::read).unwrap_or_default().into_iter();
        Self { read: read.filter(|path| sources.lack(path)).collect(), ..sources.clone() }
    }

    /// Whether that is a file of the workspace that does not count so far.
    fn lack(&self, path: &Path) -> bool {
        let ours = self.packages.iter().any(|package| path.starts_with(package));
        ours && !path.starts_with(&self.target) && !self.contain(path)
    }

    /// The directories to watch, and whether with everything below.
    pub(super) fn directories(&self) -> BTreeMap<&Path, bool> {
        let packages = self.packages.iter().map(|package| (package.as_path(), false));
        // What was read may be gone.
        let read = self.read.iter().filter_map(|path| match path.is_dir() {
            true => Some((path.as_path(), true)),
            false => path.parent().filter(|directory| directory.is_dir()).map(|directory| (directory, false)),
        });
        let mut directories: BTreeMap<&Path, bool> =
            self.trees.iter().map(|tree| (tree.as_path(), true)).collect();
        for (directory, below) in packages.chain(read) {
            *directories.entry(directory).or_default() |= below;
        }
        directories
    }

    /// Whether a change there may change the worker.
    pub(super) fn contain(&self, path: &Path) -> bool {
        let source = |path: &Path| {
            path.file_name().is_some_and(|name| name == "Cargo.toml")
                || path.extension().is_some_and(|extension| extension == "rs")
        };
        let beside = path.parent().is_some_and(|directory| self.packages.contains(directory));
        !path.starts_with(&self.target)
            && (self.trees.iter().chain(&self.read).any(|tree| path.starts_with(tree))
                || (beside && source(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        Sources {
            trees: ["/w/close/src".into(), "/w/ledger/src".into()].into(),
            packages: ["/w".into(), "/w/close".into(), "/w/ledger".into()].into(),
            read: ["/w/close/accounts.csv".into(), "/w/ledger/migrations".into()].into(),
            target: "/w/close/src/target".into(),
        }
    }

    #[test]
    fn what_the_worker_is_built_from_counts() {
        for path in [
            "/w/close/src/runbook.rs",
            "/w/close/src/letters/reminder.txt",
            "/w/close/build.rs",
            "/w/close/Cargo.toml",
            "/w/ledger/src/lib.rs",
            "/w/Cargo.toml",
            "/w/close/accounts.csv",
            "/w/ledger/migrations/0002.sql",
        ] {
            assert!(sources().contain(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn of_what_was_read_only_the_workspace_is_watched() {
        for (path, lacks) in [
            ("/w/close/rates.csv", true),
            ("/w/close/src/runbook.rs", false),
            ("/w/close/src/target/debug/build/out.rs", false),
            ("/home/ada/.cargo/registry/src/serde.rs", false),
        ] {
            assert_eq!(sources().lack(Path::new(path)), lacks, "{path}");
        }
    }

    #[test]
    fn what_lies_beside_does_not() {
        for path in [
            "/w/close/README.md",
            "/w/close/tests/agreement.rs",
            "/w/close/manifest.lock",
            "/w/Cargo.lock",
            "/w/target/debug/build.rs",
            "/w/close/src/target/debug/close",
            "/w/other/src/lib.rs",
        ] {
            assert!(!sources().contain(Path::new(path)), "{path}");
        }
    }
}
