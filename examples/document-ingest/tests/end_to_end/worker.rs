//! The worker alone, in a process of its own.

use std::process::Stdio;

use crate::desk::Desk;
use crate::process::{Process, signal};
use crate::program::program;

/// A worker process. Dropped, it is killed.
pub(crate) struct WorkerProcess(Process);

impl WorkerProcess {
    /// Starts one for the documents of the desk.
    pub(crate) fn start(desk: &Desk, task_queue: &str) -> Self {
        let mut command = program();
        command.args(["worker", "--task-queue", task_queue]);
        command.arg("--documents").arg(desk.documents()).arg("--data").arg(desk.data());
        // What it logs is for its operator.
        Self(Process::start(command.stdout(Stdio::null()).stderr(Stdio::null())))
    }

    /// Asks it to end; its exit status.
    pub(crate) fn terminate(mut self) -> Option<i32> {
        signal("TERM", self.0.id());
        self.0.ends().code()
    }
}
