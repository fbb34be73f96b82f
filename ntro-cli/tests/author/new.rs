//! `cargo ntro new`.

use std::fs;

use crate::package::{Package, temporary};
use crate::program::{cargo, checkout, ntro, said};

#[test]
fn what_is_made_is_formatted_and_passes_its_own_tests() {
    let package = Package::made("new-whole");
    said(cargo(package.directory(), &["fmt", "--check"])).well();
    package.ntro(&["check"]).well();
    let tested = said(cargo(package.directory(), &["test"]));
    assert_eq!(tested.code, Some(0), "{tested:?}");
    for test in ["source_and_types_agree", "what_is_rejected_is_not_posted", "every_decision"] {
        assert!(tested.stdout.contains(&format!("test {test} ... ok")), "no {test} in {tested:?}");
    }
    let played = package.ntro(&["test", "--json"]);
    assert_eq!((played.code, &played.json()["passed"]), (Some(0), &true.into()), "{played:?}");
}

#[test]
fn it_tells_what_to_do_next() {
    let directory = temporary();
    let told = said(ntro(directory.path(), &["new", "month-end"])).well();
    for command in ["cargo ntro dev", "cargo test", "cargo ntro manifest --accept"] {
        assert!(told.contains(command), "{told}");
    }
    let told = said(ntro(directory.path(), &["new", "other", "--name", "close", "--json"])).json();
    assert_eq!(told["name"], "close");
    let manifest = fs::read_to_string(directory.path().join("other/Cargo.toml")).expect("it was made");
    assert!(manifest.contains("name = \"close\""), "{manifest}");
}

#[test]
fn nothing_is_overwritten() {
    let package = Package::of(&[("full/notes.txt", "mine"), ("file", "mine too")]);
    for (path, told) in [("full", "there already and not empty"), ("file", "there already, and no directory")]
    {
        let refused = package.ntro(&["new", path]);
        let (code, sentence) = refused.complaint();
        assert!(code == 2 && sentence.contains(told) && sentence.contains("another path"), "{sentence}");
    }
    let kept: Vec<_> = fs::read_dir(package.path("full")).expect("it is there").collect();
    assert_eq!((kept.len(), package.read("full/notes.txt").as_str()), (1, "mine"));
}

#[test]
fn an_empty_directory_will_do() {
    let package = Package::of(&[]);
    fs::create_dir(package.path("month-end")).expect("it can be made");
    package.ntro(&["new", "month-end"]).well();
    assert!(package.read("month-end/src/runbook.rs").contains("accrual-approval"));
}

#[test]
fn a_name_that_is_none_comes_back_with_one_that_is() {
    let package = Package::of(&[]);
    let refused = package.ntro(&["new", "Month end"]);
    let (code, sentence) = refused.complaint();
    assert!(code == 2 && sentence.ends_with("--name month-end"), "{sentence}");
    assert!(!package.path("Month end").exists());
}

#[test]
fn inside_a_workspace_its_author_decides() {
    let root = "[workspace]\nresolver = \"3\"\nmembers = [\"runbooks/*\"]\n";
    let other = "[package]\nname = \"other\"\nedition = \"2024\"\n";
    let files =
        [("Cargo.toml", root), ("runbooks/other/Cargo.toml", other), ("runbooks/other/src/lib.rs", "")];
    let package = Package::of(&files);
    let refused = package.ntro(&["new", "tools/month-end"]);
    let (code, sentence) = refused.complaint();
    assert!(code == 2 && sentence.contains("Add \"tools/month-end\" to its `members`"), "{sentence}");
    assert!(!package.path("tools").exists(), "nothing is left");
    assert_eq!(package.read("Cargo.toml"), root);

    let from = checkout().to_str().expect("a path of letters");
    package.ntro(&["new", "runbooks/month-end", "--ntro-path", from]).well();
    assert!(package.path("runbooks/month-end/Cargo.toml").exists(), "its author has named it");
}
