//! The lints on small files: what they say of the bad ones, and that they say nothing of the good ones.
//!
//! `BLESS=1 cargo test -p ntro-build --test lints` writes what they say beside the bad ones. Read the
//! difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::lint::{Finding, Rule, check, lint};
use ntro_build::{Cfg, read};

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

/// A file with a runbook whose `run` reads the clock of the machine in its last line but one.
fn reads_the_clock(attribute: &str, before: &str) -> String {
    format!(
        "{attribute}
         impl Close {{
             #[run]
             async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {{
                 {before}
                 Ok(drop(std::time::Instant::now()))
             }}
         }}"
    )
}

#[test]
fn a_runbook_is_one_by_whatever_name_the_macro_goes() {
    for attribute in [
        "use ntro_workflow::ntro_workflow as runbook; #[runbook(slug = \"close\")]",
        "use ntro_workflow::{prelude::*, ntro_workflow as runbook}; mod a { use super::*; #[runbook(slug = \"close\")]",
        "use ntro_workflow as ntro; #[::ntro_workflow::ntro_workflow(slug = \"close\")]",
        "#[cfg_attr(unix, must_use, ntro_workflow(slug = \"close\"))]",
    ] {
        let closing = "}".repeat(attribute.matches("mod ").count());
        let source = reads_the_clock(attribute, "") + &closing;
        let findings = lint([("lib.rs", source.as_str())], &Cfg::of_compiler("unix"));
        let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::Nondeterminism], "{attribute}");
    }
    let elsewhere = reads_the_clock("#[cfg_attr(windows, ntro_workflow(slug = \"close\"))]", "");
    assert!(lint([("lib.rs", elsewhere.as_str())], &Cfg::of_compiler("unix")).is_empty());
}

#[test]
fn deeply_nested_code_is_read() {
    let annotated = "#[ntro_workflow(slug = \"close\")]";
    let nested = format!("let deep = {}1{};", "(".repeat(3000), ")".repeat(3000));
    let chained = format!("let long = input{};", ".next()".repeat(3000));
    for before in [nested, chained] {
        let source = reads_the_clock(annotated, &before);
        assert_eq!(lint([("lib.rs", source.as_str())], &Cfg::default()).len(), 1);
    }
}

/// A package that is gone with its test.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let package = Self(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory"));
        fs::create_dir(package.0.path().join("src")).expect("a directory");
        package.write("Cargo.toml", "[package]\nname = \"close\"\n");
        package
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).expect("a file is written");
    }

    fn check(&self) -> Vec<Finding> {
        let cfg = Cfg::default();
        check(&read(self.0.path(), &cfg).expect("a package"), &cfg)
    }
}

#[test]
fn a_file_that_the_lints_cannot_read_is_named() {
    let package = Scratch::new();
    let half = "mod open;\nmod odd;\nfn helper() {\n    let x = ;\n}\n";
    package
        .write("src/lib.rs", &(half.to_owned() + &reads_the_clock("#[ntro_workflow(slug = \"close\")]", "")));
    // What the scan cannot read is said once.
    package.write("src/open.rs", "fn a() {\n    b(\n}\n");
    package.write("src/odd.rs", "strct A;\n");
    let findings = package.check();
    let place = |found: &Finding| format!("{}:{}: {}", found.file, found.line, found.rule);
    let said: Vec<String> = findings.iter().map(place).collect();
    assert_eq!(said, ["src/lib.rs:4: source", "src/odd.rs:1: source", "src/open.rs:3: source"]);
    assert_eq!(findings[0].what, "this is not Rust: expected an expression");
}

#[test]
fn what_others_call_like_a_helper_or_a_derive_is_theirs() {
    let package = Scratch::new();
    package.write(
        "src/lib.rs",
        "use ntro_workflow::prelude::*;
         use sheets::Editable;
         #[derive(Editable)]
         struct Sheet(u8);
         #[workflow_methods]
         impl Close {
             #[run]
             async fn run(&self) {}
         }
         mod other {
             impl Close {
                 #[query]
                 fn all(&self) {}
             }
         }
         #[derive(ntro_workflow::Editable)]
         struct Row {
             #[cfg_attr(feature = \"edits\", edit(id))]
             id: u8,
         }",
    );
    assert_eq!(package.check(), []);
}

/// The errors of macros in what the compiler said: each as line and text. Their notes are a part of the text.
fn macro_errors(stderr: &str) -> Vec<(usize, String)> {
    let errors = stderr.split("\n\n").filter_map(|paragraph| paragraph.trim().strip_prefix("error: "));
    let read = |error: &str| {
        let place = error.lines().find_map(|line| line.trim().strip_prefix("--> ")).expect("a place");
        let line = place.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
        (line, error.lines().next().unwrap_or_default().to_owned())
    };
    errors.filter(|error| error.contains("\n       = ")).map(read).collect()
}

/// What `check` says of the macros in a package that is this one file: likewise.
fn refused(path: &Path) -> Vec<(usize, String)> {
    let package = Scratch::new();
    package.write("src/lib.rs", &fs::read_to_string(path).expect("a source"));
    let refused = package.check().into_iter().filter(|found| found.rule == Rule::Macro);
    refused.map(|found| (found.line, found.what)).collect()
}

#[test]
fn what_the_macros_refuse_is_said_as_the_compiler_says_it() {
    let ui_tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui-tests");
    let directories =
        fs::read_dir(ui_tests).expect("the compile errors").map(|entry| entry.expect("an entry"));
    let directories = directories.filter(|entry| entry.path().is_dir());
    let files: Vec<PathBuf> = directories.flat_map(|directory| files(&directory.path(), "rs")).collect();
    let mut compared = 0;
    for path in files {
        // The compiler points to the attribute, and not to the impl; a function of one's own hides `#[run]`.
        if path.ends_with("args/slug-missing.rs") || path.ends_with("run/outside-an-annotated-impl.rs") {
            continue;
        }
        let (mut said, mut errors) = (
            refused(&path),
            macro_errors(&fs::read_to_string(path.with_extension("stderr")).unwrap_or_default()),
        );
        said.sort();
        errors.sort();
        assert_eq!(said, errors, "{}", path.display());
        compared += errors.len();
    }
    assert!(compared > 0, "no compile error was read");
}
