//! What the example says of itself: the manifest that its worker prints, and that the source says the same.

use std::path::Path;
use std::process::Command;

use nav_monthly::workshop;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/manifest.json");

#[test]
fn the_source_and_the_types_agree() {
    if let Err(disagreements) = workshop::registry().agrees_with(workshop::STEP_MANIFEST) {
        panic!("{disagreements}");
    }
}

#[test]
fn the_worker_prints_the_manifest_that_is_checked_in() {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_nav-monthly-worker"));
    let printed = worker.args(["describe", "--json"]).output().expect("the worker runs");
    assert!(printed.status.success(), "{printed:?}");
    let manifest = String::from_utf8(printed.stdout).expect("JSON");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(GOLDEN, &manifest).expect("writes the golden manifest");
    }
    let golden = std::fs::read_to_string(Path::new(GOLDEN)).expect("the golden manifest");
    let first =
        manifest.lines().zip(golden.lines()).enumerate().find(|(_, (printed, golden))| printed != golden);
    let first = first.map(|(index, (printed, golden))| format!("line {}: {printed} was {golden}", index + 1));
    let remedy = "write it again with BLESS=1, and read the difference before you commit it";
    assert!(manifest == golden, "the manifest has changed at {first:?}; {remedy}");
}
