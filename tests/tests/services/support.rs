//! An agent asked outside any worker, and a store of its files.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ntro_services::agents::{
    AgentError, AgentErrorKind, AgentFile, AgentFiles, AgentFuture, AgentInvocation, AgentResult, Agents,
    HttpAgents,
};
use ntro_workflow::{ActivityCtx, ActivityError, ActivityInfo};
use ntro_workflow_tests::agents::Provider;

pub(crate) const KEY: &str = "sk-very-secret";

/// A store that keeps files in memory, or has no room for any.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub(crate) files: Arc<Mutex<Vec<AgentFile>>>,
    pub(crate) full: bool,
}

impl AgentFiles for Kept {
    fn keep<'a>(&'a self, file: &'a AgentFile) -> AgentFuture<'a, String> {
        Box::pin(async {
            if self.full {
                return Err(AgentError::new(AgentErrorKind::Refused, "there is no room"));
            }
            self.files.lock().unwrap().push(file.clone());
            Ok(format!("kept/{}", file.key))
        })
    }
}

/// A task whose looks are a moment apart.
pub(crate) fn task() -> AgentInvocation {
    AgentInvocation { poll_interval_seconds: 0.005, ..AgentInvocation::new("agent_1", "Add them up.") }
}

pub(crate) fn agents(provider: &Provider) -> HttpAgents {
    HttpAgents::new(provider.server.url(), KEY).unwrap()
}

/// Asks, with this store.
pub(crate) async fn asked(
    agents: HttpAgents,
    files: &Kept,
    task: AgentInvocation,
) -> Result<AgentResult, ActivityError> {
    let info = ActivityInfo {
        workflow_id: "close-7".into(),
        run_id: "r".into(),
        activity_id: "3".into(),
        attempt: 1,
        ..ActivityInfo::default()
    };
    let agents =
        Agents::new(agents).files(files.clone()).file_looks(2, Duration::from_millis(1)).idle_looks(3);
    agents.invoke(&ActivityCtx::detached(info), task).await
}

/// Asks a provider as usual.
pub(crate) async fn answer(provider: &Provider) -> Result<AgentResult, ActivityError> {
    asked(agents(provider), &Kept::default(), task()).await
}
