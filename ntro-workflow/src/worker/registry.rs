//! Which runbooks and activities a worker has.

use std::collections::BTreeMap;
use std::error::Error;
use std::future::Future;
use std::sync::Arc;

use ntro_manifest::manifest::{Activity, MANIFEST_VERSION, Manifest, Runbook};
use temporalio_sdk::workflow_replayer::WorkflowReplayerOptions;
use temporalio_sdk::{WorkerOptions, WorkflowRegistrationError};

use crate::manifest::{activities_of, runbook_of};
use crate::runbook::activity_definition::ActivityHost;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::quality::RUN_QUALITY_CHECK;
use crate::runbook::workflow::Runbook as GenericWorkflow;
use crate::state::StepDefinition;
use crate::worker::activity_host::LookUpTable;
use crate::worker::client::Client;
use crate::worker::events::{EventSink, Sinks};
use crate::worker::history::{self, HistoryActivities, HistoryEntry, TaskHistory};
use crate::worker::host::{HostEntry, HostError};
use crate::worker::quality::QualityRunner;
use crate::worker::replay::Replayer;
use crate::worker::step_manifest::{self, TypeNames};
use crate::worker::substitute::{Substitute, redirect_activities};

/// Which runbooks and activities a worker has. Explicit: nothing registers itself.
///
/// ```
/// use ntro_workflow::worker::Registry;
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct DocumentIngest;
/// # #[ntro_workflow(slug = "document-ingest")] impl DocumentIngest {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// # struct Documents;
/// # #[ntro_activities] impl Documents {
/// #     #[activity] async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> { Ok(()) }
/// # }
/// let registry = Registry::new().register::<DocumentIngest>().activities(Documents);
/// assert!(registry.check().is_ok());
/// assert_eq!(registry.runbooks().next(), Some(("document-ingest", "DocumentIngestWorkflow")));
/// ```
#[derive(Default)]
pub struct Registry {
    runbooks: Vec<RunbookEntry>,
    activities: Vec<Activity>,
    hosts: Vec<HostEntry>,
    /// What the build scripts of other crates have read, whose runbooks are registered here too.
    sources: Vec<&'static str>,
    pub(super) evaluators: Vec<String>,
    pub(super) quality: QualityRunner,
    sinks: Sinks,
    history: Option<HistoryEntry>,
}

#[derive(Clone, Copy)]
pub(crate) struct RunbookEntry {
    slug: &'static str,
    pub(crate) workflow_type: &'static str,
    type_name: fn() -> &'static str,
    steps: &'static [StepDefinition],
    pub(crate) describe: fn() -> Runbook,
    register: fn(&mut WorkerOptions) -> Result<(), WorkflowRegistrationError>,
    pub(crate) register_replay: fn(&mut WorkflowReplayerOptions) -> Result<(), WorkflowRegistrationError>,
}

/// What is wrong with a registry: every fault at once.
///
/// ```
/// use ntro_workflow::worker::Registry;
///
/// let error = Registry::new().check().unwrap_err();
/// assert!(error.faults[0].starts_with("it is empty"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the registry cannot be served:\n{}", listed(faults))]
pub struct RegistryError {
    /// One sentence per fault: what is wrong and what to do.
    pub faults: Vec<String>,
}

/// What the source and the types do not agree in: every difference at once.
///
/// ```
/// use ntro_workflow::worker::Registry;
///
/// let disagreements = Registry::new().agrees_with("no manifest").unwrap_err();
/// assert!(disagreements.differences[0].starts_with("the step manifest cannot be read"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the source and the types do not agree:\n{}", listed(differences))]
pub struct Disagreements {
    /// One sentence per difference: what differs and what to do.
    pub differences: Vec<String>,
}

/// Who answers the activities of a worker's runbooks.
pub(crate) enum Activities {
    /// The hosts of its registry.
    Hosts,
    /// Something else, on the same worker.
    Substitute(Substitute),
    /// Workers of that task queue.
    On(String),
}

impl Activities {
    /// What runs the checks of a worker's runbooks; none where something else does. Evaluators are pure, so
    /// that a worker has them whoever answers its activities; its judge asks the world.
    fn quality(&self, quality: QualityRunner) -> Option<QualityRunner> {
        match self {
            Self::Hosts => Some(quality),
            Self::Substitute(substitute) if substitute.names.contains(RUN_QUALITY_CHECK.name()) => None,
            Self::Substitute(_) | Self::On(_) => Some(quality.unjudged()),
        }
    }

    /// A worker that only answers activities of others needs no registry.
    pub(crate) fn check(&self, registry: &Registry) -> Result<(), RegistryError> {
        match self {
            Self::Substitute(substitute) if !substitute.names.is_empty() && registry.is_empty() => Ok(()),
            _ => registry.check(),
        }
    }
}

/// Why a worker has not got everything that its registry has.
pub(crate) enum FillError {
    Registry(RegistryError),
    Host(HostError),
}

impl Registry {
    /// An empty registry.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a runbook.
    #[must_use]
    pub fn register<W: NtroWorkflow>(mut self) -> Self {
        self.runbooks.push(RunbookEntry {
            slug: W::SLUG,
            workflow_type: W::WORKFLOW_TYPE,
            type_name: std::any::type_name::<W>,
            steps: W::STEPS,
            describe: runbook_of::<W>,
            register: |options| options.register_workflow::<GenericWorkflow<W>>().map(drop),
            register_replay: |options| options.register_workflow::<GenericWorkflow<W>>().map(drop),
        });
        self
    }

    /// Adds every activity of a host, which all calls share.
    #[must_use]
    pub fn activities<H: ActivityHost>(self, host: H) -> Self {
        self.hosted::<H>(HostEntry::made(host))
    }

    /// Adds every activity of a host that is made when a worker starts, so that a registry can be
    /// [described](Self::manifest) and checked without the world that the host works on. It is made on
    /// the worker's own runtime; a worker whose host cannot be made does not start
    /// ([`WorkerError::Host`](crate::worker::WorkerError::Host)).
    ///
    /// ```
    /// use ntro_workflow::worker::Registry;
    /// # use ntro_workflow::prelude::*;
    /// # struct Documents { directory: String }
    /// # #[ntro_activities] impl Documents {
    /// #     #[activity] async fn parse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> { Ok(()) }
    /// # }
    /// impl Documents {
    ///     async fn open() -> Result<Self, std::env::VarError> {
    ///         Ok(Self { directory: std::env::var("DOCUMENTS")? })
    ///     }
    /// }
    ///
    /// let registry = Registry::new().activities_later(Documents::open);
    /// assert_eq!(registry.manifest().activities[0].name, "documents.parse"); // nothing was opened
    /// ```
    #[must_use]
    pub fn activities_later<H, E, Made>(self, make: impl FnOnce() -> Made + Send + Sync + 'static) -> Self
    where
        H: ActivityHost,
        E: Into<Box<dyn Error + Send + Sync>>,
        Made: Future<Output = Result<H, E>> + Send + 'static,
    {
        self.hosted::<H>(HostEntry::later(make))
    }

    /// Adds a sink for the events that activities with an [`Observable`](crate::Observable) result tell.
    /// Without any, nothing is told. Activities that are
    /// [substituted](crate::worker::Worker::substitute) tell nothing.
    ///
    /// ```
    /// use ntro_workflow::worker::{Registry, events::LogEvents};
    ///
    /// let registry = Registry::new().event_sink(LogEvents);
    /// # drop(registry);
    /// ```
    #[must_use]
    pub fn event_sink(mut self, sink: impl EventSink) -> Self {
        self.sinks.push(sink);
        self
    }

    /// Gives its runbooks a task history: those that say by `history(…)` what they are about are recorded in it when
    /// they complete, and found by `ctx.previous(…)`. Without one nothing is recorded, and asking is an error. Of two
    /// the last counts.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// use ntro_workflow::worker::{Registry, TaskHistory};
    ///
    /// fn with_history(registry: Registry, history: Arc<dyn TaskHistory>) -> Registry {
    ///     registry.shared_history(history)
    /// }
    /// ```
    #[must_use]
    pub fn history(self, history: impl TaskHistory) -> Self {
        self.shared_history(Arc::new(history))
    }

    /// As [`history`](Self::history), of a store that others have as well.
    #[must_use]
    pub fn shared_history(self, history: Arc<dyn TaskHistory>) -> Self {
        Self { history: Some(HistoryEntry::made(history)), ..self }
    }

    /// As [`history`](Self::history), of a store that is made when a worker starts, on the worker's own runtime and
    /// with the worker's client. A worker whose store cannot be made does not start
    /// ([`WorkerError::Host`](crate::worker::WorkerError::Host)); one that goes away later is waited for.
    ///
    /// ```
    /// # use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask};
    /// # use ntro_workflow::worker::{Client, Registry, TaskHistory, TaskHistoryFuture};
    /// # struct SqlHistory;
    /// # impl TaskHistory for SqlHistory {
    /// #     fn record(&self, _: CompletedTask) -> TaskHistoryFuture<'_, ()> { unimplemented!() }
    /// #     fn previous(&self, _: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> { unimplemented!() }
    /// #     fn find_committed_document(&self, _: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
    /// #         unimplemented!()
    /// #     }
    /// # }
    /// # impl SqlHistory { async fn sqlite(_: &str) -> Result<Self, std::io::Error> { Ok(Self) } }
    /// // `SqlHistory` is in the crate `ntro-history`.
    /// let registry = Registry::new().history_later(|_client| SqlHistory::sqlite("tasks.sqlite"));
    /// ```
    #[must_use]
    pub fn history_later<H, E, Made>(self, make: impl FnOnce(Client) -> Made + Send + Sync + 'static) -> Self
    where
        H: TaskHistory,
        E: Into<Box<dyn Error + Send + Sync>>,
        Made: Future<Output = Result<H, E>> + Send + 'static,
    {
        Self { history: Some(HistoryEntry::later(make)), ..self }
    }

    /// Adds the step manifest of another crate, some of whose runbooks and activities are registered here: those
    /// are then compared with it by [`agrees_with`](Self::agrees_with), and described with what it says. Of a
    /// runbook that several manifests have, the one of the worker's own crate counts.
    ///
    /// ```
    /// use ntro_workflow::worker::Registry;
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Ingest;
    /// # #[ntro_workflow(slug = "document-ingest")] impl Ingest {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
    /// # }
    /// // What `ntro_workflow::step_manifest!()` gives in the other crate, which makes it public.
    /// const INGEST: &str = r#"{ "manifest_version": 1, "runbooks": [
    ///     { "slug": "document-ingest", "workflow_type": "DocumentIngestWorkflow", "steps": [] }
    /// ] }"#;
    /// let own = r#"{ "manifest_version": 1, "runbooks": [] }"#;
    ///
    /// assert!(Registry::new().register::<Ingest>().agrees_with(own).is_err());
    /// assert_eq!(Registry::new().register::<Ingest>().source_of(INGEST).agrees_with(own), Ok(()));
    /// ```
    #[must_use]
    pub fn source_of(mut self, step_manifest: &'static str) -> Self {
        self.sources.push(step_manifest);
        self
    }

    fn hosted<H: ActivityHost>(mut self, host: HostEntry) -> Self {
        self.activities.extend(activities_of::<H>());
        self.hosts.push(host);
        self
    }

    /// What the types say of everything that is registered: the runbooks by slug, the activities by name.
    /// No host is made for it.
    ///
    /// ```
    /// use ntro_workflow::worker::Registry;
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// # }
    /// let manifest = Registry::new().register::<Close>().manifest();
    /// let input = manifest.runbooks[0].input.as_ref().expect("it takes a period");
    /// assert_eq!((manifest.runbooks[0].slug.as_str(), input.type_name.as_str()), ("nav-close", "String"));
    /// ```
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let mut runbooks: Vec<_> = self.runbooks.iter().map(|entry| (entry.describe)()).collect();
        runbooks.sort_by(|one, other| one.slug.cmp(&other.slug));
        let mut activities = self.activities.clone();
        activities.sort_by(|one, other| one.name.cmp(&other.name));
        Manifest {
            manifest_version: MANIFEST_VERSION,
            package: None,
            task_queue: None,
            runbooks,
            activities,
            external: Vec::new(),
        }
    }

    /// Whether the step manifest, which the build script read from the source, says what the types say, on
    /// everything that both know. What a reader of the source cannot see shows here: a runbook that a macro
    /// writes, a child whose slug is computed. A test of every runbook crate asks for it.
    ///
    /// # Errors
    /// Every difference, every child that no registered runbook is and that is not declared external, and every
    /// schema, written by hand, that refers to what it does not have or is of another dialect.
    ///
    /// ```
    /// use ntro_workflow::worker::Registry;
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
    /// # }
    /// // In a crate with a build script, `ntro_workflow::step_manifest!()`.
    /// let step_manifest = r#"{ "manifest_version": 1, "runbooks": [
    ///     { "slug": "nav-close", "workflow_type": "NavCloseWorkflow", "steps": [] }
    /// ] }"#;
    /// assert_eq!(Registry::new().register::<Close>().agrees_with(step_manifest), Ok(()));
    /// ```
    pub fn agrees_with(&self, step_manifest: &str) -> Result<(), Disagreements> {
        let differences = match self.source(step_manifest) {
            Ok((source, mistaken)) => {
                [mistaken, step_manifest::differences(&self.manifest(), &source)].concat()
            }
            Err(unreadable) => vec![unreadable],
        };
        if differences.is_empty() { Ok(()) } else { Err(Disagreements { differences }) }
    }

    /// What the types say, with what only the source knows, and what they do not agree in.
    ///
    /// # Errors
    /// One sentence, if the text is no step manifest.
    pub(crate) fn full_manifest(&self, step_manifest: &str) -> Result<(Manifest, Vec<String>), String> {
        let (types, (source, mistaken)) = (self.manifest(), self.source(step_manifest)?);
        let differences = [mistaken, step_manifest::differences(&types, &source)].concat();
        Ok((step_manifest::merged(types, source), differences))
    }

    /// What the source says, with the children that only the types can name, and those that it takes for others.
    fn source(&self, step_manifest: &str) -> Result<(Manifest, Vec<String>), String> {
        let mut source = step_manifest::read(step_manifest)?;
        for other in &self.sources {
            step_manifest::add(&mut source, step_manifest::read(other)?, &self.manifest());
        }
        let names = self.runbooks.iter().map(|entry| ((entry.type_name)(), entry.slug));
        let mistaken = TypeNames(names.collect()).fill_in(&mut source);
        Ok((source, mistaken))
    }

    /// What replays recorded histories on the registered runbooks, without a server. No host is made for it.
    ///
    /// # Errors
    /// As [`Registry::check`].
    ///
    /// ```
    /// use ntro_workflow::worker::Registry;
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
    /// # }
    /// let replayer = Registry::new().register::<Close>().replayer()?;
    /// assert!(replayer.replay_blocking(Vec::new()).is_empty());
    /// # Ok::<(), ntro_workflow::worker::RegistryError>(())
    /// ```
    pub fn replayer(&self) -> Result<Replayer, RegistryError> {
        self.check()?;
        Ok(Replayer { runbooks: self.runbooks.clone() })
    }

    /// The registered slugs with their workflow types.
    pub fn runbooks(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.runbooks.iter().map(|entry| (entry.slug, entry.workflow_type))
    }

    fn is_empty(&self) -> bool {
        self.runbooks.is_empty() && self.activities.is_empty()
    }

    /// Refuses slugs, workflow types, steps of a runbook and activity names that are there twice, and an empty
    /// registry.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), RegistryError> {
        let mut faults = Vec::new();
        if self.is_empty() {
            faults.push(
                "it is empty; add runbooks with `.register::<T>()` and activities with `.activities(host)`"
                    .to_owned(),
            );
        }
        faults.extend(twice("slug", self.runbooks.iter().map(|entry| entry.slug)));
        faults.extend(twice("workflow type", self.runbooks.iter().map(|entry| entry.workflow_type)));
        for RunbookEntry { slug, steps, .. } in &self.runbooks {
            faults.extend(twice(&format!("step of `{slug}`"), steps.iter().map(|step| step.name)));
        }
        faults.extend(twice("activity", self.activities.iter().map(|activity| activity.name.as_str())));
        faults.extend(twice("evaluator", self.evaluators.iter().map(String::as_str)));
        if faults.is_empty() { Ok(()) } else { Err(RegistryError { faults }) }
    }

    /// Puts everything into the SDK's options; hosts are made if they are to answer.
    pub(crate) async fn fill(
        self,
        client: &Client,
        options: &mut WorkerOptions,
        activities: Activities,
    ) -> Result<(), FillError> {
        activities.check(&self).map_err(FillError::Registry)?;
        for entry in &self.runbooks {
            (entry.register)(options)
                .map_err(|error| FillError::Registry(RegistryError { faults: vec![error.to_string()] }))?;
        }
        if !self.runbooks.is_empty() {
            let types =
                self.runbooks().map(|(slug, workflow_type)| (slug.to_owned(), workflow_type.to_owned()));
            LookUpTable::new(types.collect()).register(options);
            if let Some(quality) = activities.quality(self.quality) {
                quality.register(options);
            }
            // A substitute answers for the store, which is not made then.
            let history = self.history.filter(|_| matches!(activities, Activities::Hosts));
            fill_history(history, client, options).await.map_err(FillError::Host)?;
        }
        match activities {
            Activities::Hosts => {
                for host in self.hosts {
                    host.fill(options, self.sinks.clone()).await.map_err(FillError::Host)?;
                }
            }
            Activities::Substitute(substitute) => {
                let own = self.activities.into_iter().map(|activity| activity.name);
                let history = history::NAMES.into_iter().map(str::to_owned);
                let names = substitute.names.into_iter().chain(own).chain(history).collect();
                Substitute { names, ..substitute }.register(options);
                redirect_activities(options, options.task_queue.clone());
            }
            Activities::On(task_queue) => redirect_activities(options, task_queue),
        }
        Ok(())
    }
}

/// The activities of the task history, with its store if there is one.
async fn fill_history(
    history: Option<HistoryEntry>,
    client: &Client,
    options: &mut WorkerOptions,
) -> Result<(), HostError> {
    let store = match history {
        Some(history) => Some(history.make(client).await?),
        None => None,
    };
    HostEntry::made(HistoryActivities::new(store)).fill(options, Sinks::default()).await
}

fn listed(sentences: &[String]) -> String {
    sentences.iter().map(|sentence| format!("- {sentence}")).collect::<Vec<_>>().join("\n")
}

fn twice<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts = BTreeMap::<_, usize>::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let twice = counts.into_iter().filter(|(_, count)| *count > 1);
    twice
        .map(|(name, count)| {
            format!("the {what} `{name}` is registered {count} times; give each its own name")
        })
        .collect()
}
