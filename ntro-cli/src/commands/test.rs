//! `test`: every runbook played under every policy, without a line of test.

mod play;
mod replay;
mod report;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use ntro_console::Screen;
use ntro_workflow_testing::{Policy, Rehearsal, TestServer, coverage};
use serde_json::Value;

use crate::complete;
use crate::failure::Failure;
use crate::interrupt;
use crate::json_argument;
use crate::project::{Built, Project, Selection, WorkerBinary};
use play::{Plan, Play};
use report::Report;
use worker::Worker;

/// Play the runbooks on a Temporal server of their own, with all time skipped: once everything is approved,
/// once everything is rejected, once everything times out
///
/// No test is needed for it. The worker binary, which is built unless --worker names it, runs the runbooks;
/// inputs, results of activities and submissions are made up from their schemas, and no activity is
/// executed. What was played is replayed on the same code, so that what does not replay shows.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Test {
    /// The slugs of the runbooks [default: all that the worker has]
    #[arg(value_name = "SLUG", add = ArgValueCompleter::new(complete::slugs))]
    slugs: Vec<String>,
    /// What is done at the gates: `happy`, `reject_all`, `time_out_all`, or `random:SEED`
    #[arg(long, value_name = "POLICY", value_delimiter = ',', default_values = ["happy", "reject_all", "time_out_all"])]
    policy: Vec<Policy>,
    /// What the runs of the one runbook are started with [default: made up from its schema]
    #[arg(short, long, value_name = "JSON|@FILE", value_parser = json_argument::parse)]
    input: Option<Value>,
    /// Write which decisions were driven to this file, as a page for browsers
    #[arg(long, value_name = "FILE")]
    coverage: Option<PathBuf>,
    /// Show what the worker writes, and what happened in every run
    #[arg(short, long)]
    verbose: bool,
    /// What became of every run, as JSON, and nothing else but errors
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    built: Built,
}

const EXAMPLE: &str = r#"Examples:
  cargo ntro test
  cargo ntro test nav-close --input '"2026-03"' --policy happy --verbose
  cargo ntro test --policy random:1,random:2 --coverage target/decisions.html

Exit status:
  0  every run came to an end that its runbook chose
  1  one did not
  2  wrong usage or input, or no such runbook; nothing was started
  4  there is no server, or the worker did not run
  130, 143  Ctrl-C or SIGTERM"#;

impl Test {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let project = Project::find(&self.selection)?;
        let binary = self.built.clone().or_build(&project).await?;
        let manifest = binary.describe().await?;
        let plan = Plan::new(&manifest, &self.slugs, &self.policy, self.input.clone())?;
        let interrupt = interrupt::listen()?;
        if !self.json {
            Screen::Error.say("Starting Temporal …");
        }
        tokio::select! {
            played = self.play(manifest, &binary, plan) => self.judge(&played?),
            signal = interrupt.first() => Ok(ExitCode::from(signal.exit_code())),
        }
    }

    async fn play(
        &self,
        manifest: ntro_manifest::Manifest,
        binary: &WorkerBinary,
        plan: Plan,
    ) -> Result<Vec<Play>, Failure> {
        let server = TestServer::shared().await.map_err(|wrong| Failure::unreachable(wrong.to_string()))?;
        let rehearsal = Rehearsal::start(server, manifest).await;
        let rehearsal = rehearsal.map_err(|wrong| Failure::failed(wrong.to_string()))?;
        let worker = Worker::start(binary.executable(), server, &rehearsal, self.verbose)?;
        let mut report = Report::new(!self.json, self.verbose);
        let played = tokio::select! {
            played = plan.play(&rehearsal, |play| report.tell(play)) => Ok(played),
            status = worker.ended() => Err(worker::gone(&status, &plan.under_way())),
        };
        worker.end().await;
        let mut played = played?;
        replay::replay(&mut played, binary, |play| report.tell(play)).await?;
        Ok(played)
    }

    fn judge(&self, played: &[Play]) -> Result<ExitCode, Failure> {
        let driven = coverage::all();
        report::conclude(played, &driven, self.json)?;
        if let Some(file) = &self.coverage {
            driven.write_page(file).map_err(|error| Failure::failed(error.to_string()))?;
        }
        match played.iter().filter(|play| !play.passed()).count() {
            0 => Ok(ExitCode::SUCCESS),
            failed => Err(Failure::failed(format!("{failed} of {} runs failed", played.len()))),
        }
    }
}
