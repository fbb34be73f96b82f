//! The command, as a person runs it where there is no terminal.

use std::path::{Path, PathBuf};
use std::process::Command;

use ntro_workflow_tests::program::on_server;
pub(crate) use ntro_workflow_tests::program::{Said, clean, run};

use crate::desk::Desk;

/// The command, on the shared server.
pub(crate) fn program() -> Command {
    on_server(env!("CARGO_BIN_EXE_expense-processor"))
}

/// Takes sheets through it with a decision, on the shared server.
pub(crate) fn process(desk: &Desk, files: &[PathBuf], decision: impl AsRef<Path>) -> Said {
    run(program().args(files).arg("--decide").arg(decision.as_ref()).arg("--data").arg(desk.data()))
}
