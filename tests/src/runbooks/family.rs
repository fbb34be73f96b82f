//! A parent and its children.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a child is to do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Chore {
    /// Its name.
    pub name: String,
    /// Whether it fails.
    pub fails: bool,
    /// Whether it waits for a person.
    pub waits: bool,
}

impl Chore {
    /// A chore that just succeeds.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), fails: false, waits: false }
    }
}

/// One child.
#[derive(Default)]
pub struct Kid;

#[ntro_workflow(slug = "kid")]
impl Kid {
    #[run]
    async fn run(ctx: &Ctx<Self>, chore: Chore) -> RunbookResult<String> {
        Self::work(ctx, chore).await
    }

    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>, chore: Chore) -> RunbookResult<String> {
        if chore.waits {
            ctx.wait_for_action(&chore.name).await?;
        }
        if chore.fails {
            return Err(RunbookError::failed("Tired", format!("{} is tired", chore.name)));
        }
        Ok(format!("{} done", chore.name))
    }
}

/// What the parent is to do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Day {
    /// The chores, one child each.
    pub chores: Vec<Chore>,
    /// Whether the children are named after their chores.
    pub keyed: bool,
    /// Whether they are found by slug and not by type.
    pub by_slug: bool,
}

/// The parent.
#[derive(Default)]
pub struct Parent;

#[ntro_workflow(slug = "parent")]
impl Parent {
    #[run]
    async fn run(ctx: &Ctx<Self>, day: Day) -> RunbookResult<Vec<String>> {
        Self::share(ctx, &day).await
    }

    #[ui_step(name = "share", title = "Share the work", icon = "Users")]
    async fn share(ctx: &Ctx<Self>, day: &Day) -> RunbookResult<Vec<String>> {
        let results = join_all(day.chores.iter().map(|chore| Self::hand_over(ctx, day, chore))).await;
        Ok(results.into_iter().map(|result| result.unwrap_or_else(|error| error.to_string())).collect())
    }

    async fn hand_over(ctx: &Ctx<Self>, day: &Day, chore: &Chore) -> RunbookResult<String> {
        if day.by_slug {
            let input = serde_json::to_value(chore).unwrap_or_default();
            let output = ctx.run_child_workflow("kid", &input).key(chore.name.as_str()).await?;
            return Ok(output.to_string());
        }
        let child = ctx.run_child_workflow(Kid::RUN, chore);
        if day.keyed { child.key(chore.name.as_str()).await } else { child.await }
    }
}
