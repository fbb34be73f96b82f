//! The loop of a session: build, run, watch.

use std::convert::Infallible;
use std::path::PathBuf;
use std::time::Duration;

use ntro_dev_server::DevServer;
use ntro_manifest::Manifest;
use tokio::time::{Instant, sleep_until};

use crate::commands::dev::Dev;
use crate::commands::dev::changes::Changes;
use crate::commands::dev::news::{News, Startable, Teller};
use crate::commands::dev::worker::{Backoff, Surroundings, Worker};
use crate::failure::Failure;
use crate::project::{Project, Selection};

/// The worker of a session, and what it is built from.
pub(super) struct Session {
    selection: Selection,
    project: Project,
    surroundings: Surroundings,
    task_queue: Option<String>,
    teller: Teller,
    /// The runbooks that people were told of last.
    told: Option<Vec<Startable>>,
    /// What is run, once something has been built that can be.
    fit: Option<Fit>,
    worker: Option<Worker>,
    /// When a worker that has ended by itself is started again.
    again_at: Option<Instant>,
    backoff: Backoff,
}

/// A worker binary that describes itself.
struct Fit {
    executable: PathBuf,
    manifest: Manifest,
}

/// What the loop has to do next.
enum Next {
    Build,
    Ended(String),
    Start,
}

impl Session {
    pub(super) fn new(dev: Dev, project: Project, server: &DevServer) -> Self {
        Self {
            surroundings: Surroundings::of(server, dev.task_queue.clone()),
            selection: dev.selection,
            project,
            task_queue: dev.task_queue,
            teller: Teller::new(dev.json),
            told: None,
            fit: None,
            worker: None,
            again_at: None,
            backoff: Backoff::default(),
        }
    }

    /// Builds and runs the worker, and again after each change.
    pub(super) async fn work(&mut self, changes: &mut Changes) -> Infallible {
        let mut next = Next::Build;
        loop {
            let done = match next {
                Next::Build => self.build(changes).await,
                Next::Ended(status) => {
                    self.ended(status);
                    Ok(())
                }
                Next::Start => self.start(),
            };
            if let Err(failure) = done {
                let worker_runs = self.worker.is_some() || self.again_at.is_some();
                self.teller.tell(&News::NotReplaced { reason: failure.to_string(), worker_runs });
            }
            next = self.next(changes).await;
        }
    }

    /// Ends the worker.
    pub(super) async fn end(self) {
        if let Some(worker) = self.worker {
            worker.end().await;
        }
    }

    async fn next(&self, changes: &mut Changes) -> Next {
        let ended = async {
            match &self.worker {
                Some(worker) => worker.exited().await,
                None => std::future::pending().await,
            }
        };
        let due = async {
            match self.again_at {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = changes.next() => Next::Build,
            status = ended => Next::Ended(status),
            () = due => Next::Start,
        }
    }

    /// Builds, and replaces the worker by what was built. A further change gives up what is being built
    /// and builds again.
    async fn build(&mut self, changes: &mut Changes) -> Result<(), Failure> {
        let fit = loop {
            self.project = Project::find(&self.selection)?;
            changes.follow(&self.project, self.fit.as_ref().map(|fit| fit.executable.as_path()))?;
            tokio::select! {
                fit = fit(&self.project) => break fit?,
                () = changes.next() => {}
            }
        };
        changes.follow(&self.project, Some(&fit.executable))?;
        if self.worker.as_ref().is_some_and(|worker| worker.is_up_to_date(&fit.executable)) {
            return Ok(());
        }
        if let Some(worker) = self.worker.take() {
            worker.end().await;
        }
        self.fit = Some(fit);
        self.backoff.forget();
        self.start()
    }

    fn start(&mut self) -> Result<(), Failure> {
        self.again_at = None;
        let Some(fit) = &self.fit else { return Ok(()) };
        let worker = Worker::start(&fit.executable, &self.surroundings)?;
        let declared = fit.manifest.task_queue.as_deref();
        let task_queue = self.task_queue.as_deref().or(declared).unwrap_or_default();
        let runbooks = Startable::of(&fit.manifest);
        let known = self.told.replace(runbooks.clone()).is_some_and(|told| told == runbooks);
        let (process, selection) = (worker.id(), &self.selection);
        self.teller.tell(&News::WorkerStarted { task_queue, runbooks, process, known, selection });
        self.worker = Some(worker);
        Ok(())
    }

    fn ended(&mut self, status: String) {
        let lived = self.worker.take().map_or(Duration::ZERO, |worker| worker.age());
        let wait = self.backoff.after(lived);
        self.again_at = Some(Instant::now() + wait);
        self.teller.tell(&News::WorkerEnded { status, again_in_seconds: wait.as_secs() });
    }
}

async fn fit(project: &Project) -> Result<Fit, Failure> {
    let binary = project.build().await?;
    let manifest = binary.describe().await?;
    Ok(Fit { executable: binary.executable().to_owned(), manifest })
}
