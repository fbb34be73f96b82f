//! Where a scenario is played: server, worker, mocks.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::coverage;
use crate::drive::Part;
use crate::failure::{Failure, Wrong};
use crate::mocks::{Mocks, Stages};
use crate::outcome::Played;
use crate::policy::Policy;
use crate::scenario::check::unknown_names;
use crate::script::Instruction;
use crate::server::TestServer;
use crate::workers::{self, Crew, MakeRegistry, Whose};

/// How long the server gets to say that it is the reason of an error.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What is played, and on what.
pub(crate) struct Setting {
    pub(crate) registry: MakeRegistry,
    pub(crate) server: Option<&'static TestServer>,
    pub(crate) slug: &'static str,
    pub(crate) workflow_type: &'static str,
    pub(crate) faults: Vec<String>,
    pub(crate) whose: Whose,
}

/// What happens.
pub(crate) struct Plot {
    pub(crate) input: Result<Value, String>,
    pub(crate) mocks: Mocks,
    pub(crate) auto_mock: bool,
    pub(crate) script: VecDeque<Instruction>,
    pub(crate) policy: Policy,
    pub(crate) patience: Duration,
    pub(crate) most_events: usize,
}

impl Setting {
    pub(crate) async fn play(self, plot: Plot) -> Result<Played, Failure> {
        let server = match self.server {
            Some(server) => server,
            None => TestServer::shared().await?,
        };
        let activities = plot.mocks.names().map(str::to_owned).collect();
        let crew = workers::crew(server, self.registry, activities, self.whose).await?;
        let part = self.part(server, &crew, plot)?;
        let entered = Entered::new(&crew.stages, &part.workflow_id, &part.mocks);
        let played = tokio::select! {
            played = part.play() => played,
            last_words = server.ended() => Err(Wrong::ServerDied(last_words).into()),
        };
        drop(entered);
        let played = blamed_on(server, played).await?;
        coverage::record(&played, &crew.manifest);
        // On a task of its own: others may wait for the batch, even if this scenario is given up.
        let replayed = tokio::spawn(async move {
            match crew.determinism.check(&played).await {
                Ok(()) => Ok(played),
                Err(wrong) => Err(Failure::new(wrong, played.trace)),
            }
        });
        replayed.await.map_err(|error| Wrong::NotDeterministic(error.to_string()))?
    }

    fn part(mut self, server: &TestServer, crew: &Arc<Crew>, plot: Plot) -> Result<Part, Wrong> {
        let Plot { input, mut mocks, auto_mock, script, policy, patience, most_events } = plot;
        self.faults.extend(unknown_names(&script, &crew.manifest, self.slug));
        if !self.faults.is_empty() {
            return Err(Wrong::Scenario(self.faults));
        }
        let input = input.map_err(|message| Wrong::Payload {
            what: "the input".to_owned(),
            message: format!("it is not JSON: {message}"),
        })?;
        if auto_mock {
            mocks.auto(Arc::clone(&crew.manifest));
        }
        Ok(Part {
            client: server.client().clone(),
            task_queue: crew.task_queue.clone(),
            manifest: Arc::clone(&crew.manifest),
            crew: Some(Arc::clone(crew)),
            mocks: Arc::new(mocks),
            workflow_id: next_id(self.slug),
            slug: self.slug.to_owned(),
            workflow_type: self.workflow_type.to_owned(),
            input,
            script,
            policy,
            patience,
            most_events,
        })
    }
}

/// A scenario's mocks are found as long as this lives.
struct Entered {
    stages: Arc<Stages>,
    workflow_id: String,
}

impl Entered {
    fn new(stages: &Arc<Stages>, workflow_id: &str, mocks: &Arc<Mocks>) -> Self {
        stages.enter(workflow_id, Arc::clone(mocks));
        Self { stages: Arc::clone(stages), workflow_id: workflow_id.to_owned() }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.stages.leave(&self.workflow_id);
    }
}

/// An error of the connection is the server's end, if that is what it came from.
async fn blamed_on(server: &TestServer, played: Result<Played, Failure>) -> Result<Played, Failure> {
    match played {
        Err(failure) if matches!(*failure.wrong, Wrong::Rpc(_)) => {
            match tokio::time::timeout(LAST_WORDS, server.ended()).await {
                Ok(last_words) => Err(Failure::new(Wrong::ServerDied(last_words), failure.trace)),
                Err(_) => Err(failure),
            }
        }
        played => played,
    }
}

/// An id that no other scenario on the server has. It has no colon, by which the ids of children start.
pub(crate) fn next_id(slug: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{slug}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
