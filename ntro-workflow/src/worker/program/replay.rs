//! `replay`: whether recorded histories replay on the code of this worker.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::worker::program::{Program, print, sentence};

impl Program {
    pub(super) fn replay(self, files: &[PathBuf], json: bool) -> Result<ExitCode, String> {
        let replayer = self.registry.replayer().map_err(sentence)?;
        let replayed = replayer.replay_files(files);
        let text = match json {
            true => serde_json::to_string_pretty(&replayed).map_err(sentence)?,
            false => replayed.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        };
        print(&text)?;
        match replayed.iter().filter(|file| file.failure.is_some()).count() {
            0 => Ok(ExitCode::SUCCESS),
            // Whoever reads JSON counts for himself.
            _ if json => Ok(ExitCode::FAILURE),
            failed => Err(format!("{failed} of {} histories do not replay", replayed.len())),
        }
    }
}
