//! One document from beginning to end: server, worker, run, the person's decision, the record.

mod ending;
mod paper;
mod server;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use document_ingest::model::Period;
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop;
use ntro_console::{Decisions, Follower, Interrupt, Screen};
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{Registry, RunHandle, Worker};

use crate::command::Decide;
use crate::console;
pub(crate) use ending::Ending;
use paper::Paper;
use server::Server;

/// How long a cancelled run may take to close.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) file: &'a Path,
    pub(crate) data: &'a Path,
    pub(crate) decide: Option<Decide>,
    pub(crate) period: Option<Period>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Takes one document from beginning to end. The run does not outlive it: nobody else works for it.
pub(crate) async fn ingest(options: Options<'_>) -> Result<Ending, Box<dyn Error>> {
    if options.decide.is_none() && !Screen::Output.is_interactive() {
        return Err("there is no terminal to ask at; pass --decide approve|reject|<corrections.json>".into());
    }
    let paper = Paper::find(options.file, options.period)?;
    let server = Server::find_or_start(options.db_filename).await?;
    let activities = workshop::activities(paper.directory(), options.data).await?;
    let registry = Registry::new().register::<DocumentIngest>().activities(activities);
    let name = run_name();
    let worker = Worker::new(server.client(), name.as_str(), registry).spawn().await?;
    let interrupt = Interrupt::listen()?;

    let ending = run(&server, &name, &paper, options.decide, interrupt).await;

    worker.stop().await?;
    server.stop().await?;
    ending
}

/// The id of the run, and the name of the task queue that only this process polls. The time is in it
/// because a server may know the process ids of several machines, and of yesterday.
fn run_name() -> String {
    let now = ntro_workflow::Timestamp::now().as_millisecond();
    format!("document-ingest-{now}-{}", std::process::id())
}

async fn run(
    server: &Server,
    name: &str,
    paper: &Paper,
    decide: Option<Decide>,
    interrupt: Interrupt,
) -> Result<Ending, Box<dyn Error>> {
    let run = server.client().start::<DocumentIngest>(name, name, paper.context()).await?;
    console::say(&format!("The run is {}", server.show(&run)));
    run.signal(DocumentIngest::DOCUMENT_SUBMITTED, paper.submission()).await?;
    let follower = Follower::new(&run, Screen::Output).without_submissions();
    let follower = match decide {
        Some(decide) => follower.decides(Decisions::all(UserActionMessage::from(decide))),
        None => follower.asks(),
    };
    let given_up = tokio::select! {
        followed = follower.until_closed() => match followed {
            Ok(()) => return Ok(Ending::of(run.result().await)),
            Err(given_up) => given_up.into(),
        },
        stopped = interrupt.first() => {
            Screen::Output.leave_question();
            Ending::stopped(stopped)
        }
        error = server.exited() => return Err(error.into()),
    };
    Ok(cancel(&run, given_up).await)
}

/// Gives up: nobody will answer the run any more, so it is cancelled. What it committed before the
/// cancellation came through is committed.
async fn cancel(run: &RunHandle<DocumentIngest>, given_up: Ending) -> Ending {
    let closed = async {
        // It may be closed already, which is as good.
        let _ = run.cancel(&given_up.to_string()).await;
        run.result().await
    };
    match tokio::time::timeout(PATIENCE, closed).await {
        Ok(Ok(document)) => Ending::Committed(document),
        Ok(Err(error)) if error.is_close() => given_up,
        Ok(Err(_)) | Err(_) => given_up.with_open_run(),
    }
}
