//! A parent whose child is in another language.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the child is to do, and where.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Errand {
    /// The queue that its workers poll.
    pub queue: String,
    /// What it is to show.
    pub shown: Value,
}

/// Has another language show something, and returns what came back.
#[derive(Default)]
pub struct Abroad;

#[ntro_workflow(slug = "abroad")]
impl Abroad {
    #[run]
    async fn run(ctx: &Ctx<Self>, errand: Errand) -> RunbookResult<Value> {
        Self::errand(ctx, &errand).await
    }

    /// Runs the child on the queue of its own workers.
    #[ui_step(name = "errand", title = "Send it abroad", icon = "Plane")]
    async fn errand(ctx: &Ctx<Self>, errand: &Errand) -> RunbookResult<Value> {
        ctx.run_child_workflow("peer-child", &errand.shown).task_queue(&errand.queue).await
    }
}
