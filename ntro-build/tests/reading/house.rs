//! One package with everything in it that leads from a root to a runbook.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::{Cfg, Reading, read};

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packages/house")
}

fn reading() -> Reading {
    let features = ["default", "odd-jobs"];
    let cfg = Cfg::of_compiler("unix\ntarget_os=\"linux\"").with_features(features);
    read(&house(), &cfg).unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
fn nothing_is_wrong_with_it() {
    let reading = reading();
    assert_eq!(reading.scan.problems, []);
    assert_eq!(reading.mistakes, []);
    assert_eq!(reading.faults, []);
}

#[test]
fn every_configured_file_is_read_once() {
    let reading = reading();
    let files: Vec<&str> = reading.scan.files.iter().map(|file| file.path.as_str()).collect();
    let expected = [
        "app/desk.rs",
        "app/drawer.rs",
        "src/archive/mod.rs",
        "src/archive/year.rs",
        "src/bin/night.rs",
        "src/close.rs",
        "src/close/lock.rs",
        "src/elsewhere/next.rs",
        "src/elsewhere/odd.rs",
        "src/inline/leaf.rs",
        "src/inline/other.rs",
        "src/lib.rs",
        "src/main.rs",
        "src/places/here.rs",
        "src/unix.rs",
    ];
    assert_eq!(files, expected);
}

#[test]
fn its_manifest_is_the_one_that_is_checked_in() {
    let written = serde_json::to_string_pretty(&reading().manifest).expect("a manifest is JSON") + "\n";
    let golden = house().join("step-manifest.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &written).expect("the golden file can be written");
    }
    let golden = fs::read_to_string(golden).expect("the golden file is there; `BLESS=1` writes it");
    assert_eq!(written, golden, "`BLESS=1 cargo test -p ntro-build` writes it again");
}

#[test]
fn functions_outside_of_runbooks_are_known_too() {
    let reading = reading();
    let functions = reading.scan.files.iter().flat_map(|file| &file.functions);
    let names: Vec<String> =
        functions.map(|function| format!("{} {}", function.place, function.name)).collect();
    assert_eq!(names, ["app/desk.rs:3:4 main", "src/bin/night.rs:23:4 main", "src/main.rs:6:4 main"]);
}

#[test]
fn the_package_says_which_features_are_on_by_default() {
    assert_eq!(reading().package.default_features, ["default", "odd-jobs"]);
}
