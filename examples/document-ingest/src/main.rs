//! The command line of `document-ingest`.

mod command;
mod console;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    ntro_workflow::worker::init_tracing("warn,ntro_workflow=info");
    match command::Command::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("document-ingest: {error}");
            ExitCode::FAILURE
        }
    }
}
