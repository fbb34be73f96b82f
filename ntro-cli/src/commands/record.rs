//! `record`: the history of a run, kept beside the code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use ntro_workflow::worker::{History, RunStatus};
use ntro_workflow_testing::histories::{self, KeepError, Overwrite};
use serde::Serialize;

use crate::complete;
use crate::failure::Failure;
use crate::output;
use crate::project::Project;
use crate::server::Server;

/// Keep the history of a run, to be replayed on what the code becomes
///
/// It is written to `<DIR>/<slug>/<NAME>.json`, to be checked in. The run may be open or closed; no worker is
/// needed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Record {
    /// The id of the run
    #[arg(add = ArgValueCompleter::new(complete::runs))]
    run: String,
    /// The name of the file [default: how the run closed, such as `completed`]
    #[arg(long)]
    name: Option<String>,
    /// Where to keep it [default: `tests/histories` beside the Cargo.toml]
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Replace a history that is there already
    #[arg(long)]
    force: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro record close-2026-03 --name approved
  cargo ntro replay

Exit status: 0; 1 failed; 2 there is no such run, or there is such a file already; 4 no server";

#[derive(Debug, Serialize)]
struct Recorded {
    path: PathBuf,
    slug: String,
    workflow_id: String,
    status: RunStatus,
    events: usize,
}

impl Record {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let directory = match self.dir {
            Some(directory) => directory,
            None => Project::find(&self.server.selection)?.histories(),
        };
        let run = self.server.connect().await?.untyped_run(&self.run);
        // Of a run that is not there the history only says that.
        run.info().await?;
        let history = History::from_json(&run.history().await?).map_err(KeepError::from)?;
        let name = self.name.unwrap_or_else(|| history.status().to_string());
        let overwrite = if self.force { Overwrite::Yes } else { Overwrite::No };
        let path = histories::keep(&history, directory, &name, overwrite)?;
        let recorded = Recorded {
            path,
            slug: history.slug(),
            workflow_id: history.workflow_id().to_owned(),
            status: history.status(),
            events: history.len(),
        };
        match self.json {
            true => output::json(&recorded)?,
            false => output::say(&recorded.text()),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Recorded {
    fn text(&self) -> String {
        let Self { path, slug, status, events, .. } = self;
        format!("{}: {slug}, {status}, {events} events; check it in", path.display())
    }
}

impl From<KeepError> for Failure {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Client(error) => error.into(),
            KeepError::Exists(path) => Self::usage(format!(
                "{} is there already; choose another --name, or replace it with --force",
                path.display()
            )),
            KeepError::Name(_) => Self::usage(format!("--name: {error}")),
            error => Self::failed(error.to_string()),
        }
    }
}
