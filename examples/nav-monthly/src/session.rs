//! One month from beginning to end: server, worker, runs, people's decisions, the posted journal.

mod ending;
mod folder;
mod server;
mod submitter;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use nav_monthly::model::{Amount, Period};
use nav_monthly::runbook::NavMonthly;
use nav_monthly::store::Place;
use nav_monthly::workshop;
use ntro_console::{Decisions, Follower, Interrupt, Screen};
use ntro_workflow::worker::{RunHandle, Worker};

use crate::console;
pub(crate) use ending::Ending;
use folder::Folder;
use server::Server;
use submitter::Attendance;

/// How long a cancelled run may take to close.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) period: Option<Period>,
    pub(crate) entity: String,
    pub(crate) limit: Amount,
    pub(crate) decide: Option<Decisions>,
    pub(crate) data: &'a Path,
    pub(crate) database: Option<Place>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Closes one month. The runs do not outlive it: nobody else works for them.
pub(crate) async fn close(options: Options<'_>) -> Result<Ending, Box<dyn Error>> {
    if options.decide.is_none() && !Screen::Output.is_interactive() {
        return Err("there is no terminal to ask at; pass --decide approve|reject|<decisions.json>".into());
    }
    let folder = Folder::find(options.directory, options.period, options.entity, options.limit)?;
    let registry = workshop::registry_in(folder.directory(), options.data, options.database).await?;
    let server = Server::find_or_start(options.db_filename).await?;
    let name = run_name();
    let worker = Worker::new(server.client(), name.as_str(), registry).spawn().await?;
    let interrupt = Interrupt::listen()?;

    let ending = run(&server, &name, &folder, options.decide, interrupt).await;

    worker.stop().await?;
    server.stop().await?;
    ending
}

/// The id of the run, and the name of the task queue that only this process polls. The time is in it
/// because a server may know the process ids of several machines, and of yesterday.
fn run_name() -> String {
    let now = ntro_workflow::Timestamp::now().as_millisecond();
    format!("nav-monthly-{now}-{}", std::process::id())
}

async fn run(
    server: &Server,
    name: &str,
    folder: &Folder,
    decide: Option<Decisions>,
    interrupt: Interrupt,
) -> Result<Ending, Box<dyn Error>> {
    let run = server.client().start::<NavMonthly>(name, name, folder.context()).await?;
    console::say(&format!("The run is {}", server.show(&run)));
    let follower = Follower::new(&run, Screen::Output).without_submissions();
    let (follower, attendance) = match decide {
        Some(decisions) => (follower.decides(decisions), Attendance::Nobody),
        None => (follower.asks(), Attendance::Person),
    };
    let given_up = tokio::select! {
        followed = follower.until_closed() => match followed {
            Ok(()) => return Ok(Ending::of(run.result().await)),
            Err(given_up) => given_up.into(),
        },
        given_up = submitter::submit(&run, folder, attendance) => given_up,
        stopped = interrupt.first() => {
            Screen::Output.leave_question();
            Ending::stopped(stopped)
        }
        error = server.exited() => return Err(error.into()),
    };
    Ok(cancel(&run, given_up).await)
}

/// Gives up: nobody will answer the runs any more, so they are cancelled. What was posted before the
/// cancellation came through is posted.
async fn cancel(run: &RunHandle<NavMonthly>, given_up: Ending) -> Ending {
    let closed = async {
        // It may be closed already, which is as good.
        let _ = run.cancel(&given_up.to_string()).await;
        run.result().await
    };
    match tokio::time::timeout(PATIENCE, closed).await {
        Ok(Ok(month)) => Ending::Closed(month),
        Ok(Err(error)) if error.is_close() => given_up,
        Ok(Err(_)) | Err(_) => given_up.with_open_run(),
    }
}
