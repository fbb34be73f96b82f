//! The worker alone: runs the runbook for any client, or describes it.

use std::process::ExitCode;

use document_ingest::workshop;
use ntro_workflow::worker::Program;

fn main() -> ExitCode {
    Program::new("document-ingest", workshop::registry()).step_manifest(workshop::STEP_MANIFEST).main()
}
