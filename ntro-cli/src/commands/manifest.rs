//! `cargo ntro manifest`: what the worker says of its runbooks, and what has become of it since.

mod bundle;
mod lock;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::failure::Failure;
use crate::output;
use crate::project::{Built, Project, Selection, WorkerBinary};

/// Show what the worker has, compare it with manifest.lock, or write that and runbook.md
///
/// The worker binary, which is built unless --worker names it, describes itself; that needs no server.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").multiple(false))]
pub(crate) struct Manifest {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    built: Built,
    /// Fail if anything differs from manifest.lock, and say what each difference means
    #[arg(long, group = "what")]
    check: bool,
    /// Write manifest.lock, to be checked in
    #[arg(long, group = "what")]
    accept: bool,
    /// Write `<DIR>/<slug>/runbook.md` for each runbook: the code's part of its front matter; the rest of
    /// a file that is there stays [default: `runbooks` beside the Cargo.toml]
    #[arg(long, group = "what", value_name = "DIR", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "clap's way to say: the option, with or without a value")]
    bundle: Option<Option<PathBuf>>,
    /// Answer in JSON; without another option that is the full manifest, with the schemas of all types
    #[arg(long)]
    json: bool,
}

impl Manifest {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let project = Project::find(&self.selection)?;
        let worker = self.built.or_build(&project).await?;
        if self.check {
            lock::check(&project, &worker.describe().await?, self.json)
        } else if self.accept {
            lock::accept(&project, &worker.describe().await?, self.json)
        } else if let Some(directory) = self.bundle {
            let directory = directory.unwrap_or_else(|| project.directory().join("runbooks"));
            bundle::write(&directory, &worker.describe().await?, self.json)
        } else {
            show(&worker, self.json).await
        }
    }
}

async fn show(worker: &WorkerBinary, json: bool) -> Result<ExitCode, Failure> {
    let text = if json { worker.describe().await?.to_json() } else { worker.outline().await? };
    output::say(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
