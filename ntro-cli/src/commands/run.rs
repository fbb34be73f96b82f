//! `run`: starts a run, or finds one, and stays with it until it has closed.

mod decide;
pub(super) mod ending;
pub(super) mod input;
mod violation;

use std::process::ExitCode;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use ntro_console::{Decisions, Follower, OpenGate, Screen, one_line, shell_word};
use ntro_manifest::Manifest;
use ntro_workflow::Timestamp;
use ntro_workflow::worker::{Client, UntypedRun};
use serde_json::{Value, json};

use crate::complete;
use crate::failure::Failure;
use crate::interrupt;
use crate::json_argument;
use crate::output;
use crate::project::{Built, Project};
use crate::server::Server;

/// Start a run and stay with it until it has closed: its steps as they change, the questions at its gates,
/// and its result
///
/// The input is checked against the runbook's schema before anything is started. The steps are drawn on
/// standard error, with the runs below it; the result is JSON on standard output. At a terminal you are
/// asked at each gate, those of the runs below included. Without one, a gate that --decide does not decide
/// waits for somebody else, and you are told how to answer it. Ctrl-C leaves the run open.
///
/// Without a worker on the task queue nothing is started, unless --detach is given.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Run {
    /// The slug of the runbook
    #[arg(required_unless_present = "watch", conflicts_with = "watch", add = ArgValueCompleter::new(complete::slugs))]
    slug: Option<String>,
    /// What the run is started with [default: null]
    #[arg(short, long, value_name = "JSON|@FILE", value_parser = json_argument::parse)]
    input: Option<Value>,
    /// The id of the run [default: the slug, the time and a number]
    #[arg(long)]
    id: Option<String>,
    /// The task queue [default: `NTRO_TASK_QUEUE`, else that of the running `cargo ntro dev`, else the worker's own]
    #[arg(long, value_name = "NAME", env = "NTRO_TASK_QUEUE", hide_env = true)]
    task_queue: Option<String>,
    /// Start it, print its id, and leave it to itself
    #[arg(long, conflicts_with_all = ["watch", "decide"])]
    detach: bool,
    /// Decide without asking: `approve`, `reject`, or a file with a list of corrections, or with an object
    /// of decisions by step, or by step/gate
    #[arg(long, value_name = "approve|reject|@FILE", value_parser = decide::parse)]
    decide: Option<Decisions>,
    /// Start nothing; stay with this run
    #[arg(long, value_name = "RUN", conflicts_with_all = ["input", "id", "task_queue"], add = ArgValueCompleter::new(complete::runs))]
    watch: Option<String>,
    /// Who decides [default: the user of the system]
    #[arg(long = "as", value_name = "ACTOR")]
    actor: Option<String>,
    /// How it closed, with the result, as JSON, and nothing else but errors
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    built: Built,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = r#"Examples:
  cargo ntro run nav-close --input '"2026-03"'
  cargo ntro run nav-close --input @input.json --id close-2026-03 --detach
  cargo ntro run --watch close-2026-03
  cargo ntro run nav-close --input @input.json --decide @decisions.json > result.json

  where decisions.json is, for instance
  {"upload": {"submit": {"document_ref": "inbox/4711.pdf"}}, "review": "approve",
   "sign_off/second": {"action": "reject", "comments": "not our order"}}

Exit status:
  0  the run completed, or was started with --detach
  1  the run failed, was cancelled, or was lost sight of
  2  wrong usage or input, or no such run; nothing was started
  3  the run was rejected by a person, or refused a decision
  4  no server, or no worker on the task queue; nothing was started
  130, 143  Ctrl-C or SIGTERM; the run is still open"#;

impl Run {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let (client, run) = match &self.watch {
            Some(id) => {
                let client = self.server.connect().await?;
                let run = client.untyped_run(id);
                run.info().await?;
                (client, run)
            }
            None => self.start().await?,
        };
        if self.detach {
            self.tell_started(&run)?;
            return Ok(ExitCode::SUCCESS);
        }
        if !self.json {
            Screen::Error.say(&format!("The run is {}", run.workflow_id()));
        }
        let ended = self.follow(&run).await;
        // The connection lives as long as what is followed through it.
        drop(client);
        ended
    }

    async fn start(&self) -> Result<(Client, UntypedRun), Failure> {
        let project = Project::find(&self.server.selection)?;
        let manifest = self.built.clone().or_build(&project).await?.describe().await?;
        // clap sees to it that there is one.
        let slug = self.slug.as_deref().unwrap_or_default();
        let runbook = input::runbook(&manifest, slug)?;
        self.decide.iter().try_for_each(|decisions| decide::check(decisions, &manifest))?;
        let input = self.input.clone().unwrap_or_default();
        input::check(runbook, &input)?;
        let task_queue = self.task_queue(&manifest)?;
        let client = self.server.connect().await?;
        self.see_to_a_worker(&client, &task_queue).await?;
        let id = self.id.clone().unwrap_or_else(|| new_id(slug));
        let run = client.start_untyped(&task_queue, &runbook.workflow_type, &id, &input).await?;
        Ok((client, run))
    }

    fn task_queue(&self, manifest: &Manifest) -> Result<String, Failure> {
        let told = match &self.task_queue {
            Some(task_queue) => Some(task_queue.clone()),
            None => self.server.task_queue()?,
        };
        let named = told.or_else(|| manifest.task_queue.clone());
        named.ok_or_else(|| Failure::usage("the worker names no task queue of its own; pass --task-queue"))
    }

    async fn see_to_a_worker(&self, client: &Client, task_queue: &str) -> Result<(), Failure> {
        if client.has_worker(task_queue).await? {
            return Ok(());
        }
        let nobody = format!("no worker polls the task queue `{task_queue}`");
        if self.detach {
            output::complain(&format!("{nobody}; the run waits until one does"));
            return Ok(());
        }
        Err(Failure::unreachable(format!(
            "{nobody}, and nothing was started; start a worker with `cargo ntro dev`, or pass --detach to let the \
             run wait for one"
        )))
    }

    async fn follow(&self, run: &UntypedRun) -> Result<ExitCode, Failure> {
        let screen = Screen::Error;
        let interrupt = interrupt::listen()?;
        let mut follower = Follower::new(run, screen).patient().tells(how_to_answer);
        if let Some(decisions) = self.decide.clone() {
            follower = follower.decides(decisions);
        }
        if let Some(actor) = &self.actor {
            follower = follower.actor(actor);
        }
        if self.json {
            follower = follower.silent();
        } else if screen.is_interactive() {
            follower = follower.asks();
        }
        tokio::select! {
            followed = follower.until_closed() => {
                match followed {
                    Ok(()) => ending::tell(run, self.json).await,
                    Err(given_up) => Err(ending::given_up(given_up, run.workflow_id(), self.json)?),
                }
            }
            signal = interrupt.first() => {
                ending::stopped(signal, run.workflow_id(), self.json)
            }
        }
    }

    fn tell_started(&self, run: &UntypedRun) -> Result<(), Failure> {
        match self.json {
            true => output::json(&json!({ "workflow_id": run.workflow_id(), "run_id": run.run_id() })),
            false => {
                output::say(run.workflow_id());
                Ok(())
            }
        }
    }
}

/// The time is in it because a server may know the process ids of several machines, and of yesterday.
fn new_id(slug: &str) -> String {
    format!("{slug}-{}-{}", Timestamp::now().as_millisecond(), std::process::id())
}

fn how_to_answer(gate: &OpenGate) -> String {
    let reason = gate.pending.reason.as_deref().map(|reason| format!(" ({})", one_line(reason)));
    let reason = reason.unwrap_or_default();
    match gate.signal().filter(|_| !gate.is_review()) {
        Some((signal, target)) => format!(
            "  Waits for the signal `{signal}`{reason}: cargo ntro act {} signal {signal} '<json>'",
            shell_word(target)
        ),
        None => format!(
            "  Waits for a decision{reason}: cargo ntro act {} approve --gate {}",
            shell_word(&gate.workflow_id),
            gate.id()
        ),
    }
}
