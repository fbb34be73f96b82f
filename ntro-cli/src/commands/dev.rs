//! `cargo ntro dev`: Temporal and the worker, for as long as somebody works on the runbooks.

mod changes;
mod dep_info;
mod news;
mod server;
mod session;
mod sources;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use ntro_dev_server::DevServer;

use crate::failure::Failure;
use crate::interrupt;
use crate::listening::{Announcement, Listening};
use crate::project::{Project, Selection};
use changes::Changes;
use news::{News, Teller};
use session::Session;

/// Run Temporal's dev server and the worker, and the worker again after each change of its sources
///
/// A change that does not build leaves the worker from before running. Ctrl-C, or SIGTERM, ends the
/// worker, the server and whatever is being built.
#[derive(Debug, Args)]
pub(crate) struct Dev {
    #[command(flatten)]
    selection: Selection,
    /// Keep the runs in this file, to go on with them the next time [default: in memory]
    #[arg(long, value_name = "PATH")]
    db_filename: Option<PathBuf>,
    /// Where Temporal listens [default: 7233, or the next one that is free]
    #[arg(long)]
    port: Option<u16>,
    /// Where the web UI listens [default: 8233, or the next one that is free]
    #[arg(long, value_name = "PORT", conflicts_with = "no_ui")]
    ui_port: Option<u16>,
    /// Serve no web UI
    #[arg(long)]
    no_ui: bool,
    /// The task queue that the worker polls [default: `NTRO_TASK_QUEUE`, else its own]
    #[arg(long, value_name = "NAME", env = "NTRO_TASK_QUEUE", hide_env = true)]
    task_queue: Option<String>,
    /// Tell what happens as lines of JSON
    #[arg(long)]
    json: bool,
}

impl Dev {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let mut interrupted = std::pin::pin!(interrupt::listen()?.first());
        let project = Project::find(&self.selection)?;
        // Said before a server is started for nothing.
        project.worker()?;
        let mut announcement = Announcement::claim(&project)?;
        let mut changes = Changes::of(&project)?;
        let server = tokio::select! {
            server = server::start(&self) => server?,
            _ = &mut interrupted => return Ok(ExitCode::SUCCESS),
        };
        let teller = Teller::new(self.json);
        announcement.publish(&listening(project.directory(), &server, self.task_queue.as_deref()))?;
        teller.tell(&News::listening(&server));
        let mut session = Session::new(self, project, &server);
        let ended = tokio::select! {
            never = session.work(&mut changes) => match never {},
            error = server.exited() => Err(Failure::failed(error.to_string())),
            _ = interrupted => Ok(()),
        };
        // In this order, so that the worker can take its leave of the server.
        session.end().await;
        let stopped = server.stop().await.map_err(|error| Failure::failed(error.to_string()));
        ended.and(stopped)?;
        teller.tell(&News::Stopped);
        Ok(ExitCode::SUCCESS)
    }
}

fn listening(directory: &Path, server: &DevServer, task_queue: Option<&str>) -> Listening {
    Listening {
        directory: directory.to_owned(),
        address: server.address().to_owned(),
        namespace: server.namespace().to_owned(),
        ui_url: server.ui_url().map(str::to_owned),
        task_queue: task_queue.map(str::to_owned),
    }
}
