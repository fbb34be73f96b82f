//! `cargo ntro check` as a user calls it: the real program on packages and bundles made for the test.

mod bundle;
mod directory;
mod source;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// `cargo ntro check` in a directory.
fn check(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    command.args(["ntro", "check"]).args(arguments).current_dir(directory);
    command
}

fn run(mut command: Command) -> Output {
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}
