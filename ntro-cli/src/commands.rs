//! What can be asked of the program: one file per command.

mod act;
mod attributes;
mod check;
mod completions;
mod dev;
mod list;
mod manifest;
mod new;
mod record;
mod replay;
mod run;
mod show;
mod test;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::output;

/// The name of the binary: what Cargo calls for `cargo ntro`, and what shells complete.
pub(crate) const PROGRAM: &str = "cargo-ntro";

/// What the help of every command ends with.
const EXIT_STATUS: &str = "\
Exit status:
  0  done
  1  failed
  2  wrong usage or input; nothing has changed
  3  rejected by a person, or refused by the run
  4  nobody is there: no server, no worker
  130, 143  stopped by Ctrl-C or SIGTERM";

/// Makes, checks, describes, runs and drives runbooks on Temporal.
#[derive(Debug, Parser)]
#[command(name = "cargo ntro", bin_name = "cargo ntro", version, after_help = EXIT_STATUS)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Check(check::Check),
    Manifest(manifest::Manifest),
    Test(test::Test),
    Dev(dev::Dev),
    // By far the largest.
    Run(Box<run::Run>),
    List(list::List),
    Show(show::Show),
    Act(act::Act),
    Record(record::Record),
    Replay(replay::Replay),
    Attributes(attributes::Attributes),
    Completions(completions::Completions),
}

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
    /// Does it. The exit status is 0 unless the command has one of its own to give, or its result was not written.
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let code = self.command.run().await?;
        output::complete().map(|()| code)
    }
}

impl Command {
    async fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::New(new) => new.run(),
            Self::Check(check) => check.run(),
            Self::Manifest(manifest) => manifest.run().await,
            Self::Test(test) => test.run().await,
            Self::Dev(dev) => dev.run().await,
            Self::Run(run) => run.run().await,
            Self::List(list) => list.run().await,
            Self::Show(show) => show.run().await,
            Self::Act(act) => act.run().await,
            Self::Record(record) => record.run().await,
            Self::Replay(replay) => replay.run().await,
            Self::Attributes(attributes) => attributes.run().await,
            Self::Completions(completions) => completions.run(),
        }
    }
}
