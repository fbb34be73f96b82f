//! The program that a worker binary is: runs the worker, or says what it has.

mod describe;
mod outline;
mod replay;

use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::worker::client::Client;
use crate::worker::registry::Registry;
use crate::worker::service::{Worker, init_tracing};

/// What a worker logs where `RUST_LOG` does not say.
const LOGS: &str = "warn,ntro_workflow=info";

/// A worker binary, whole: `main` is one call.
///
/// | arguments | what it does |
/// | --- | --- |
/// | none, or `run` | runs the worker until Ctrl-C or SIGTERM; `--task-queue`, else `NTRO_TASK_QUEUE`, else the one that it is made with |
/// | `run --activities-task-queue NAME` | the same, with the activities executed by the workers of that task queue, as by [`Worker::activities_on`]: for tests |
/// | `describe --json` | prints the full manifest, and nothing else, on standard output, without any connection |
/// | `describe` | prints a short outline for people |
/// | `replay FILE…` | replays recorded histories, without any connection; `--json` for programs |
///
/// The server is the one that the environment names, as for [`Client::from_environment`].
/// It ends with 0 when all went well, with 1 and one sentence on standard error when not, and with 2 for
/// arguments that make no sense. A history that does not replay is not well. What the source and the types disagree in
/// ([`Registry::agrees_with`]) `describe` says on standard error, and describes all the same.
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use ntro_workflow::worker::{Program, Registry};
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// # struct Ledger { path: String }
/// # impl Ledger {
/// #     async fn open() -> Result<Self, std::env::VarError> { Ok(Self { path: std::env::var("LEDGER")? }) }
/// # }
/// # #[ntro_activities] impl Ledger {
/// #     #[activity] async fn post(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> { Ok(()) }
/// # }
///
/// fn main() -> ExitCode {
///     let registry = Registry::new().register::<Close>().activities_later(Ledger::open);
///     // In a crate with a build script also `.step_manifest(ntro_workflow::step_manifest!())`.
///     Program::new("closing", registry).main()
/// }
/// ```
#[must_use = "a program does nothing until its `main` is called"]
pub struct Program {
    task_queue: String,
    registry: Registry,
    step_manifest: Option<&'static str>,
    cached_runs: Option<usize>,
}

/// A worker of runbooks.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    run: Run,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Run the worker until Ctrl-C or SIGTERM, on the server that `TEMPORAL_ADDRESS` names; the default.
    Run(Run),
    /// Say which runbooks and activities it has, without any connection.
    Describe {
        /// Print the full manifest, with the JSON Schemas of all types, and nothing else.
        #[arg(long)]
        json: bool,
    },
    /// Replay recorded histories on its runbooks, without any connection.
    Replay {
        /// The histories, as `cargo ntro record` writes them or `temporal workflow show -o json` prints them.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print what became of each file as JSON, and nothing else.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
struct Run {
    /// The task queue that it polls, instead of its own.
    #[arg(long, value_name = "NAME", env = "NTRO_TASK_QUEUE")]
    task_queue: Option<String>,
    /// For tests: have the activities executed by the workers of that task queue, and make none here.
    #[arg(long, value_name = "NAME")]
    activities_task_queue: Option<String>,
}

impl Program {
    /// The program of a worker with that registry, which polls this task queue unless it is told another
    /// one. What can fail belongs into [`Registry::activities_later`]: it is then part of running, and
    /// not of describing.
    pub fn new(task_queue: impl Into<String>, registry: Registry) -> Self {
        Self { task_queue: task_queue.into(), registry, step_manifest: None, cached_runs: None }
    }

    /// What the build script read from the source: [`step_manifest!()`](crate::step_manifest). Without it,
    /// `describe` knows of no package, places, children, listings and gates that are not declared.
    pub fn step_manifest(self, step_manifest: &'static str) -> Self {
        Self { step_manifest: Some(step_manifest), ..self }
    }

    /// How many runs its worker keeps in memory, as by [`Worker::cached_runs`].
    pub fn cached_runs(self, cached_runs: usize) -> Self {
        Self { cached_runs: Some(cached_runs), ..self }
    }

    /// Does what the arguments of the process say, to its end.
    #[must_use]
    pub fn main(self) -> ExitCode {
        let Arguments { part, run } = match Arguments::try_parse() {
            Ok(arguments) => arguments,
            Err(error) => {
                // There is nobody to tell that nobody can be told.
                let _ = error.print();
                return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
            }
        };
        let done = match part.unwrap_or(Part::Run(run)) {
            Part::Run(run) => self.run(run).map(|()| ExitCode::SUCCESS),
            Part::Describe { json } => self.describe(json).map(|()| ExitCode::SUCCESS),
            Part::Replay { files, json } => self.replay(&files, json),
        };
        match done {
            Ok(code) => code,
            Err(sentence) => {
                complain(&sentence);
                ExitCode::FAILURE
            }
        }
    }

    fn run(self, told: Run) -> Result<(), String> {
        init_tracing(LOGS);
        let runtime = tokio::runtime::Runtime::new()
            .map_err(|error| format!("there is no runtime to be had: {error}; free some threads"))?;
        runtime.block_on(async {
            // A registry that is not fit is said so before any server is asked for.
            self.registry.check().map_err(sentence)?;
            let client = Client::from_environment().await.map_err(sentence)?;
            let mut worker = Worker::new(&client, told.task_queue.unwrap_or(self.task_queue), self.registry);
            if let Some(cached_runs) = self.cached_runs {
                worker = worker.cached_runs(cached_runs);
            }
            if let Some(task_queue) = told.activities_task_queue {
                worker = worker.activities_on(task_queue);
            }
            worker.run().await.map_err(sentence)
        })
    }
}

/// Writes what was asked for to standard output. Whoever reads no further has got what he wanted.
fn print(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

fn sentence(error: impl Display) -> String {
    error.to_string()
}

fn complain(sentence: &str) {
    // Without standard error there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
