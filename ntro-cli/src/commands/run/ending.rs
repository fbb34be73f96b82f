//! How a run that was followed has closed, or why it is followed no longer.

use std::process::ExitCode;

use ntro_console::{GivenUp, Screen, Signal, shell_word};
use ntro_workflow::worker::{ClientError, UntypedRun};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output;

/// Prints the result of a run that has closed.
pub(super) async fn tell(run: &UntypedRun, as_json: bool) -> Result<ExitCode, Failure> {
    let result = run.result().await;
    if as_json {
        output::json(&closing(run.workflow_id(), &result))?;
    }
    match result {
        Ok(_) if as_json => Ok(ExitCode::SUCCESS),
        Ok(result) => {
            output::json(&result)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Err(error.into()),
    }
}

/// How it closed, for programs.
pub(in crate::commands) fn closing(id: &str, result: &Result<Value, ClientError>) -> Value {
    let status = |status: &str| json!({ "workflow_id": id, "status": status });
    match result {
        Ok(result) => json!({ "workflow_id": id, "status": "completed", "result": result }),
        Err(ClientError::RunFailed { kind, message }) => {
            json!({ "workflow_id": id, "status": "failed", "kind": kind, "message": message })
        }
        Err(ClientError::RunCancelled) => status("cancelled"),
        Err(ClientError::RunTerminated) => status("terminated"),
        Err(ClientError::RunTimedOut) => status("timed_out"),
        Err(_) => status("unknown"),
    }
}

/// Why it is followed no longer. The run may be open, and somebody else may answer it.
pub(super) fn given_up(given_up: GivenUp, id: &str, as_json: bool) -> Result<Failure, Failure> {
    Screen::Error.leave_question();
    let sentence = format!("{given_up}; {}", still_open(id));
    let (status, failure): (_, fn(String) -> Failure) = match given_up {
        GivenUp::Refused(_) => ("running", Failure::refused),
        GivenUp::TerminalClosed | GivenUp::Undecided { .. } => ("running", Failure::failed),
        GivenUp::Lost(_) => ("unknown", Failure::failed),
    };
    if as_json {
        output::json(&left(id, status, &sentence))?;
    }
    Ok(failure(sentence))
}

/// Somebody has stopped this program, and not the run.
pub(super) fn stopped(by: Signal, id: &str, as_json: bool) -> Result<ExitCode, Failure> {
    Screen::Error.leave_question();
    let sentence = format!("stopped by {by}; {}", still_open(id));
    if as_json {
        output::json(&left(id, "running", &sentence))?;
    }
    output::complain(&sentence);
    Ok(ExitCode::from(by.exit_code()))
}

/// One that is followed no longer, for programs.
fn left(id: &str, status: &str, message: &str) -> Value {
    json!({ "workflow_id": id, "status": status, "message": message })
}

fn still_open(id: &str) -> String {
    format!("the run goes on, and `cargo ntro run --watch {}` comes back to it", shell_word(id))
}
