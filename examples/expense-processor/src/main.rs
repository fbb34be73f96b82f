//! The command line of `expense-processor`.

mod command;
mod console;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    let command = command::Command::parse();
    ntro_workflow::worker::init_tracing(command::LOGS);
    match command.run().await {
        Ok(code) => code,
        Err(error) => {
            console::complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
