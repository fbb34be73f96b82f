//! What the worker binary says of histories.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use ntro_workflow::worker::ReplayedFile;
use tokio::process::Command;

use crate::failure::Failure;

/// What `<executable> replay --json` prints of these files.
pub(super) async fn replay(executable: &Path, files: &[PathBuf]) -> Result<Vec<ReplayedFile>, Failure> {
    let mut command = Command::new(executable);
    command.args(["replay", "--json", "--"]).args(files);
    command.stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let output = command.output().await;
    let output =
        output.map_err(|error| Failure::failed(format!("cannot run {}: {error}", executable.display())))?;
    serde_json::from_slice(&output.stdout).map_err(|error| {
        Failure::failed(format!(
            "{} replays no histories: it ended with {} and no report that can be read here ({error}); build it with \
             the ntro-workflow of this version, its main function one call of `ntro_workflow::worker::Program`",
            executable.display(),
            output.status
        ))
    })
}
