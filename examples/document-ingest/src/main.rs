//! The command line of `document-ingest`.

mod command;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    fund_session::conclude(command::Command::parse().run()).await
}
