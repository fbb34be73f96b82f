//! The worker alone: runs the inbox for any client, or describes it.

use std::process::ExitCode;

use expense_processor::workshop;
use ntro_workflow::worker::Program;

fn main() -> ExitCode {
    Program::new("expense-processor", workshop::registry()).step_manifest(workshop::STEP_MANIFEST).main()
}
