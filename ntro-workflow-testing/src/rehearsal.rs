//! All runbooks of a worker, played without their types and without a line of test.

use std::collections::VecDeque;
use std::sync::Arc;

use ntro_manifest::manifest::{Manifest, Runbook};
use ntro_workflow::worker::{HistoryActivities, Registry, RunningWorker, Worker};
use serde_json::Value;

use crate::automock;
use crate::coverage;
use crate::drive::{PATIENCE, Part};
use crate::failure::{Failure, Wrong};
use crate::memory_history::MemoryHistory;
use crate::mocks::{Mocks, Stages};
use crate::nearest::did_you_mean;
use crate::outcome::Played;
use crate::policy::Policy;
use crate::server::{TestServer, on_runtime};
use crate::staged::{next_id, staged};
use crate::workers::next_queue;

mod verdict;

/// How many events may come while nobody does anything. Fewer than in a scenario, whose author knows how much
/// happens in it: what is made up is small.
const MOST_EVENTS: usize = 1_000;

/// Plays the runbooks of a worker under policies, with nothing but its manifest: the runs are started,
/// answered and read without types, and inputs, results of activities and submissions are made up from
/// their schemas ([`automock`](crate::automock)). It is what `cargo ntro test` does.
///
/// The worker is a process of its own that polls [`task_queue`](Self::task_queue), and has its activities
/// executed on [`activities_task_queue`](Self::activities_task_queue), where this process answers them:
/// `run --task-queue … --activities-task-queue …` of a [`Program`](ntro_workflow::worker::Program).
///
/// ```no_run
/// use ntro_workflow_testing::{Failure, Policy, Rehearsal, TestServer};
///
/// # async fn example(manifest: ntro_manifest::Manifest, start_worker: fn(&str, &str)) -> Result<(), Failure> {
/// let server = TestServer::shared().await?;
/// let rehearsal = Rehearsal::start(server, manifest).await?;
/// start_worker(rehearsal.task_queue(), rehearsal.activities_task_queue());
/// for slug in rehearsal.slugs() {
///     println!("{}", rehearsal.play(slug, Policy::RejectAll).await?.trace);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Rehearsal {
    server: &'static TestServer,
    manifest: Arc<Manifest>,
    task_queue: String,
    activities_task_queue: String,
    stages: Arc<Stages>,
    /// Answers the activities for as long as it is held.
    _activities: RunningWorker,
}

impl Rehearsal {
    /// Starts to answer the activities of that manifest, on task queues that nobody else has.
    ///
    /// # Errors
    /// [`Wrong::Worker`] if the system has no thread for it.
    pub async fn start(server: &'static TestServer, manifest: Manifest) -> Result<Self, Wrong> {
        let (task_queue, activities_task_queue) = (next_queue(), next_queue());
        let stages = Arc::new(Stages::default());
        let names: Vec<_> = manifest.activities.iter().map(|activity| activity.name.clone()).collect();
        let worker = Worker::new(server.client(), &activities_task_queue, Registry::new())
            .substitute(names, Arc::clone(&stages) as Arc<_>);
        let worker = async { worker.spawn().await.map_err(|error| Wrong::Worker(error.to_string())) };
        let activities = on_runtime(worker).await?;
        let manifest = Arc::new(manifest);
        Ok(Self { server, manifest, task_queue, activities_task_queue, stages, _activities: activities })
    }

    /// What the worker has to poll.
    #[must_use]
    pub fn task_queue(&self) -> &str {
        &self.task_queue
    }

    /// Where the worker has to have its activities executed.
    #[must_use]
    pub fn activities_task_queue(&self) -> &str {
        &self.activities_task_queue
    }

    /// The slugs of the runbooks, in the order of the manifest.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.manifest.runbooks.iter().map(|runbook| runbook.slug.as_str())
    }

    /// Plays a runbook with an input that is made up from its schema, to the end of the run, and counts
    /// what it drove in [`coverage`](crate::coverage).
    ///
    /// Under [`Policy::Happy`] the run has to complete. Under the others it may end as the runbook likes:
    /// one that is rejected may fail with `Rejected`. A failure that says that the runbook is broken
    /// (`Panic`, `OutsideStep`, `GateNotOpened`, `UnknownStep`, `ChildNotStarted`, `InvalidInput`,
    /// `InvalidOutput`, `InvalidPayload`) is one under every policy.
    ///
    /// # Errors
    /// [`Failure`], with what had happened until then: the run ended otherwise, a workflow task fails, a
    /// value cannot be made up, an activity is not in the manifest, an answer is refused, nothing is left
    /// to do, and whatever else [`Wrong`] lists.
    pub async fn play(&self, slug: &str, policy: Policy) -> Result<Played, Failure> {
        let runbook = self.runbook(slug)?;
        let schema = runbook.input.as_ref().map(|input| input.schema.clone().unwrap_or_default());
        let input = schema.map_or(Ok(Value::Null), |schema| automock::value_of(&schema));
        let input = input.map_err(|unmockable| Wrong::Payload {
            what: format!("an input of `{slug}` cannot be made up"),
            message: unmockable.to_string(),
        })?;
        self.play_with(slug, policy, input).await
    }

    /// As [`play`](Self::play), with that input.
    ///
    /// # Errors
    /// As [`play`](Self::play).
    pub async fn play_with(&self, slug: &str, policy: Policy, input: Value) -> Result<Played, Failure> {
        let runbook = self.runbook(slug)?;
        let (part, handlers) = (self.part(runbook, policy, input), handlers(runbook));
        let (server, stages, manifest) = (self.server, Arc::clone(&self.stages), Arc::clone(&self.manifest));
        on_runtime(async move {
            let played = staged(part, server, &stages).await;
            let played = played.map_err(|failure| explained(failure, handlers))?;
            coverage::record(&played, &manifest);
            match verdict::of(policy, &played) {
                None => Ok(played),
                Some(wrong) => Err(Failure::new(wrong, played.trace)),
            }
        })
        .await
    }

    fn runbook(&self, slug: &str) -> Result<&Runbook, Wrong> {
        let found = self.manifest.runbooks.iter().find(|runbook| runbook.slug == slug);
        found.ok_or_else(|| {
            let near = did_you_mean(slug, self.slugs());
            Wrong::Scenario(vec![format!("the worker has no runbook `{slug}`{near}")])
        })
    }

    fn part(&self, runbook: &Runbook, policy: Policy, input: Value) -> Part {
        let mut mocks = Mocks::default();
        mocks.auto(Arc::clone(&self.manifest));
        // Nobody's past, and a record that nobody keeps.
        mocks.add_host(HistoryActivities::new(Some(Arc::new(MemoryHistory::default()))));
        Part {
            client: self.server.client().clone(),
            task_queue: self.task_queue.clone(),
            manifest: Arc::clone(&self.manifest),
            crew: None,
            mocks: Arc::new(mocks),
            workflow_id: next_id(&runbook.slug),
            slug: runbook.slug.clone(),
            workflow_type: runbook.workflow_type.clone(),
            input,
            script: VecDeque::new(),
            policy,
            patience: PATIENCE,
            most_events: MOST_EVENTS,
        }
    }
}

/// What a run can be sent that no gate need ask for.
fn handlers(runbook: &Runbook) -> Vec<String> {
    runbook.signals.iter().chain(&runbook.updates).map(|handler| handler.name.clone()).collect()
}

/// Here there is no scenario that could have done something else.
fn explained(failure: Failure, handlers: Vec<String>) -> Failure {
    match *failure.wrong {
        Wrong::NothingLeft { open } if open.is_empty() => {
            Failure::new(Wrong::NobodyAsked { handlers }, failure.trace)
        }
        _ => failure,
    }
}
