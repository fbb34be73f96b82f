//! A program as a person runs it where there is no terminal: started, heard to its end.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::process::{Heard, Process, eventually};
use crate::server;

/// What a program did.
#[derive(Debug)]
pub struct Said {
    /// Its exit status.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
    /// What it is called.
    name: String,
}

/// The program of that path, in an environment that says nothing of Temporal.
#[must_use]
pub fn clean(executable: &str) -> Command {
    let mut command = Command::new(executable);
    for name in ["TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "TEMPORAL_PROFILE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// The same with no server named; one of its own it starts by what was found or fetched for the shared one.
#[must_use]
pub fn bare(executable: &str) -> Command {
    let mut command = clean(executable);
    command.env("NTRO_TEMPORAL_CLI", server::cli());
    command
}

/// The same on the shared server.
#[must_use]
pub fn on_server(executable: &str) -> Command {
    let mut command = bare(executable);
    command.env("TEMPORAL_ADDRESS", server::address());
    command
}

/// Runs it to its end.
pub fn run(command: &mut Command) -> Said {
    let name =
        Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut process = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    let stdout = Heard::from(process.child().stdout.take().expect("a pipe"));
    let stderr = Heard::from(process.child().stderr.take().expect("a pipe"));
    let status = process.ends();
    eventually("the end of what it says", || (stdout.is_complete() && stderr.is_complete()).then_some(()));
    Said { code: status.code(), stdout: stdout.text(), stderr: stderr.text(), name }
}

impl Said {
    /// The id of the run, as it was told to the person.
    #[must_use]
    pub fn run(&self) -> &str {
        let line = self.stdout.lines().find_map(|line| line.strip_prefix("The run is "));
        line.and_then(|line| line.split(',').next()).unwrap_or_else(|| panic!("no run in {self:?}"))
    }

    /// The result that was printed last.
    #[must_use]
    pub fn json(&self) -> Value {
        let json = self.stdout.find('{').map(|at| &self.stdout[at..]);
        let json = json.unwrap_or_else(|| panic!("no result in {self:?}"));
        serde_json::from_str(json).expect("JSON to the end")
    }

    /// The one sentence on standard error, without the name of the program.
    #[must_use]
    pub fn sentence(&self) -> &str {
        let mut lines = self.stderr.lines();
        match (lines.next(), lines.next()) {
            (Some(line), None) => {
                let own = line.strip_prefix(self.name.as_str()).and_then(|line| line.strip_prefix(": "));
                own.unwrap_or(line)
            }
            _ => panic!("not one sentence: {self:?}"),
        }
    }
}
