//! The worker; `describe --json` prints what it runs.

use std::process::ExitCode;

use ntro_workflow::worker::Program;

use package_name::{STEP_MANIFEST, TASK_QUEUE, registry};

fn main() -> ExitCode {
    Program::new(TASK_QUEUE, registry())
        .step_manifest(STEP_MANIFEST)
        .main()
}
