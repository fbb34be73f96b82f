//! The libraries and binaries of a package: those that it names, and those that Cargo finds.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cfg::Cfg;
use crate::package::toml_text::Table;
use crate::problem::{Place, Problem};

/// What Cargo.toml says of them.
#[derive(Clone, Debug)]
pub(super) struct Targets {
    library: Option<Named>,
    binaries: Vec<Named>,
    find_library: bool,
    find_binaries: bool,
}

/// A target that is named in Cargo.toml.
#[derive(Clone, Debug)]
struct Named {
    name: Option<String>,
    path: Option<String>,
    required_features: Vec<String>,
    place: Place,
}

impl Targets {
    pub(super) fn of(document: &Table<'_>, package: &Table<'_>) -> Self {
        let library = document.entries().into_iter().find(|(key, _, _)| *key == "lib");
        Self {
            library: library.and_then(|(_, place, value)| Some(Named::of(&value.table()?, place))),
            binaries: document
                .tables("bin")
                .iter()
                .map(|(place, bin)| Named::of(bin, place.clone()))
                .collect(),
            find_library: package.flag("autolib").unwrap_or(true),
            find_binaries: package.flag("autobins").unwrap_or(true),
        }
    }

    /// The root files of those that are built with the features.
    pub(super) fn roots(&self, root: &Path, package: &str, cfg: &Cfg) -> Vec<Result<PathBuf, Problem>> {
        let mut found = Vec::new();
        let library = root.join("src/lib.rs");
        match &self.library {
            Some(named) => found.push(named.root(root, &[library])),
            None if self.find_library && library.is_file() => found.push(Ok(library)),
            None => {}
        }
        for named in self.binaries.iter().filter(|named| named.is_on(cfg)) {
            let name = named.name.as_deref().unwrap_or_default();
            let mut candidates =
                vec![root.join(format!("src/bin/{name}.rs")), root.join(format!("src/bin/{name}/main.rs"))];
            if name == package {
                candidates.push(root.join("src/main.rs"));
            }
            found.push(named.root(root, &candidates));
        }
        if self.find_binaries {
            let others =
                discovered(root, package).into_iter().filter(|(name, path)| !self.names(name, path, root));
            found.extend(others.map(|(_, path)| Ok(path)));
        }
        found
    }

    fn names(&self, name: &str, path: &Path, root: &Path) -> bool {
        self.binaries.iter().any(|named| {
            named.name.as_deref() == Some(name)
                || named.path.as_ref().is_some_and(|named| root.join(named) == path)
        })
    }

    /// Whether Cargo would find a target in a file that is not there yet.
    pub(super) fn may_find_more(&self, root: &Path) -> bool {
        let may_be_new = |path: &str| !root.join(path).exists();
        self.find_library && self.library.is_none() && may_be_new("src/lib.rs")
            || self.find_binaries && (may_be_new("src/main.rs") || may_be_new("src/bin"))
    }
}

impl Named {
    fn of(table: &Table<'_>, place: Place) -> Self {
        Self {
            name: table.text("name"),
            path: table.text("path"),
            required_features: table.texts("required-features"),
            place,
        }
    }

    fn is_on(&self, cfg: &Cfg) -> bool {
        self.required_features.iter().all(|feature| cfg.has_feature(feature))
    }

    fn root(&self, root: &Path, candidates: &[PathBuf]) -> Result<PathBuf, Problem> {
        let named = self.path.as_ref().map(|path| root.join(path));
        let found = match &named {
            Some(path) => Some(path),
            None => candidates.iter().find(|candidate| candidate.is_file()),
        };
        found.filter(|path| path.is_file()).cloned().ok_or_else(|| {
            let name = self.name.as_deref().map_or_else(String::new, |name| format!(" `{name}`"));
            let message = format!("the target{name} has no file; write it, or name it with `path = \"…\"`");
            Problem::new(self.place.clone(), message)
        })
    }
}

/// The binaries that Cargo finds by where they lie, with their names, by name.
fn discovered(root: &Path, package: &str) -> Vec<(String, PathBuf)> {
    let mut found = vec![(package.to_owned(), root.join("src/main.rs"))];
    let entries = fs::read_dir(root.join("src/bin")).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        match name.strip_suffix(".rs") {
            _ if name.starts_with('.') => {}
            Some(stem) => found.push((stem.to_owned(), path)),
            None => found.push((name, path.join("main.rs"))),
        }
    }
    found.retain(|(_, path)| path.is_file());
    found.sort();
    found
}
