//! Name, version, description and authors, also where a workspace says them.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_manifest::manifest;

use crate::package::toml_text::{Table, TomlText};

/// What a package says of itself, as Cargo would tell it; and the Cargo.toml of the workspace, if that says some
/// of it.
pub(super) fn about(package: &Table<'_>, root: &Path) -> (manifest::Package, Option<PathBuf>) {
    let inherits = ["version", "description", "authors"].into_iter().any(|key| inherited(package, key));
    let (path, workspace) = inherits.then(|| workspace(package, root)).flatten().unzip();
    let parsed = workspace.as_ref().and_then(|text| TomlText::parse("Cargo.toml", text).ok());
    let document = parsed.as_ref().map(TomlText::document);
    let shared = document.and_then(|document| document.table("workspace")?.table("package"));
    let said_by = |key: &str| if inherited(package, key) { shared.as_ref() } else { Some(package) };
    let text = |key: &str| said_by(key).and_then(|table| table.text(key));
    let about = manifest::Package {
        name: package.text("name").unwrap_or_default(),
        version: text("version").unwrap_or_else(|| "0.0.0".to_owned()),
        description: text("description"),
        authors: said_by("authors").map(|table| table.texts("authors")).unwrap_or_default(),
    };
    (about, path)
}

fn inherited(package: &Table<'_>, key: &str) -> bool {
    package.table(key).is_some_and(|table| table.flag("workspace") == Some(true))
}

/// The Cargo.toml of the workspace and its text: the one that the package names, else the nearest one above.
fn workspace(package: &Table<'_>, root: &Path) -> Option<(PathBuf, String)> {
    let read = |directory: &Path| {
        let path = directory.join("Cargo.toml");
        let text = fs::read_to_string(&path).ok()?;
        Some((path, text))
    };
    if let Some(named) = package.text("workspace") {
        return read(&root.join(named));
    }
    let root = root.canonicalize().ok()?;
    let mut found = root.ancestors().filter_map(read);
    found.find(|(_, text)| {
        TomlText::parse("Cargo.toml", text).is_ok_and(|parsed| parsed.document().has("workspace"))
    })
}
