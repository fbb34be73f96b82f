//! Which package is meant: the nearest Cargo.toml upwards, or the one that was named.

use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package};

use crate::failure::Failure;

/// The Cargo.toml that was named, or the nearest one upwards.
pub(super) fn manifest_path(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(named) = named else { return nearest()?.map_or_else(nowhere, Ok) };
    let path = if named.is_dir() { named.join("Cargo.toml") } else { named.to_owned() };
    if !path.is_file() {
        return Err(Failure::usage(format!(
            "there is no {}; let --manifest-path name the Cargo.toml of a package or of a workspace",
            path.display()
        )));
    }
    path.canonicalize().map_err(|error| Failure::failed(format!("cannot read {}: {error}", path.display())))
}

/// The nearest Cargo.toml upwards.
pub(super) fn nearest() -> Result<Option<PathBuf>, Failure> {
    let here = here()?;
    Ok(here.ancestors().map(|directory| directory.join("Cargo.toml")).find(|path| path.is_file()))
}

fn nowhere() -> Result<PathBuf, Failure> {
    Err(Failure::usage(format!(
        "there is no Cargo.toml in {} or above it; go to the package, pass --manifest-path, or make one with \
         `cargo ntro new`",
        here()?.display()
    )))
}

fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::failed(format!("the current directory cannot be read: {error}")))
}

/// Cargo could not make sense of it, and says why.
pub(super) fn unreadable(path: &Path, error: &cargo_metadata::Error) -> Failure {
    let said = match error {
        cargo_metadata::Error::CargoMetadata { stderr } => stderr.trim().to_owned(),
        error => error.to_string(),
    };
    Failure::failed(format!("Cargo cannot read {}: {said}", path.display()))
}

/// The package with that name, else the one of that Cargo.toml, else the only one of the workspace.
pub(super) fn package<'a>(
    metadata: &'a Metadata,
    manifest_path: &Path,
    named: Option<&str>,
) -> Result<&'a Package, Failure> {
    let members = metadata.workspace_packages();
    if let Some(named) = named {
        let found = members.iter().find(|package| package.name.as_str() == named);
        return found.copied().ok_or_else(|| {
            let names = names(&members);
            Failure::usage(format!("the workspace has no package `{named}`; it has {names}"))
        });
    }
    let own = members.iter().find(|package| same_file(package.manifest_path.as_std_path(), manifest_path));
    match (own, members.as_slice()) {
        (Some(package), _) | (None, [package]) => Ok(package),
        (None, []) => Err(Failure::usage(format!(
            "the workspace of {} has no packages; go to a package, or pass --manifest-path",
            manifest_path.display()
        ))),
        (None, members) => Err(Failure::usage(format!(
            "the workspace has several packages; say which with --package: {}",
            names(members)
        ))),
    }
}

/// Whether both name the same file, by whatever links.
fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn names(packages: &[&Package]) -> String {
    let mut names: Vec<String> = packages.iter().map(|package| format!("`{}`", package.name)).collect();
    names.sort_unstable();
    names.join(", ")
}
