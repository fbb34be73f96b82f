//! Sheets from beginning to end: server, worker, inbox, the person's decisions, the ledger.

mod decider;
mod ending;
mod server;
mod tray;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use expense_processor::model::{DataSubmission, ExpenseProcessorContext};
use expense_processor::runbook::ExpenseProcessor;
use expense_processor::workshop::{self, Places};
use ntro_console::{Follower, Interrupt, Screen};
use ntro_workflow::worker::{Registry, RunHandle, Worker};

use crate::command::Decide;
use crate::console;
pub(crate) use ending::Ending;
use server::Server;

/// How long a cancelled run may take to close.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) places: &'a Places,
    pub(crate) context: &'a ExpenseProcessorContext,
    pub(crate) decide: Option<Decide>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Takes sheets from beginning to end. The run does not outlive it: nobody else works for it.
pub(crate) async fn process(options: Options<'_>) -> Result<Ending, Box<dyn Error>> {
    if options.decide.is_none() && !Screen::Output.is_interactive() {
        return Err("there is no terminal to ask at; pass --decide approve|reject|<decisions.json>".into());
    }
    let activities = workshop::activities(options.places).await?;
    let names = tray::lay(options.files, &options.places.inbox)?;
    let server = Server::find_or_start(options.db_filename).await?;
    let registry = Registry::new().register::<ExpenseProcessor>().activities(activities);
    let name = run_name();
    let worker = Worker::new(server.client(), name.as_str(), registry).spawn().await?;
    let interrupt = Interrupt::listen()?;

    let ending = run(&server, &name, &names, &options, interrupt).await;

    worker.stop().await?;
    server.stop().await?;
    ending
}

/// The id of the run, and the name of the task queue that only this process polls. The time is in it because a
/// server may know the process ids of several machines, and of yesterday.
fn run_name() -> String {
    let now = ntro_workflow::Timestamp::now().as_millisecond();
    format!("expense-processor-{now}-{}", std::process::id())
}

async fn run(
    server: &Server,
    name: &str,
    names: &[String],
    options: &Options<'_>,
    interrupt: Interrupt,
) -> Result<Ending, Box<dyn Error>> {
    let run = server.client().start::<ExpenseProcessor>(name, name, options.context).await?;
    console::say(&format!("The run is {}", server.show(&run)));
    for (at, file) in (1..).zip(names) {
        let submission = DataSubmission::sheet(&format!("{name}-{at}"), file);
        run.signal(ExpenseProcessor::DATA_SUBMITTED, &submission).await?;
    }
    run.signal(ExpenseProcessor::CLOSE_INBOX, &()).await?;
    let follower = Follower::new(&run, Screen::Output).without_submissions();
    let follower = if options.decide.is_some() { follower } else { follower.asks() };
    let given_up = tokio::select! {
        followed = follower.until_closed() => match followed {
            Ok(()) => return Ok(Ending::of(run.result().await)),
            Err(given_up) => given_up.into(),
        },
        refused = decider::decide(&run, options.decide.as_ref()) => Ending::Failed(refused),
        stopped = interrupt.first() => {
            Screen::Output.leave_question();
            Ending::stopped(stopped)
        }
        error = server.exited() => return Err(error.into()),
    };
    Ok(cancel(&run, given_up).await)
}

/// Gives up: nobody will answer the run any more, so it is cancelled. What it committed before the cancellation
/// came through is committed.
async fn cancel(run: &RunHandle<ExpenseProcessor>, given_up: Ending) -> Ending {
    let closed = async {
        // It may be closed already, which is as good.
        let _ = run.cancel(&given_up.to_string()).await;
        run.result().await
    };
    match tokio::time::timeout(PATIENCE, closed).await {
        Ok(Ok(result)) => Ending::Closed(result),
        Ok(Err(error)) if error.is_close() => given_up,
        Ok(Err(_)) | Err(_) => given_up.with_open_run(),
    }
}
