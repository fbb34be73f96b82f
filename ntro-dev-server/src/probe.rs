//! Running a short command for its output.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// Why a short command gave no output to use.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProbeError {
    #[error("{0}")]
    Spawn(#[from] io::Error),
    #[error("it ended with {status}: {stderr}")]
    Failed { status: ExitStatus, stderr: String },
    #[error("it gave no answer within {} s", .0.as_secs())]
    TimedOut(Duration),
}

/// Runs the program to its end and returns what it wrote to its standard output.
pub(crate) async fn run<A: AsRef<OsStr>>(
    program: &Path,
    args: impl IntoIterator<Item = A>,
    limit: Duration,
) -> Result<String, ProbeError> {
    let mut command = command(program);
    command.args(args).stdin(Stdio::null());
    let mut command = tokio::process::Command::from(command);
    command.kill_on_drop(true);
    let output =
        tokio::time::timeout(limit, command.output()).await.map_err(|_| ProbeError::TimedOut(limit))??;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let stderr = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(ProbeError::Failed { status: output.status, stderr })
    }
}

/// A command that inherits no `TEMPORAL_*` variable: those describe the server that the caller's
/// own client talks to, and the CLI would take address, TLS and namespace from them.
pub(crate) fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TEMPORAL_") {
            command.env_remove(name);
        }
    }
    command
}
