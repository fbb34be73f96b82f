//! The files that a worker is built from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::project::Project;

/// Where the files are that a worker is built from. What Cargo builds is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sources {
    /// The directories of the targets' roots, with everything below.
    trees: BTreeSet<PathBuf>,
    /// The packages' directories and the workspace's root: manifests, build scripts, and the modules
    /// of a target that has its root there.
    packages: BTreeSet<PathBuf>,
    target: PathBuf,
}

impl Sources {
    /// Of the package and of the workspace members that it depends on.
    pub(super) fn of(project: &Project) -> Self {
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
        Self { trees, packages, target: project.target_directory().to_owned() }
    }

    /// The directories to watch, and whether with everything below.
    pub(super) fn directories(&self) -> impl Iterator<Item = (&Path, bool)> {
        let trees = self.trees.iter().map(|tree| (tree.as_path(), true));
        trees.chain(self.packages.iter().map(|package| (package.as_path(), false)))
    }

    /// Whether a change there may change the worker.
    pub(super) fn contain(&self, path: &Path) -> bool {
        let source = |path: &Path| {
            path.file_name().is_some_and(|name| name == "Cargo.toml")
                || path.extension().is_some_and(|extension| extension == "rs")
        };
        let beside = path.parent().is_some_and(|directory| self.packages.contains(directory));
        !path.starts_with(&self.target)
            && (self.trees.iter().any(|tree| path.starts_with(tree)) || (beside && source(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        Sources {
            trees: ["/w/close/src".into(), "/w/ledger/src".into()].into(),
            packages: ["/w".into(), "/w/close".into(), "/w/ledger".into()].into(),
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
        ] {
            assert!(sources().contain(Path::new(path)), "{path}");
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
