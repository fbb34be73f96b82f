//! The workers of scenarios: one per set of runbooks, shared; or one of a scenario's own, to be killed.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};
use std::thread::JoinHandle;

use ntro_manifest::manifest::Manifest;
use ntro_workflow::worker::{Client, Registry, RunningWorker, Worker};
use tokio::sync::{Mutex, oneshot};

use crate::determinism::Determinism;
use crate::failure::Wrong;
use crate::mocks::Stages;
use crate::server::{TestServer, connect};

/// Makes the registry of a worker; a function, because a replay needs the same registry once more.
pub(crate) type MakeRegistry = fn() -> Registry;

/// The shared crews. Functions with one address make one registry; another address of the same function
/// costs a worker and nothing else.
static SHARED: LazyLock<Mutex<BTreeMap<Key, Arc<Crew>>>> = LazyLock::new(Mutex::default);

type Key = (String, usize, Vec<String>);

/// A task queue with a worker, and whom it plays for.
pub(crate) struct Crew {
    pub(crate) task_queue: String,
    pub(crate) manifest: Arc<Manifest>,
    pub(crate) stages: Arc<Stages>,
    pub(crate) determinism: Determinism,
    worker: AnyWorker,
}

enum AnyWorker {
    Shared(RunningWorker),
    Own(std::sync::Mutex<Option<OwnWorker>>),
}

/// Whose worker it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Shared,
    Own,
}

/// The crew for a registry, with activities that it does not have besides.
pub(crate) async fn crew(
    server: &TestServer,
    registry: MakeRegistry,
    activities: Vec<String>,
    whose: Whose,
) -> Result<Arc<Crew>, Wrong> {
    if whose == Whose::Own {
        return Crew::own(server, registry, activities).map(Arc::new);
    }
    let key = (server.address().to_owned(), registry as usize, activities);
    let mut shared = SHARED.lock().await;
    if let Some(crew) = shared.get(&key).filter(|crew| crew.at_work().is_ok()) {
        return Ok(Arc::clone(crew));
    }
    let crew = Arc::new(Crew::shared(server, registry, key.2.clone()).await?);
    shared.insert(key, Arc::clone(&crew));
    Ok(crew)
}

impl Crew {
    async fn shared(
        server: &TestServer,
        registry: MakeRegistry,
        activities: Vec<String>,
    ) -> Result<Self, Wrong> {
        let (task_queue, stages) = (next_queue(), Arc::new(Stages::default()));
        let worker = worker(server.client(), &task_queue, registry, activities, &stages);
        let worker = worker.spawn().await.map_err(|error| Wrong::Worker(error.to_string()))?;
        Self::new(task_queue, registry, stages, AnyWorker::Shared(worker))
    }

    fn own(server: &TestServer, registry: MakeRegistry, activities: Vec<String>) -> Result<Self, Wrong> {
        let (task_queue, stages) = (next_queue(), Arc::new(Stages::default()));
        let plan = Plan {
            address: server.address().to_owned(),
            namespace: server.namespace().to_owned(),
            task_queue: task_queue.clone(),
            registry,
            activities,
            stages: Arc::clone(&stages),
        };
        let worker = AnyWorker::Own(std::sync::Mutex::new(Some(OwnWorker::start(plan)?)));
        Self::new(task_queue, registry, stages, worker)
    }

    fn new(
        task_queue: String,
        registry: MakeRegistry,
        stages: Arc<Stages>,
        worker: AnyWorker,
    ) -> Result<Self, Wrong> {
        let registry = registry();
        let (manifest, determinism) = (Arc::new(registry.manifest()), Determinism::new(&registry)?);
        Ok(Self { task_queue, manifest, stages, determinism, worker })
    }

    /// Whether its worker runs; why not, as far as it is known.
    pub(crate) fn at_work(&self) -> Result<(), Wrong> {
        match &self.worker {
            AnyWorker::Shared(worker) if worker.is_running() => Ok(()),
            AnyWorker::Shared(_) => Err(Wrong::Worker("it ended by itself; its log says why".to_owned())),
            AnyWorker::Own(worker) => {
                let worker = worker.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                let gone =
                    || Err(Wrong::Worker("it was killed, and no other one could be started".to_owned()));
                worker.as_ref().map_or_else(gone, OwnWorker::at_work)
            }
        }
    }

    /// Ends the worker without a word to anybody, as a killed process does, and starts another one.
    pub(crate) fn kill(&self) -> Result<(), Wrong> {
        let AnyWorker::Own(worker) = &self.worker else {
            return Err(Wrong::Worker("it is shared with other scenarios and cannot be killed".to_owned()));
        };
        let mut worker = worker.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(killed) = worker.take() {
            *worker = Some(OwnWorker::start(killed.kill())?);
        }
        Ok(())
    }
}

pub(crate) fn next_queue() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    // Several processes may test on one server.
    format!("scenarios-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn worker(
    client: &Client,
    task_queue: &str,
    registry: MakeRegistry,
    activities: Vec<String>,
    stages: &Arc<Stages>,
) -> Worker {
    Worker::new(client, task_queue, registry()).substitute(activities, Arc::clone(stages) as Arc<_>)
}

/// All that a worker is made from.
struct Plan {
    address: String,
    namespace: String,
    task_queue: String,
    registry: MakeRegistry,
    activities: Vec<String>,
    stages: Arc<Stages>,
}

/// A worker with a runtime and a connection of its own, so that it can go without saying goodbye.
struct OwnWorker {
    kill: oneshot::Sender<()>,
    thread: JoinHandle<Plan>,
    /// Why it ended by itself, once it has.
    ended: Arc<OnceLock<String>>,
}

impl OwnWorker {
    fn start(plan: Plan) -> Result<Self, Wrong> {
        let failed = |error: std::io::Error| Wrong::Worker(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let (kill, killed) = oneshot::channel();
        let ended = Arc::new(OnceLock::new());
        let why = Arc::clone(&ended);
        let run = move || {
            if let Err(error) = runtime.block_on(plan.run_until(killed)) {
                // Set nowhere else.
                let _ = why.set(error.to_string());
            }
            runtime.shutdown_background();
            plan
        };
        let thread = std::thread::Builder::new().name("ntro-own-worker".into()).spawn(run).map_err(failed)?;
        Ok(Self { kill, thread, ended })
    }

    fn at_work(&self) -> Result<(), Wrong> {
        if !self.thread.is_finished() {
            return Ok(());
        }
        let why = self.ended.get().cloned();
        Err(Wrong::Worker(why.unwrap_or_else(|| "its thread panicked".to_owned())))
    }

    fn kill(self) -> Plan {
        drop(self.kill);
        match self.thread.join() {
            Ok(plan) => plan,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Plan {
    async fn run_until(&self, killed: oneshot::Receiver<()>) -> Result<(), Wrong> {
        let work = async {
            let client = connect(&self.address, &self.namespace).await?;
            worker(&client, &self.task_queue, self.registry, self.activities.clone(), &self.stages)
                .run_until(std::future::pending())
                .await
                .map_err(|error| Wrong::Worker(error.to_string()))
        };
        tokio::select! {
            ended = work => ended,
            _ = killed => Ok(()),
        }
    }
}
