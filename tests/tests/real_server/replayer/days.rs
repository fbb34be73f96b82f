//! One runbook, and what it may become.

use ntro_workflow::prelude::*;

pub(crate) struct Bank;

#[ntro_activities]
impl Bank {
    #[activity]
    async fn balance(&self, _ctx: &ActivityCtx) -> Result<u32, ActivityError> {
        Ok(100)
    }

    #[activity]
    async fn total(&self, _ctx: &ActivityCtx) -> Result<u32, ActivityError> {
        Ok(100)
    }

    #[activity]
    async fn post(&self, _ctx: &ActivityCtx) -> Result<u32, ActivityError> {
        Ok(1)
    }
}

macro_rules! clerk {
    ($name:ident, $slug:literal) => {
        #[derive(Default)]
        pub(crate) struct $name;

        #[ntro_workflow(slug = $slug)]
        impl $name {
            #[run]
            async fn run(_ctx: &Ctx<Self>) -> RunbookResult<u32> {
                Ok(1)
            }
        }
    };
}

clerk!(Clerk, "day-clerk");
clerk!(Bookkeeper, "day-bookkeeper");

/// A runbook `banking-day` with its parts.
macro_rules! day {
    ($name:ident, fetch: $fetch:expr, review: |$ctx:ident| $review:expr, share: $clerk:ident, run: [$($step:ident),*]) => {
        #[derive(Default)]
        pub(crate) struct $name;

        #[ntro_workflow(slug = "banking-day")]
        impl $name {
            #[run]
            async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
                $(Self::$step(ctx).await?;)*
                Ok(())
            }

            #[allow(dead_code, reason = "some days are without it")]
            #[ui_step(name = "fetch", title = "Fetch the balance")]
            async fn fetch(ctx: &Ctx<Self>) -> RunbookResult<u32> {
                ctx.activity($fetch, ()).await
            }

            #[ui_step(name = "review", title = "Review the balance")]
            async fn review($ctx: &Ctx<Self>) -> RunbookResult<()> {
                $review
            }

            #[ui_step(name = "share", title = "Share the work")]
            async fn share(ctx: &Ctx<Self>) -> RunbookResult<u32> {
                ctx.run_child_workflow($clerk::RUN, &()).await
            }

            #[allow(dead_code, reason = "some days are without it")]
            #[ui_step(name = "post", title = "Post the day")]
            async fn post(ctx: &Ctx<Self>) -> RunbookResult<u32> {
                ctx.activity(Bank::POST, ()).await
            }
        }
    };
}

async fn reviewed<W: ntro_workflow::NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    let waited = ctx.wait_for_action(&1).timeout(Duration::from_hours(24)).await?;
    waited.or_fail("nobody looked").map(drop)
}

day!(Original, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Clerk, run: [fetch, review, share, post]);
day!(OtherActivity, fetch: Bank::TOTAL, review: |ctx| reviewed(ctx).await, share: Clerk, run: [fetch, review, share, post]);
day!(WithoutFetch, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Clerk, run: [review, share, post]);
day!(WithoutPost, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Clerk, run: [fetch, review, share]);
day!(Swapped, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Clerk, run: [fetch, review, post, share]);
day!(Untimed, fetch: Bank::BALANCE, review: |ctx| ctx.wait_for_action(&1).await.map(drop), share: Clerk, run: [fetch, review, share, post]);
day!(OtherChild, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Bookkeeper, run: [fetch, review, share, post]);
day!(PostedTwice, fetch: Bank::BALANCE, review: |ctx| reviewed(ctx).await, share: Clerk, run: [fetch, review, share, post, post]);
day!(Panicking, fetch: Bank::BALANCE, review: |_ctx| panic!("no reviews any more"), share: Clerk, run: [fetch, review, share, post]);
day!(Yielding, fetch: Bank::BALANCE, review: |ctx| {
    tokio::task::yield_now().await;
    reviewed(ctx).await
}, share: Clerk, run: [fetch, review, share, post]);
