//! Expansions as they are emitted, formatted, beside their inputs.
//!
//! `golden/<case>.rs` is what the author writes and `golden/<case>.expanded.rs` what becomes of it,
//! errors included. `BLESS=1 cargo test -p ntro-workflow-macros-backend` writes the latter.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{expand, formatted};

/// The inputs, in order.
fn inputs() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(directory).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut inputs: Vec<PathBuf> =
        paths.filter(|path| !path.to_string_lossy().ends_with(".expanded.rs")).collect();
    inputs.sort();
    inputs
}

#[test]
fn expansions_are_as_recorded() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut different = Vec::new();
    for input in inputs() {
        let source = fs::read_to_string(&input).expect("the input is readable");
        let expanded = formatted(&expand(&source).into_tokens());
        let golden = input.with_extension("expanded.rs");
        if bless {
            fs::write(&golden, &expanded).expect("the folder is writable");
        } else if fs::read_to_string(&golden).unwrap_or_default() != expanded {
            different.push(golden);
        }
    }
    assert!(different.is_empty(), "run with BLESS=1 and read the difference: {different:#?}");
}

#[test]
fn errors_are_where_they_belong() {
    for input in inputs() {
        let source = fs::read_to_string(&input).expect("the input is readable");
        let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let errors: Vec<String> =
            expand(&source).errors.iter().map(|problem| problem.text().to_owned()).collect();
        assert_eq!(name.starts_with("broken-"), !errors.is_empty(), "{name}: {errors:#?}");
    }
}
