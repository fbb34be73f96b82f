//! The lints on small files: what they say of the bad ones, and that they say nothing of the good ones.
//!
//! `BLESS=1 cargo test -p ntro-build --test lints` writes what they say beside the bad ones. Read the
//! difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::Cfg;
use ntro_build::lint::{Rule, lint};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints")
}

/// The rules that look at one file by itself.
fn fixture_rules() -> impl Iterator<Item = Rule> {
    Rule::ALL.into_iter().filter(|rule| rule.is_lint() || *rule == Rule::Allow)
}

/// The files of a directory that end so, by name.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn said(path: &Path) -> String {
    let source = fs::read_to_string(path).expect("a fixture");
    syn::parse_file(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let findings = lint([(name(path).as_str(), source.as_str())], &Cfg::default());
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_rule_has_a_bad_and_a_good_file() {
    for rule in fixture_rules() {
        let sources = files(&fixtures().join(rule.name()), "rs");
        for kind in ["bad", "good"] {
            let has = sources.iter().any(|path| name(path).starts_with(kind));
            assert!(has, "{rule} has no {kind} file");
        }
    }
}

#[test]
fn bad_files_are_found_out() {
    for rule in fixture_rules() {
        for path in files(&fixtures().join(rule.name()), "rs") {
            if !name(&path).starts_with("bad") {
                continue;
            }
            let said = said(&path);
            assert!(said.contains(&format!(": {rule}: ")), "{}: nothing is found", path.display());
            let expected = path.with_extension("expected");
            if std::env::var_os("BLESS").is_some() {
                fs::write(&expected, &said).expect("writing what was said");
            }
            let expected = fs::read_to_string(&expected).unwrap_or_default();
            assert_eq!(said, expected, "{}", path.display());
        }
    }
}

#[test]
fn good_files_are_left_alone() {
    for rule in fixture_rules() {
        for path in files(&fixtures().join(rule.name()), "rs") {
            if name(&path).starts_with("good") {
                assert_eq!(said(&path), "", "{}", path.display());
            }
        }
    }
}

#[test]
fn what_is_no_rust_is_left_to_the_compiler() {
    assert!(lint([("lib.rs", "impl {")], &Cfg::default()).is_empty());
}

#[test]
fn a_step_may_be_called_from_another_file() {
    let runbook = "
        #[ntro_workflow(slug = \"close\")]
        impl Close {
            #[run]
            async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { crate::flow::all(ctx).await }
            #[ui_step(name = \"post\", title = \"Post\")]
            async fn post(ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
        }
    ";
    let flow = "
        use crate::close::Close as Runbook;
        pub async fn all(ctx: &Ctx<Runbook>) -> RunbookResult<()> { Runbook::post(ctx).await }
    ";
    let alone = lint([("src/close.rs", runbook)], &Cfg::default());
    assert_eq!(alone.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::UnusedStep]);
    assert!(lint([("src/close.rs", runbook), ("src/flow.rs", flow)], &Cfg::default()).is_empty());
}

#[test]
fn what_is_not_configured_is_not_looked_at() {
    let source = "
        #[cfg(feature = \"probe\")]
        #[ntro_workflow(slug = \"probe\")]
        impl Probe {
            #[run]
            async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { drop(std::time::Instant::now()); Ok(()) }
        }
    ";
    assert!(lint([("lib.rs", source)], &Cfg::default()).is_empty());
    assert_eq!(lint([("lib.rs", source)], &Cfg::default().with_features(["probe"])).len(), 1);
}
