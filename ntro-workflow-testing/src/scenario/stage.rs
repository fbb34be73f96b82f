//! Where a scenario is played: server, worker, mocks.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::coverage;
use crate::drive::Part;
use crate::failure::{Failure, Wrong};
use crate::mocks::Mocks;
use crate::outcome::Played;
use crate::policy::Policy;
use crate::scenario::check::unknown_names;
use crate::script::Instruction;
use crate::server::TestServer;
use crate::staged::{next_id, staged};
use crate::workers::{self, Crew, MakeRegistry, Whose};

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
        let played = staged(part, server, &crew.stages).await?;
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
