//! What an author's Cargo.toml says.

mod inherited;
mod listing;
mod targets;
mod toml_text;

use std::fs;
use std::path::{Path, PathBuf};

use ntro_manifest::manifest::{self, Listing};

use crate::cfg::Cfg;
use crate::package::targets::Targets;
use crate::package::toml_text::{Table, TomlText};
use crate::problem::{Place, Problem};

/// A package: what it is called, which targets it has, and what `[package.metadata.ntro]` says.
///
/// ```no_run
/// # fn example() -> Result<(), ntro_build::Problem> {
/// let package = ntro_build::Package::read("runbooks".as_ref())?;
/// println!("{} {}", package.about.name, package.about.version);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Package {
    root: PathBuf,
    targets: Targets,
    /// The Cargo.toml of the workspace, if the package takes some of `about` from it.
    pub(crate) workspace: Option<PathBuf>,
    /// Every feature that it has.
    pub(crate) features: Vec<String>,
    /// Its name, version, description and authors.
    pub about: manifest::Package,
    /// What is on if nobody chooses features.
    pub default_features: Vec<String>,
    /// `bin`: the name of the worker's binary.
    pub bin: Option<String>,
    /// `external`: slugs of children that other workers run.
    pub external: Vec<String>,
    /// `[package.metadata.ntro.runbooks.<slug>]`, with the places of the slugs, by slug.
    pub listings: Vec<(String, Place, Listing)>,
    /// What is wrong with `[package.metadata.ntro]`.
    pub problems: Vec<Problem>,
}

impl Package {
    /// Reads the Cargo.toml of a package.
    ///
    /// What is wrong in `[package.metadata.ntro]` is in [`problems`](Self::problems).
    ///
    /// # Errors
    /// There is none, it is no TOML, or it is not that of a package.
    ///
    /// ```
    /// let error = ntro_build::Package::read("no/such/package".as_ref()).expect_err("it is not there");
    /// assert!(error.to_string().starts_with("Cargo.toml:1:1: cannot read"));
    /// ```
    pub fn read(root: &Path) -> Result<Self, Problem> {
        let path = root.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(|error| {
            let message = format!("cannot read {}: {error}; name the directory of a package", path.display());
            Problem::new(Place::start_of("Cargo.toml"), message)
        })?;
        let parsed = TomlText::parse("Cargo.toml", &text)?;
        let document = parsed.document();
        let Some(package) = document.table("package") else {
            let message = "this is not the manifest of a package; name the directory of one";
            return Err(Problem::new(Place::start_of("Cargo.toml"), message));
        };
        let (about, workspace) = inherited::about(&package, root);
        let mut problems = Vec::new();
        let ntro = package.table("metadata").and_then(|metadata| metadata.table("ntro"));
        let ntro = listing::read(ntro.as_ref(), &mut problems);
        Ok(Self {
            root: root.to_path_buf(),
            targets: Targets::of(&document, &package),
            workspace,
            about,
            features: features(&document),
            default_features: default_features(&document),
            bin: ntro.bin,
            external: ntro.external,
            listings: ntro.listings,
            problems,
        })
    }

    /// The directory of its Cargo.toml.
    ///
    /// ```no_run
    /// # fn example(package: &ntro_build::Package) {
    /// let lock = package.root().join("manifest.lock");
    /// # }
    /// ```
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The root files of its libraries and binaries, or what is wrong with them.
    pub(crate) fn targets(&self, cfg: &Cfg) -> Vec<Result<PathBuf, Problem>> {
        self.targets.roots(&self.root, &self.about.name, cfg)
    }

    /// Whether a new file could be a target by its name alone.
    pub(crate) fn may_find_targets(&self) -> bool {
        self.targets.may_find_more(&self.root)
    }
}

fn features(document: &Table<'_>) -> Vec<String> {
    let entries = document.table("features").map(|table| table.entries()).unwrap_or_default();
    entries.into_iter().map(|(name, ..)| name.to_owned()).collect()
}

/// The features that `default` turns on, and those that they turn on.
fn default_features(document: &Table<'_>) -> Vec<String> {
    let Some(table) = document.table("features") else { return Vec::new() };
    let mut found = Vec::new();
    let mut next = vec!["default".to_owned()];
    while let Some(feature) = next.pop() {
        // `dep:x` and `x/y` speak of dependencies.
        if found.contains(&feature) || feature.contains([':', '/']) {
            continue;
        }
        next.extend(table.texts(&feature));
        found.push(feature);
    }
    found.retain(|feature| feature != "default" || table.has("default"));
    found.sort();
    found
}
