//! A runbook crate as its author has it: `ntro-workflow`, `serde` and `schemars`, nothing else.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is greeted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Guest {
    /// The name.
    pub name: String,
}

/// Greets a guest when somebody has agreed to the greeting.
#[derive(Default)]
pub struct Greeting {
    drafts: u32,
}

#[ntro_workflow(slug = "greeting")]
impl Greeting {
    #[run]
    async fn run(ctx: &Ctx<Self>, guest: Guest) -> RunbookResult<String> {
        let draft = Self::draft(ctx, guest).await?;
        Self::review(ctx, &draft).await
    }

    /// How many drafts there were.
    #[query]
    pub fn drafts(&self) -> u32 {
        self.drafts
    }

    #[ui_step(name = "draft", title = "Draft", icon = "Pencil")]
    async fn draft(ctx: &Ctx<Self>, guest: Guest) -> RunbookResult<String> {
        ctx.state_mut(|greeting| greeting.drafts += 1);
        ctx.activity(Desk::DRAFT, guest).await
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye", gate(payload = String))]
    async fn review(ctx: &Ctx<Self>, draft: &String) -> RunbookResult<String> {
        let review = ctx.wait_for_action(draft).await?;
        match review.action {
            Action::Approved | Action::Corrected => Ok(review.payload),
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }
}

/// The front desk.
pub struct Desk;

#[ntro_activities]
impl Desk {
    /// Drafts a greeting.
    #[activity]
    pub async fn draft(&self, _ctx: &ActivityCtx, guest: Guest) -> Result<String, ActivityError> {
        Ok(format!("Welcome, {}", guest.name))
    }
}
