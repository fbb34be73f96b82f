//! The lints say nothing of what this repository shows to its readers.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::lint::lint;
use ntro_build::{Cfg, Package, scan};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// What the lints say of a package, file by file.
fn said_of(package: &Path) -> String {
    let package = Package::read(package).unwrap_or_else(|problem| panic!("{}: {problem}", package.display()));
    let cfg = Cfg::default().with_features(&package.default_features);
    let found = scan(&package, &cfg);
    assert!(!found.workflows.is_empty(), "{} has no runbook", package.root().display());
    let files = found.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    lint(files, &cfg).iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn the_examples_are_clean() {
    let examples = fs::read_dir(repository().join("examples")).expect("the examples");
    let mut packages: Vec<PathBuf> = examples.map(|entry| entry.expect("an example").path()).collect();
    packages.retain(|path| path.join("Cargo.toml").is_file());
    assert!(!packages.is_empty());
    packages.push(repository().join("tests/author-crate"));
    for package in packages {
        assert_eq!(said_of(&package), "", "{}", package.display());
    }
}

#[test]
fn the_authors_page_is_clean() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("the README");
    let blocks: Vec<&str> =
        readme.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.iter().any(|block| block.contains("#[ntro_workflow")), "the README shows no runbook");
    for block in blocks {
        let cfg = Cfg::default();
        let said: Vec<String> = lint([("README.md", block)], &cfg).iter().map(ToString::to_string).collect();
        assert_eq!(said, [""; 0]);
    }
}
