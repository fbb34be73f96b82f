//! The worker's process: it runs the runbooks, and has its activities answered here.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, BufReader, PipeReader};
use std::path::Path;
use std::process::Stdio;
use std::thread::JoinHandle;

use ntro_console::Screen;
use ntro_dev_server::Tether;
use ntro_workflow_testing::{Rehearsal, TestServer};

use crate::failure::Failure;
use crate::surroundings;

/// How many of its last lines are shown when it has ended by itself.
const LAST_LINES: usize = 20;

/// A running worker. It does not outlive this process.
pub(super) struct Worker {
    process: Tether,
    /// What it wrote last, unless it is shown as it comes.
    said: Option<JoinHandle<VecDeque<String>>>,
}

impl Worker {
    /// Starts it for that rehearsal. What it writes is shown with `verbose`, and otherwise kept.
    pub(super) fn start(
        executable: &Path,
        server: &TestServer,
        rehearsal: &Rehearsal,
        verbose: bool,
    ) -> Result<Self, Failure> {
        let mut command = surroundings::command(executable, server.address(), server.namespace());
        command.args(["run", "--task-queue", rehearsal.task_queue()]);
        command.args(["--activities-task-queue", rehearsal.activities_task_queue()]);
        let trouble =
            |error: io::Error| Failure::failed(format!("cannot start {}: {error}", executable.display()));
        if verbose {
            let process = Tether::spawn(&command, Stdio::from(io::stderr()), Stdio::inherit());
            return Ok(Self { process: process.map_err(trouble)?, said: None });
        }
        let (reader, writer) = io::pipe().map_err(trouble)?;
        let other = writer.try_clone().map_err(trouble)?;
        let process = Tether::spawn(&command, writer.into(), other.into()).map_err(trouble)?;
        let said = std::thread::Builder::new().name("ntro-worker-says".into()).spawn(|| last_lines(reader));
        Ok(Self { process, said: Some(said.map_err(trouble)?) })
    }

    /// Waits until it has ended, which it should not, and tells how.
    pub(super) async fn ended(&self) -> String {
        match self.process.exited().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Ends it, and shows its last words if it has ended already.
    pub(super) async fn end(self) {
        let by_itself = !self.process.is_running();
        // How it ends matters to nobody any more.
        let _ = self.process.end().await;
        let said = self.said.filter(|_| by_itself).and_then(|said| said.join().ok());
        said.into_iter().flatten().for_each(|line| Screen::Error.say(&line));
    }
}

/// A worker that has ended by itself, while that was played.
pub(super) fn gone(status: &str, under_way: &str) -> Failure {
    Failure::unreachable(format!(
        "the worker ended by itself with {status}, while it was to play {under_way}; what it wrote last is \
         above. If it does not know its arguments, build it with the ntro-workflow of this version"
    ))
}

/// Reads to the end.
fn last_lines(reader: PipeReader) -> VecDeque<String> {
    let mut last = VecDeque::new();
    for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
        if last.len() == LAST_LINES {
            last.pop_front();
        }
        last.push_back(String::from_utf8_lossy(&line).into_owned());
    }
    last
}
