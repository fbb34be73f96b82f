//! A runbook that tidies up when it is cancelled at its gate.

use ntro_workflow::prelude::*;

/// Locks a period, waits, and unlocks it again whatever happens.
#[derive(Default)]
pub struct Cleanup;

#[ntro_workflow(slug = "cleanup")]
impl Cleanup {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        let decided = Self::review(ctx, &period).await;
        Self::unlock(&ctx.shielded(), period).await?;
        decided
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>, period: &String) -> RunbookResult<String> {
        Ok(ctx.wait_for_action(period).await?.payload)
    }

    #[ui_step(name = "unlock", title = "Unlock the period", icon = "LockOpen")]
    async fn unlock(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        ctx.sleep(Duration::from_millis(1)).await?;
        ctx.activity(Journal::UNLOCK, period).await
    }
}

/// The journal of a ledger.
pub struct Journal;

#[ntro_activities]
impl Journal {
    /// Unlocks a period.
    #[activity]
    async fn unlock(&self, _ctx: &ActivityCtx, period: String) -> Result<String, ActivityError> {
        Ok(format!("{period} unlocked"))
    }
}
