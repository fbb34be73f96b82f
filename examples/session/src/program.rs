//! The program around a session.

use std::process::ExitCode;

use ntro_workflow::worker::init_tracing;

use crate::{Problem, complain};

/// What is logged where `RUST_LOG` does not say: the program talks to a person, who is only told of what is wrong, and
/// not of what the SDK tries again by itself.
const LOGS: &str = "warn,temporalio_client=error,temporalio_sdk_core=error";

/// Does the work of a program, and turns what keeps it from that into one sentence.
pub async fn conclude(work: impl Future<Output = Result<ExitCode, Problem>>) -> ExitCode {
    init_tracing(LOGS);
    work.await.unwrap_or_else(|problem| {
        complain(&problem.to_string());
        ExitCode::FAILURE
    })
}
