//! One document from beginning to end: server, worker, run, the person's decision, the record.

mod ending;
mod follow;
mod interrupt;
mod paper;
mod server;

use std::error::Error;
use std::path::Path;

use document_ingest::model::Period;
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop;
use ntro_workflow::worker::{RunHandle, Worker};

use crate::command::Decide;
use crate::console;
pub(crate) use ending::Ending;
use follow::Follower;
use interrupt::Interrupt;
use paper::Paper;
use server::Server;

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
    if options.decide.is_none() && !console::is_interactive() {
        return Err("there is no terminal to ask at; pass --decide approve|reject|<corrections.json>".into());
    }
    let paper = Paper::find(options.file, options.period)?;
    let server = Server::find_or_start(options.db_filename).await?;
    let registry = workshop::registry(paper.directory(), options.data).await?;
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
    tokio::select! {
        ending = Follower::new(&run, decide).to_the_end() => match ending {
            Ok(ending @ (Ending::Committed(_) | Ending::Rejected(_))) => Ok(ending),
            Ok(ending) => Ok(cancel(&run, ending).await),
            Err(error) => Ok(cancel(&run, Ending::Failed(error.to_string())).await),
        },
        stopped = interrupt.first() => Ok(cancel(&run, Ending::Stopped(stopped)).await),
        error = server.exited() => Err(error.into()),
    }
}

/// Gives up: nobody will answer the run any more, so it is cancelled. What it committed before the
/// cancellation came through is committed.
async fn cancel(run: &RunHandle<DocumentIngest>, ending: Ending) -> Ending {
    // It may be closed already, which is as good.
    let _ = run.cancel(&ending.to_string()).await;
    match run.result().await {
        Ok(document) => Ending::Committed(document),
        Err(_) => ending,
    }
}
