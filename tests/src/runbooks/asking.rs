//! A runbook that asks an agent. Its activity is in the services; a worker has it if it is told where.

use ntro_services::agents::{AgentInvocation, AgentResult, Agents};
use ntro_workflow::prelude::*;

/// Asks an agent and returns what came of it.
#[derive(Default)]
pub struct Asking;

#[ntro_workflow(slug = "asking")]
impl Asking {
    #[run]
    async fn run(ctx: &Ctx<Self>, task: AgentInvocation) -> RunbookResult<AgentResult> {
        Self::ask(ctx, task).await
    }

    #[ui_step(name = "ask", title = "Ask the agent", icon = "Bot")]
    async fn ask(ctx: &Ctx<Self>, task: AgentInvocation) -> RunbookResult<AgentResult> {
        ctx.activity(Agents::INVOKE, task).heartbeat_timeout(Duration::from_secs(2)).await
    }
}
