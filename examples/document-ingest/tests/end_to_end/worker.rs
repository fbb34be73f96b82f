//! The worker alone, in a process of its own.

use std::process::{Command, Stdio};

use document_ingest::workshop::{DATA, DOCUMENTS};

use crate::desk::Desk;
use crate::process::{Process, signal};
use crate::program::clean;
use crate::server;

/// The worker's program, with no server and no directories named.
pub(crate) fn command() -> Command {
    let mut command = clean(env!("CARGO_BIN_EXE_document-ingest-worker"));
    for name in [DOCUMENTS, DATA, "NTRO_TASK_QUEUE"] {
        command.env_remove(name);
    }
    command
}

/// A worker process. Dropped, it is killed.
pub(crate) struct WorkerProcess(Process);

impl WorkerProcess {
    /// Starts one for the documents of the desk.
    pub(crate) fn start(desk: &Desk, task_queue: &str) -> Self {
        Self::spawn(desk, command().args(["--task-queue", task_queue]))
    }

    /// Starts one that is told its task queue by the environment.
    pub(crate) fn start_named(desk: &Desk, task_queue: &str) -> Self {
        Self::spawn(desk, command().arg("run").env("NTRO_TASK_QUEUE", task_queue))
    }

    fn spawn(desk: &Desk, command: &mut Command) -> Self {
        command.env("TEMPORAL_ADDRESS", server::address());
        command.env(DOCUMENTS, desk.documents()).env(DATA, desk.data());
        // What it logs is for its operator.
        Self(Process::start(command.stdout(Stdio::null()).stderr(Stdio::null())))
    }

    /// Asks it to end; its exit status.
    pub(crate) fn terminate(mut self) -> Option<i32> {
        signal("TERM", self.0.id());
        self.0.ends().code()
    }
}
