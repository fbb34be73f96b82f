//! Packages.

use crate::directory::Directory;
use crate::{check, json, run, stdout};

const MANIFEST: &str =
    "[package]\nname = \"closing\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";

const CLEAN: &str = r#"
use ntro_workflow::prelude::*;

pub struct Close;

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::review(ctx, &period).await
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye", gate(payload = String))]
    async fn review(ctx: &Ctx<Self>, period: &String) -> RunbookResult<String> {
        Ok(ctx.wait_for_action(period).await?.payload)
    }
}
"#;

const FAULTY: &str = r#"
use ntro_workflow::prelude::*;
use std::time::Instant;

pub struct Open;

#[ntro_workflow(slug = "close")]
impl Open {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Ok(format!("{period} {:?}", Instant::now()))
    }

    #[ui_step(name = "review", title = "Review", icon = "Eyes")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.run_child_workflow("nothing", &1).await
    }
}

pub struct Again;

#[ntro_workflow(slug = "close")]
impl Again {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
"#;

fn package(test: &str, lib: &str) -> Directory {
    let directory = Directory::of(test);
    directory.write("Cargo.toml", MANIFEST).write("src/lib.rs", lib);
    directory
}

#[test]
fn a_clean_package_passes() {
    let package = package("clean", CLEAN);
    let output = run(check(package.path(), &[]));
    assert!(output.status.success(), "{output:?}");
    let said = stdout(&output);
    assert!(said.starts_with("1 runbook in 1 file of package `closing`: nothing was found.\n"), "{said}");
    assert!(said.contains("types are not seen"), "{said}");
}

#[test]
fn what_is_found_has_a_place_a_reason_and_a_remedy() {
    let package = package("faulty", "pub mod close;\npub mod open;\n");
    package.write("src/close.rs", CLEAN).write("src/open.rs", FAULTY);
    let output = run(check(package.path(), &[]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = stdout(&output);
    for line in [
        "src/open.rs:11:37: nondeterminism: `Instant::now` (`std::time::Instant::now`) in `run`",
        "  why: the clock of the machine shows another time when the run is replayed",
        "  remedy: `ctx.now()` is the time of the run; or read the clock in an activity",
        "src/open.rs:14:57: macro: there is no Lucide icon named `Eyes`",
        "src/open.rs:15:14: unused-step: the step `review` is never called",
    ] {
        assert!(said.lines().any(|found| found == line), "{line}\nis not in\n{said}");
    }
    assert!(said.contains("src/open.rs:23:1: package: two runbooks have the slug `close`"), "{said}");
    assert!(said.contains(" of package `closing`: 4 problems found."), "{said}");
}

#[test]
fn a_program_reads_the_same() {
    let package = package("json", FAULTY);
    let output = run(check(package.path(), &["--json"]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = json(&output);
    assert_eq!(said["ok"], false);
    let found = said["findings"].as_array().expect("a list");
    let clock = found.iter().find(|finding| finding["rule"] == "nondeterminism").expect("the clock");
    assert_eq!(
        (&clock["file"], &clock["line"], &clock["column"]),
        (&"src/lib.rs".into(), &11.into(), &37.into())
    );
    assert!(clock["remedy"].as_str().is_some_and(|remedy| remedy.contains("ctx.now()")), "{clock}");
    assert!(
        said["unseen"]["nondeterminism"].as_str().is_some_and(|unseen| unseen.contains("free functions"))
    );
}

#[test]
fn places_are_named_from_where_one_stands() {
    let package = package("elsewhere", FAULTY);
    let manifest = package.path().join("Cargo.toml");
    let above = package.path().parent().expect("a parent");
    let output = run(check(above, &["--manifest-path", manifest.to_str().expect("a path")]));
    assert!(stdout(&output).contains("check-elsewhere/src/lib.rs:11:37: "), "{output:?}");
}

#[test]
fn features_that_are_on_by_default_are_looked_at() {
    let package = package("features", "#[cfg(feature = \"open\")]\npub mod open;\n");
    package.write("src/open.rs", FAULTY);
    assert!(run(check(package.path(), &[])).status.success());
    package.write("Cargo.toml", format!("{MANIFEST}\n[features]\ndefault = [\"open\"]\nopen = []\n"));
    assert_eq!(run(check(package.path(), &[])).status.code(), Some(1));
}

#[test]
fn a_file_that_is_not_there_is_a_finding() {
    let package = package("missing", "mod nowhere;\n");
    let output = run(check(package.path(), &[]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(stdout(&output).starts_with("src/lib.rs:1:"), "{output:?}");
    assert!(stdout(&output).contains(": source: "), "{output:?}");
}

#[test]
fn without_a_package_the_usage_is_wrong() {
    let output = run(check(std::path::Path::new("/"), &[]));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
