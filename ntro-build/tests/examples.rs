//! The lints say nothing of what this repository shows to its readers.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::lint::{check, lint};
use ntro_build::{Cfg, Package, read};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// What is found in a package.
fn said_of(directory: &Path) -> String {
    let package =
        Package::read(directory).unwrap_or_else(|problem| panic!("{}: {problem}", directory.display()));
    let cfg = Cfg::default().with_features(&package.default_features);
    let reading =
        read(directory, &cfg).unwrap_or_else(|problem| panic!("{}: {problem}", directory.display()));
    assert!(!reading.manifest.runbooks.is_empty(), "{} has no runbook", directory.display());
    check(&reading, &cfg).iter().map(|finding| format!("{finding}\n")).collect()
}

/// The Rust files of a directory, with their texts.
fn sources(directory: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    let text = |path: PathBuf| (path.display().to_string(), fs::read_to_string(&path).expect("a source"));
    paths.into_iter().map(text).collect()
}

#[test]
fn the_examples_are_clean() {
    let examples = fs::read_dir(repository().join("examples")).expect("the examples");
    let mut packages: Vec<PathBuf> = examples.map(|entry| entry.expect("an example").path()).collect();
    // What the runbooks share has no build script that would read them.
    packages.retain(|path| path.join("build.rs").is_file());
    assert!(!packages.is_empty());
    packages.push(repository().join("tests/author-crate"));
    for package in packages {
        assert_eq!(said_of(&package), "", "{}", package.display());
    }
}

#[test]
fn a_new_crate_is_clean() {
    let files = sources(&repository().join("ntro-cli/template/src"));
    assert!(files.iter().any(|(_, text)| text.contains("#[ntro_workflow")), "the template has no runbook");
    let findings = lint(files.iter().map(|(path, text)| (path.as_str(), text.as_str())), &Cfg::default());
    assert_eq!(findings, []);
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
