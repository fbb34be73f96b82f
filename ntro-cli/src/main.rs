//! `cargo ntro`: makes, checks, describes, runs and drives runbooks.

mod commands;
mod failure;
mod output;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = commands::Cli::parse_from(commands::arguments(std::env::args_os()));
    match cli.run().await {
        Ok(code) => code,
        Err(failure) => {
            output::complain(&failure.to_string());
            failure.exit_code()
        }
    }
}
