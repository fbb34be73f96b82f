//! The command, as a person runs it where there is no terminal.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::desk::Desk;
use crate::process::{Heard, Process, eventually};
use crate::server;

/// What the command did.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its exit status.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it complained about.
    pub(crate) stderr: String,
}

/// The command, on the shared server.
pub(crate) fn program() -> Command {
    let mut command = bare();
    command.env("TEMPORAL_ADDRESS", server::address());
    command
}

/// The command, with no server named.
pub(crate) fn bare() -> Command {
    let mut command = clean(env!("CARGO_BIN_EXE_nav-monthly"));
    // The one that was found or fetched for the shared server.
    command.env("NTRO_TEMPORAL_CLI", server::cli());
    command
}

/// A program of ours, in an environment that says nothing of Temporal.
pub(crate) fn clean(executable: &str) -> Command {
    let mut command = Command::new(executable);
    for name in ["TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_PROFILE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Closes a sample month with these decisions, on the shared server.
pub(crate) fn close(desk: &Desk, month: &str, decisions: impl AsRef<Path>) -> Said {
    run(desk.month(program().arg("--decide").arg(decisions.as_ref()), month))
}

/// Runs it to its end.
pub(crate) fn run(command: &mut Command) -> Said {
    let mut process = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    let stdout = Heard::from(process.child().stdout.take().expect("a pipe"));
    let stderr = Heard::from(process.child().stderr.take().expect("a pipe"));
    let status = process.ends();
    eventually("the end of what it says", || (stdout.is_complete() && stderr.is_complete()).then_some(()));
    Said { code: status.code(), stdout: stdout.text(), stderr: stderr.text() }
}

impl Said {
    /// The month that was printed.
    pub(crate) fn month(&self) -> Value {
        let json = self.stdout.find('{').map(|at| &self.stdout[at..]);
        let json = json.unwrap_or_else(|| panic!("no month in {self:?}"));
        serde_json::from_str(json).expect("JSON to the end")
    }

    /// The one sentence on standard error.
    pub(crate) fn sentence(&self) -> &str {
        let mut lines = self.stderr.lines();
        match (lines.next(), lines.next()) {
            (Some(line), None) => line.strip_prefix("nav-monthly: ").unwrap_or(line),
            _ => panic!("not one sentence: {self:?}"),
        }
    }
}
