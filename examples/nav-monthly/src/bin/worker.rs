//! The worker alone: runs the runbook for any client, or describes it.

use std::process::ExitCode;

use nav_monthly::workshop;
use ntro_workflow::worker::Program;

fn main() -> ExitCode {
    Program::new("nav-monthly", workshop::registry()).step_manifest(workshop::STEP_MANIFEST).main()
}
