//! `cargo ntro`: makes, checks, describes, runs and drives runbooks.

mod commands;
mod complete;
mod failure;
mod interrupt;
mod json_argument;
mod listening;
mod output;
mod project;
mod server;
mod surroundings;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};
use clap_complete::CompleteEnv;

use crate::failure::Failure;

fn main() -> ExitCode {
    // A shell asks in a variable of the environment. It is answered before there is a second thread.
    CompleteEnv::with_factory(commands::Cli::command).bin(commands::PROGRAM).complete();
    let cli = commands::Cli::parse_from(commands::arguments(std::env::args_os()));
    // A person is told of what is wrong, and not of what the SDK tries again by itself; and that something is fetched,
    // which takes its time.
    ntro_workflow::worker::init_tracing(
        "warn,ntro_dev_server::fetch=info,temporalio_client=error,temporalio_sdk_core=error",
    );
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::failed(format!("the system gives no threads to work on: {error}")));
    match runtime.and_then(|runtime| runtime.block_on(cli.run())) {
        Ok(code) => code,
        Err(failure) => {
            output::complain(&failure.to_string());
            failure.exit_code()
        }
    }
}
