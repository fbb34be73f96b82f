//! The test runbooks in a process of their own: to be killed, described, and run by tools.

use std::process::ExitCode;

use ntro_workflow::worker::Program;
use ntro_workflow_tests::{runbooks, server};

fn main() -> ExitCode {
    Program::new(server::TASK_QUEUE, runbooks::registry()).main()
}
