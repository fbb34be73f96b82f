//! The worker: polls a task queue and runs what the registry has.

use std::future::Future;
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use temporalio_sdk::{Runtime, Worker as SdkWorker, WorkerOptions, WorkerRunError};
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use crate::runbook::error::with_causes;
use crate::worker::client::Client;
use crate::worker::events::EventSink;
use crate::worker::host::HostError;
use crate::worker::registry::{Activities, FillError, Registry, RegistryError};
use crate::worker::substitute::{ActivitySubstitute, Substitute};

/// How many runs are kept in memory. A cached run costs about 105 KiB; runs parked at a gate for
/// hours need no cache, and 10,000 of them are to fit into 64 MiB.
const CACHED_RUNS: usize = 200;

/// How long activities may go on after a shutdown was asked for.
const GRACE: Duration = Duration::from_secs(10);

/// A worker that is set up and not running yet.
///
/// ```no_run
/// # async fn example(registry: ntro_workflow::worker::Registry) -> Result<(), Box<dyn std::error::Error>> {
/// use ntro_workflow::worker::{Client, Worker};
///
/// let client = Client::from_environment().await?;
/// Worker::new(&client, "runbooks", registry).run().await?; // until Ctrl-C or SIGTERM
/// # Ok(())
/// # }
/// ```
#[must_use = "a worker does nothing until it runs"]
pub struct Worker {
    client: Client,
    task_queue: String,
    registry: Registry,
    activities: Activities,
    cached_runs: usize,
}

/// Why a worker cannot run.
///
/// ```
/// use ntro_workflow::worker::{Registry, RegistryError, WorkerError};
///
/// fn advice(error: &WorkerError) -> &'static str {
///     match error {
///         WorkerError::Registry(RegistryError { .. }) => "mend the registry",
///         WorkerError::Host { .. } => "look after what its activities work on",
///         WorkerError::Start { .. } | WorkerError::Stopped { .. } => "look after the server",
///     }
/// }
/// assert_eq!(advice(&Registry::new().check().unwrap_err().into()), "mend the registry");
/// ```
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The registry is not fit.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The host of some activities cannot be made.
    #[error("the activities of `{host}` could not be made when the worker started: {message}")]
    Host {
        /// Its type.
        host: &'static str,
        /// What making it said.
        message: String,
    },
    /// The SDK cannot set it up, the server does not let it poll, or there is no thread for it.
    #[error(
        "the worker of task queue `{task_queue}` could not start: {message}; check the address, the namespace and the credentials"
    )]
    Start {
        /// The task queue.
        task_queue: String,
        /// What the SDK said.
        message: String,
    },
    /// It stopped polling.
    #[error("the worker of task queue `{task_queue}` stopped: {message}")]
    Stopped {
        /// The task queue.
        task_queue: String,
        /// What the SDK said.
        message: String,
    },
}

impl From<FillError> for WorkerError {
    fn from(error: FillError) -> Self {
        match error {
            FillError::Registry(error) => error.into(),
            FillError::Host(HostError { host, message }) => Self::Host { host, message },
        }
    }
}

impl Worker {
    /// A worker of a task queue, for the runbooks and activities of a registry. Nothing is checked yet.
    pub fn new(client: &Client, task_queue: impl Into<String>, registry: Registry) -> Self {
        Self {
            client: client.clone(),
            task_queue: task_queue.into(),
            registry,
            activities: Activities::Hosts,
            cached_runs: CACHED_RUNS,
        }
    }

    /// Has the activities answered by something else than their hosts, which are not made then: those of
    /// the registry, and those with these names besides. Runbooks find them here whatever task queue they
    /// ask for. With an empty registry it is a worker for the activities of others
    /// ([`activities_on`](Self::activities_on)). For tests.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use ntro_workflow::worker::{ActivitySubstitute, Client, Registry, Worker};
    /// # fn example(client: &Client, registry: Registry, mocks: Arc<dyn ActivitySubstitute>) -> Worker {
    /// Worker::new(client, "tests", registry).substitute(["rates.latest"], mocks)
    /// # }
    /// ```
    pub fn substitute(
        self,
        names: impl IntoIterator<Item = impl Into<String>>,
        answers: Arc<dyn ActivitySubstitute>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Self { activities: Activities::Substitute(Substitute { names, answers }), ..self }
    }

    /// Has the activities executed by the workers of that task queue, whatever queue the runbooks ask for;
    /// the hosts of the registry are not made. For tests.
    ///
    /// ```
    /// # use ntro_workflow::worker::{Client, Registry, Worker};
    /// # fn example(client: &Client, registry: Registry) -> Worker {
    /// Worker::new(client, "runbooks", registry).activities_on("mocks")
    /// # }
    /// ```
    pub fn activities_on(self, task_queue: impl Into<String>) -> Self {
        Self { activities: Activities::On(task_queue.into()), ..self }
    }

    /// Adds a sink for events, as [`Registry::event_sink`] does.
    ///
    /// ```
    /// # use ntro_workflow::worker::{Client, Registry, Worker, events::LogEvents};
    /// # fn example(client: &Client, registry: Registry) -> Worker {
    /// Worker::new(client, "runbooks", registry).event_sink(LogEvents)
    /// # }
    /// ```
    pub fn event_sink(self, sink: impl EventSink) -> Self {
        Self { registry: self.registry.event_sink(sink), ..self }
    }

    /// How many runs are kept in memory between two of their tasks; 200 by default. One that is not is
    /// replayed from its history, which costs time and changes nothing.
    ///
    /// There is to be room for all runs that are at work at once: where there is not, the SDK also puts away a run
    /// that looks something up right now, whose task then begins again after ten seconds; built with debug
    /// assertions, it panics.
    ///
    /// ```
    /// # use ntro_workflow::worker::{Client, Registry, Worker};
    /// # fn example(client: &Client, registry: Registry) -> Worker {
    /// Worker::new(client, "runbooks", registry).cached_runs(2_000)
    /// # }
    /// ```
    pub fn cached_runs(self, cached_runs: usize) -> Self {
        Self { cached_runs, ..self }
    }

    /// Runs until Ctrl-C or SIGTERM; what is under way gets ten seconds to end.
    ///
    /// # Errors
    /// [`WorkerError::Registry`], [`WorkerError::Host`] and [`WorkerError::Start`] at once;
    /// [`WorkerError::Stopped`] when the
    /// server does not let it poll, or does so no longer.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Worker, WorkerError};
    /// # async fn example(worker: Worker) -> Result<(), WorkerError> {
    /// worker.run().await
    /// # }
    /// ```
    pub async fn run(self) -> Result<(), WorkerError> {
        self.run_until(stop_signal()).await
    }

    /// Runs until the future resolves; what is under way gets ten seconds to end.
    ///
    /// # Errors
    /// As [`Worker::run`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Worker, WorkerError};
    /// # async fn example(worker: Worker) -> Result<(), WorkerError> {
    /// let an_hour = tokio::time::sleep(std::time::Duration::from_secs(60 * 60));
    /// worker.run_until(an_hour).await
    /// # }
    /// ```
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> Result<(), WorkerError> {
        let task_queue = self.task_queue.clone();
        let mut stop = std::pin::pin!(stop);
        let mut worker = tokio::select! {
            worker = self.build() => worker?,
            () = &mut stop => return Ok(()),
        };
        let shut_down = worker.shutdown_handle();
        let runbooks = task_queue.as_str();
        tracing::info!(task_queue = runbooks, "the worker runs");
        let running = worker.run();
        let mut running = std::pin::pin!(running);
        let ended = tokio::select! {
            ended = &mut running => ended,
            () = &mut stop => {
                tracing::info!(task_queue = runbooks, "the worker shuts down");
                shut_down();
                running.await
            }
        };
        ended.map_err(|error| match error {
            WorkerRunError::Validation(error) => {
                WorkerError::Start { task_queue, message: with_causes(&error) }
            }
            error => WorkerError::Stopped { task_queue, message: with_causes(&error) },
        })
    }

    /// Runs on a thread of its own, until the handle is stopped or dropped.
    ///
    /// # Errors
    /// [`WorkerError::Registry`], or [`WorkerError::Start`] if there is no thread to be had. What goes
    /// wrong on the thread itself, such as a host that cannot be made or a server that does not let it
    /// poll, is what
    /// [`RunningWorker::stop`] says.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{Worker, WorkerError};
    /// # async fn example(worker: Worker) -> Result<(), WorkerError> {
    /// let worker = worker.spawn().await?;
    /// // … starts runs and waits for them.
    /// worker.stop().await
    /// # }
    /// ```
    pub async fn spawn(self) -> Result<RunningWorker, WorkerError> {
        self.activities.check(&self.registry)?;
        let task_queue = self.task_queue.clone();
        let name = task_queue.clone();
        let start = move |message: String| WorkerError::Start { task_queue: task_queue.clone(), message };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| start(error.to_string()))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            runtime.block_on(self.run_until(async move {
                // A dropped handle stops the worker as well.
                let _ = stopped.await;
            }))
        };
        let thread = std::thread::Builder::new().name("ntro-worker".into()).spawn(run);
        let thread = thread.map_err(|error| start(error.to_string()))?;
        Ok(RunningWorker { task_queue: name, stop: Some(stop), thread: Some(thread) })
    }

    async fn build(self) -> Result<SdkWorker, WorkerError> {
        let Self { client, task_queue, registry, activities, cached_runs } = self;
        let mut options = WorkerOptions::new(task_queue.clone())
            .max_cached_workflows(cached_runs)
            .graceful_shutdown_period(GRACE)
            .build();
        registry.fill(&client, &mut options, activities).await?;
        let start = |message: String| WorkerError::Start { task_queue: task_queue.clone(), message };
        let runtime =
            Runtime::from_current_tokio(Default::default()).map_err(|error| start(error.to_string()))?;
        SdkWorker::new(&runtime, client.sdk().clone(), options).map_err(|error| start(error.to_string()))
    }
}

/// A worker on a thread of its own. Dropped, it shuts down without being waited for.
///
/// ```no_run
/// # use ntro_workflow::worker::{RunningWorker, WorkerError};
/// # async fn example(worker: RunningWorker) -> Result<(), WorkerError> {
/// if worker.is_running() {
///     println!("it polls, or is about to");
/// }
/// worker.stop().await
/// # }
/// ```
pub struct RunningWorker {
    task_queue: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), WorkerError>>>,
}

impl RunningWorker {
    /// Shuts down and waits for the end; what is under way gets ten seconds.
    ///
    /// # Errors
    /// The [`WorkerError`] that ended it earlier, if any did.
    pub async fn stop(mut self) -> Result<(), WorkerError> {
        drop(self.stop.take());
        let Some(thread) = self.thread.take() else { return Ok(()) };
        let ended = tokio::task::spawn_blocking(move || thread.join()).await;
        match ended {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => {
                let task_queue = std::mem::take(&mut self.task_queue);
                Err(WorkerError::Stopped { task_queue, message: "its thread panicked".into() })
            }
        }
    }

    /// Whether its thread still runs; a worker that has ended by itself tells why by [`stop`](Self::stop).
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }
}

/// Resolves on Ctrl-C or, on Unix, SIGTERM.
async fn stop_signal() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

/// Writes log lines to standard error: what `RUST_LOG` says, else what `default` says, such as
/// `warn,ntro_workflow=info`. They have colours on a terminal, unless `NO_COLOR` is set. Does nothing where the
/// program has a subscriber already.
///
/// ```
/// ntro_workflow::worker::init_tracing("warn,ntro_workflow=info");
/// ```
pub fn init_tracing(default: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let lines = tracing_subscriber::fmt().with_ansi(!plain && std::io::stderr().is_terminal());
    // An error means that there is a subscriber already.
    let _ = lines.with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
