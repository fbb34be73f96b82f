//! What can be asked of the program: one file per command.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Makes, checks, describes, runs and drives runbooks on Temporal.
#[derive(Debug, Parser)]
#[command(name = "cargo ntro", bin_name = "cargo ntro", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {}

/// The arguments without the word that Cargo puts before those of its subcommands: the program is
/// called as `cargo ntro` and by its own name.
pub(crate) fn arguments(given: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = given.into_iter().collect();
    if arguments.get(1).is_some_and(|word| word == "ntro") {
        arguments.remove(1);
    }
    arguments
}

impl Cli {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        match self.command {}
    }
}
