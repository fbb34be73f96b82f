//! `replay`: whether kept histories replay on the code as it is now.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use ntro_workflow_testing::histories;

use crate::failure::Failure;
use crate::output;
use crate::project::{Built, Project, Selection};

/// Replay kept histories on the code as it is now, and name the step where they part
///
/// The worker binary, which is built unless --worker names it, replays them; that needs no server.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Replay {
    /// Histories, or directories with some [default: `tests/histories` beside the Cargo.toml]
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    built: Built,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro replay
  cargo ntro replay tests/histories/month-end march.json --json

Exit status: 0 all replay; 1 one does not, or the worker does not build; 2 there is no history";

impl Replay {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let project = Project::find(&self.selection)?;
        let paths = if self.paths.is_empty() { vec![project.histories()] } else { self.paths };
        let files = files(&paths)?;
        let worker = self.built.or_build(&project).await?;
        let replayed = worker.replay(&files).await?;
        match self.json {
            true => output::json(&replayed)?,
            false => replayed.iter().for_each(|file| output::say(&file.to_string())),
        }
        match replayed.iter().filter(|file| file.failure.is_some()).count() {
            0 => Ok(ExitCode::SUCCESS),
            failed => Err(Failure::failed(format!("{failed} of {} histories do not replay", replayed.len()))),
        }
    }
}

/// Every history that was named, in that order, those of a directory by path.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_file() {
            files.push(path.clone());
        } else {
            files.extend(histories::files_in(path).map_err(|error| Failure::usage(error.to_string()))?);
        }
    }
    Ok(files)
}
