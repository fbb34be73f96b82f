//! A run with a worker of its own, followed until it is closed or given up.

use std::path::Path;
use std::time::Duration;

use ntro_console::{Follower, Interrupt, Screen};
use ntro_workflow::NtroWorkflow;
use ntro_workflow::worker::{Registry, RunHandle, Worker};

use crate::abandoned::Abandoned;
use crate::server::Server;
use crate::{Ending, Problem, say};

/// How long a cancelled run may take to close.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a session is about.
#[derive(Debug)]
pub struct Setting<'a> {
    /// What the ids of its runs begin with.
    pub slug: &'a str,
    /// What is so when its run has no result: "nothing was posted".
    pub otherwise: &'static str,
    /// Where a dev server of its own keeps its runs; in memory by default.
    pub db_filename: Option<&'a Path>,
}

/// A server and a worker, for a run that does not outlive them: nobody else works for it.
pub struct Session<'a> {
    server: &'a Server,
    name: &'a str,
    otherwise: &'static str,
    interrupt: Interrupt,
}

/// Starts a server if none is named, and a worker; does the work, and ends them.
///
/// # Errors
/// What keeps them from starting or ending, and what `work` says.
pub async fn conduct<T>(
    setting: Setting<'_>,
    registry: Registry,
    work: impl AsyncFnOnce(Session<'_>) -> Result<Ending<T>, Problem>,
) -> Result<Ending<T>, Problem> {
    let server = Server::find_or_start(setting.db_filename).await?;
    let name = run_name(setting.slug);
    let worker = Worker::new(server.client(), name.as_str(), registry).spawn().await?;
    let interrupt = Interrupt::listen()?;

    let otherwise = setting.otherwise;
    let ending = work(Session { server: &server, name: &name, otherwise, interrupt }).await;

    worker.stop().await?;
    server.stop().await?;
    ending
}

/// The id of the run, and the name of the task queue that only this process polls. The time is in it because a server
/// may know the process ids of several machines, and of yesterday.
fn run_name(slug: &str) -> String {
    let now = ntro_workflow::Timestamp::now().as_millisecond();
    format!("{slug}-{now}-{}", std::process::id())
}

impl Session<'_> {
    /// Starts the run, and says where it is.
    ///
    /// # Errors
    /// What the server says.
    pub async fn start<W: NtroWorkflow>(&self, input: &W::Input) -> Result<RunHandle<W>, Problem> {
        let run = self.server.client().start::<W>(self.name, self.name, input).await?;
        say(&format!("The run is {}", self.server.show(&run)));
        Ok(run)
    }

    /// Follows the run until it is closed, or given up: by the follower, by whoever stops the program, or by what is
    /// done `beside`, which then says why.
    ///
    /// # Errors
    /// That the server has ended.
    pub async fn follow<W: NtroWorkflow>(
        self,
        run: &RunHandle<W>,
        follower: Follower,
        beside: impl Future<Output = String>,
    ) -> Result<Ending<W::Output>, Problem> {
        let abandoned = tokio::select! {
            followed = follower.until_closed() => match followed {
                Ok(()) => return Ok(Ending::of(run.result().await, self.otherwise)),
                Err(given_up) => Abandoned::undecided(given_up, self.otherwise),
            },
            why = beside => Abandoned::because(why),
            signal = self.interrupt.first() => {
                Screen::Output.leave_question();
                Abandoned::stopped(signal, self.otherwise)
            }
            error = self.server.exited() => return Err(error.into()),
        };
        Ok(cancel(run, abandoned).await)
    }
}

/// Nobody will answer the run any more, so it is cancelled. What it did before the cancellation came through is done.
async fn cancel<W: NtroWorkflow>(run: &RunHandle<W>, abandoned: Abandoned) -> Ending<W::Output> {
    let closed = async {
        // It may be closed already, which is as good.
        let _ = run.cancel(abandoned.why()).await;
        run.result().await
    };
    match tokio::time::timeout(PATIENCE, closed).await {
        Ok(Ok(result)) => Ending::Closed(result),
        Ok(Err(error)) if error.is_close() => abandoned.cancelled(),
        Ok(Err(_)) | Err(_) => abandoned.left_open(),
    }
}

/// Whether somebody will decide: what was decided before, or a person at a terminal.
///
/// # Errors
/// In one sentence, that nobody will.
pub fn decided_or_asked(is_decided: bool) -> Result<(), Problem> {
    if is_decided || Screen::Output.is_interactive() {
        return Ok(());
    }
    Err("there is no terminal to ask at; pass --decide approve|reject|FILE".into())
}

/// The month of today, `YYYY-MM`, in UTC.
#[must_use]
pub fn this_month() -> String {
    ntro_workflow::Timestamp::now().to_string().chars().take(7).collect()
}
