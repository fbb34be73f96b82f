//! The activity.

use std::sync::Arc;
use std::time::Duration;

use ntro_workflow::prelude::*;

use crate::agents::files::AgentFiles;
use crate::agents::invocation::{AgentInvocation, AgentResult};
use crate::agents::provider::AgentProvider;
use crate::agents::session;

/// Agents, as runbooks call them: `ctx.activity(Agents::INVOKE, AgentInvocation::new(…))`.
///
/// The call needs a long `start_to_close` (the agent's time and some minutes) and a `heartbeat_timeout` of
/// some seconds, by which a lost worker is noticed; then the next attempt adopts the session.
///
/// ```
/// use ntro_services::agents::{AgentInvocation, AgentResult, Agents};
/// use ntro_workflow::prelude::*;
///
/// #[derive(Default)]
/// struct Close;
///
/// #[ntro_workflow(slug = "nav-close")]
/// impl Close {
///     #[run]
///     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<AgentResult> {
///         Self::reconcile(ctx, period).await
///     }
///
///     #[ui_step(name = "reconcile", title = "Reconcile the bank", icon = "Bot")]
///     async fn reconcile(ctx: &Ctx<Self>, period: String) -> RunbookResult<AgentResult> {
///         let task = AgentInvocation::new("agent_reconcile", format!("Reconcile the bank of {period}."));
///         ctx.activity(Agents::INVOKE, task)
///             .start_to_close(Duration::from_mins(45))
///             .heartbeat_timeout(Duration::from_secs(30))
///             .await
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Agents {
    pub(super) provider: Arc<dyn AgentProvider>,
    pub(super) files: Option<Arc<dyn AgentFiles>>,
    pub(super) looks: Looks,
}

/// How often is looked before something is taken as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looks {
    /// For files, since they may come after the answer, and the pause in between.
    pub(super) files: (u32, Duration),
    /// At a session that waits without having said anything.
    pub(super) idle: u32,
}

impl Agents {
    /// Agents of a provider. Their files are left where they are.
    pub fn new(provider: impl AgentProvider) -> Self {
        let looks = Looks { files: (5, Duration::from_secs(1)), idle: 6 };
        Self { provider: Arc::new(provider), files: None, looks }
    }

    /// Keeps the files that agents make in this store.
    #[must_use]
    pub fn files(self, files: impl AgentFiles) -> Self {
        Self { files: Some(Arc::new(files)), ..self }
    }

    /// How often to look for files after an agent has answered, and how long to wait in between: five times,
    /// a second each. It looks no more once there are some.
    #[must_use]
    pub fn file_looks(mut self, looks: u32, pause: Duration) -> Self {
        self.looks.files = (looks.max(1), pause);
        self
    }

    /// At how many looks in a row a session may be idle without having said anything; 6 by default. After
    /// that it is [`IdleWithoutOutput`](crate::agents::AgentStatus::IdleWithoutOutput).
    #[must_use]
    pub fn idle_looks(mut self, looks: u32) -> Self {
        self.looks.idle = looks.max(1);
        self
    }
}

#[ntro_activities]
impl Agents {
    /// Hands a task to an agent and waits for its answer. A retry adopts the session that runs already.
    #[activity]
    pub async fn invoke(
        &self,
        ctx: &ActivityCtx,
        invocation: AgentInvocation,
    ) -> Result<AgentResult, ActivityError> {
        ctx.alive(session::run(self, ctx, &invocation)).await
    }
}
