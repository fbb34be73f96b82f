//! Every mistake in a file of its own, with what the author reads.
//!
//! `TRYBUILD=overwrite cargo test -p ntro-workflow-ui-tests` writes the `.stderr` files again. Part of
//! each text is the compiler's, so that they are compared on the compiler that wrote them; on another
//! one only the passing cases run.

use std::process::Command;

/// The compiler whose words are in the `.stderr` files.
const COMPILER: &str = "rustc 1.95.";

const TOPICS: [&str; 11] = [
    "args",
    "steps",
    "gates",
    "run",
    "handlers",
    "history",
    "impls",
    "types",
    "activities",
    "events",
    "edits",
];

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    if compiler().starts_with(COMPILER) {
        for topic in TOPICS {
            cases.compile_fail(format!("{topic}/*.rs"));
        }
    } else {
        eprintln!("the texts are those of {COMPILER}x and are not compared by {}", compiler());
    }
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().map(|output| output.stdout);
    version.map(|version| String::from_utf8_lossy(&version).into_owned()).unwrap_or_default()
}
