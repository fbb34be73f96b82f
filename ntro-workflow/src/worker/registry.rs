//! Which runbooks and activities a worker has.

use std::collections::BTreeMap;
use std::sync::Arc;

use temporalio_sdk::{WorkerOptions, WorkflowRegistrationError};

use crate::runbook::activity_definition::{ActivityBody, ActivityHost, ActivityVisitor};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::workflow::Runbook;
use crate::worker::activity_host::{Executable, HostOf, LookUpTable};

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
    activities: Vec<ActivityEntry>,
}

type RegisterActivity = Arc<dyn Fn(&mut WorkerOptions) + Send + Sync>;

struct RunbookEntry {
    slug: &'static str,
    workflow_type: &'static str,
    register: fn(&mut WorkerOptions) -> Result<(), WorkflowRegistrationError>,
}

struct ActivityEntry {
    name: &'static str,
    register: RegisterActivity,
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
#[error("the registry cannot be served:\n{}", faults.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n"))]
pub struct RegistryError {
    /// One sentence per fault: what is wrong and what to do.
    pub faults: Vec<String>,
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
            register: |options| options.register_workflow::<Runbook<W>>().map(drop),
        });
        self
    }

    /// Adds every activity of a host, which all calls share.
    #[must_use]
    pub fn activities<H: ActivityHost>(mut self, host: H) -> Self {
        H::visit(&mut Entries { host: Arc::new(HostOf(Arc::new(host))), entries: &mut self.activities });
        self
    }

    /// The registered slugs with their workflow types.
    pub fn runbooks(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.runbooks.iter().map(|entry| (entry.slug, entry.workflow_type))
    }

    /// Refuses slugs, workflow types and activity names that are there twice, and an empty registry.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), RegistryError> {
        let mut faults = Vec::new();
        if self.runbooks.is_empty() && self.activities.is_empty() {
            faults.push(
                "it is empty; add runbooks with `.register::<T>()` and activities with `.activities(host)`"
                    .to_owned(),
            );
        }
        faults.extend(twice("slug", self.runbooks.iter().map(|entry| entry.slug)));
        faults.extend(twice("workflow type", self.runbooks.iter().map(|entry| entry.workflow_type)));
        faults.extend(twice("activity", self.activities.iter().map(|entry| entry.name)));
        if faults.is_empty() { Ok(()) } else { Err(RegistryError { faults }) }
    }

    /// Puts everything into the SDK's options.
    pub(crate) fn fill(&self, options: &mut WorkerOptions) -> Result<(), RegistryError> {
        self.check()?;
        for entry in &self.runbooks {
            (entry.register)(options).map_err(|error| RegistryError { faults: vec![error.to_string()] })?;
        }
        for entry in &self.activities {
            (entry.register)(options);
        }
        let types = self
            .runbooks()
            .map(|(slug, workflow_type)| (slug.to_owned(), workflow_type.to_owned()))
            .collect();
        LookUpTable::new(types).register(options);
        Ok(())
    }
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

struct Entries<'a, H> {
    host: Arc<HostOf<H>>,
    entries: &'a mut Vec<ActivityEntry>,
}

impl<H: ActivityHost> ActivityVisitor<H> for Entries<'_, H> {
    fn activity<Body: ActivityBody<Host = H>>(&mut self) {
        let host = Arc::clone(&self.host);
        let register: RegisterActivity = Arc::new(move |options| {
            options.register_activity::<Executable<Body>>(Arc::clone(&host));
        });
        self.entries.push(ActivityEntry { name: Body::NAME, register });
    }
}
