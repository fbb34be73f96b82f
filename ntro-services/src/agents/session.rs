//! One session, from start or adoption to its end.

mod ending;
mod patience;

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use ntro_workflow::wire::Event;
use ntro_workflow::{ActivityCtx, ActivityError, Timestamp};
use serde::{Deserialize, Serialize};

use crate::agents::error::AgentError;
use crate::agents::host::Agents;
use crate::agents::invocation::{AgentInvocation, AgentResult};
use crate::agents::provider::{SessionRef, SessionStart, SessionState};
use crate::agents::session::ending::Ending;
use crate::agents::session::patience::{Patience, TRIES, persist};
use crate::http::pause;

/// What the heartbeat says, and the next attempt goes on from.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Progress {
    session_id: String,
    /// Whether the session has its task.
    asked: bool,
    /// When the session was started: the agent's time runs from here, over all attempts.
    started_at: Timestamp,
}

/// A session that is known.
struct Session<'a> {
    agents: &'a Agents,
    ctx: &'a ActivityCtx,
    invocation: &'a AgentInvocation,
    start: SessionStart,
    patience: Patience,
    session: SessionRef,
    started_at: Timestamp,
}

/// Adopts the session of the attempt before, or starts one, and sees it through.
pub(super) async fn run(
    agents: &Agents,
    ctx: &ActivityCtx,
    invocation: &AgentInvocation,
) -> Result<AgentResult, ActivityError> {
    let patience =
        Patience::of(invocation).map_err(|message| ActivityError::permanent("InvalidPayload", message))?;
    let info = ctx.info();
    let start = SessionStart {
        agent_id: invocation.agent_id.clone(),
        input: invocation.message(),
        idempotency_key: Event::id_of(&info.workflow_id, &info.run_id, &info.activity_id),
    };
    let last = ctx.last_heartbeat().and_then(|said| serde_json::from_value::<Progress>(said).ok());
    let progress = match last {
        Some(progress) => {
            tracing::info!(session = progress.session_id, "the session that runs already is adopted");
            progress
        }
        // Not while a cancellation is looked for: a session that is being started could not be ended.
        None => started(agents, ctx, &start, patience).await.map_err(AgentError::into_activity)?,
    };
    let Progress { session_id, asked, started_at } = progress;
    let session =
        Session { agents, ctx, invocation, start, patience, session: SessionRef(session_id), started_at };
    let stopped = pin!(ctx.cancelled());
    let outcome = match select(stopped, pin!(session.follow(asked))).await {
        Either::Left(_) => None,
        Either::Right((outcome, _)) => Some(outcome),
    };
    match outcome {
        Some(outcome) => outcome.map_err(AgentError::into_activity),
        None => Err(session.stop().await),
    }
}

async fn started(
    agents: &Agents,
    ctx: &ActivityCtx,
    start: &SessionStart,
    patience: Patience,
) -> Result<Progress, AgentError> {
    let SessionRef(session_id) = persist(patience.interval, || agents.provider.start_session(start)).await?;
    let progress = Progress { session_id, asked: false, started_at: Timestamp::now() };
    ctx.heartbeat(&progress).await;
    Ok(progress)
}

impl Session<'_> {
    /// Gives the task, if that was not done, and looks until the session has ended.
    async fn follow(&self, asked: bool) -> Result<AgentResult, AgentError> {
        if !asked {
            let provider = &self.agents.provider;
            persist(self.patience.interval, || provider.send_input(&self.session, &self.start)).await?;
            let session_id = self.session.0.clone();
            self.ctx.heartbeat(Progress { session_id, asked: true, started_at: self.started_at }).await;
        }
        let (mut failures, mut idle, mut wait) = (0, 0, self.patience.interval);
        loop {
            let look = self.agents.provider.poll_session(&self.session).await;
            let next = match look {
                Ok(status) if status.state == SessionState::Running => {
                    (failures, idle) = (0, 0);
                    wait
                }
                Ok(status) if status.state == SessionState::Idle && idle + 1 < self.agents.looks.idle => {
                    (failures, idle) = (0, idle + 1);
                    wait
                }
                Ok(status) => return Ok(self.ended(status).await),
                Err(error) if error.kind.is_retryable() && failures + 1 < TRIES => {
                    failures += 1;
                    error.retry_after.unwrap_or_else(|| pause(self.patience.interval, failures))
                }
                Err(error) if error.kind.is_retryable() && self.is_late() => {
                    return Ok(self.timed_out().await);
                }
                Err(error) => return Err(error),
            };
            if self.is_late() {
                return Ok(self.timed_out().await);
            }
            tokio::time::sleep(next.min(self.left())).await;
            wait = self.patience.longer(wait);
        }
    }

    /// The run was cancelled, or the worker shuts down: only the first ends the session.
    async fn stop(&self) -> ActivityError {
        if !self.ctx.is_abandoned().await {
            let message = "the worker shuts down; the next attempt adopts the session";
            return ActivityError::retryable("Stopped", message);
        }
        self.cancel().await;
        ActivityError::permanent("Cancelled", "the run was cancelled, and the agent's session with it")
    }

    /// Ends the session. If the provider does not, it is logged: nobody waits for it any more.
    async fn cancel(&self) {
        let provider = &self.agents.provider;
        let cancelled = persist(self.patience.interval, || provider.cancel_session(&self.session)).await;
        if let Err(error) = cancelled {
            tracing::warn!(session = self.session.0, %error, "the session of an agent could not be cancelled");
        }
    }

    async fn timed_out(&self) -> AgentResult {
        self.cancel().await;
        let (elapsed, most) = (self.elapsed().as_secs(), self.invocation.max_poll_seconds);
        self.result(Ending::timed_out(elapsed, most))
    }

    fn elapsed(&self) -> Duration {
        Timestamp::now().duration_since(self.started_at).try_into().unwrap_or_default()
    }

    fn left(&self) -> Duration {
        self.patience.most.saturating_sub(self.elapsed())
    }

    fn is_late(&self) -> bool {
        self.left().is_zero()
    }
}
