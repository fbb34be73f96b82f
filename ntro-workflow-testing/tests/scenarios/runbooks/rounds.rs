//! A gate that opens until somebody is content.

use ntro_workflow::prelude::*;

/// Asks again after each rejection.
#[derive(Default)]
pub(crate) struct Rounds;

#[ntro_workflow(slug = "rounds")]
impl Rounds {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<u32> {
        let mut round = 1;
        while Self::review(ctx, round).await?.action == Action::Rejected {
            round += 1;
        }
        Ok(round)
    }

    #[ui_step(name = "review", title = "Review until it is right")]
    async fn review(ctx: &Ctx<Self>, round: u32) -> RunbookResult<UserAction<u32>> {
        ctx.wait_for_action(&round).await
    }
}
