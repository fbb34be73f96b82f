//! A runbook that sleeps.

use ntro_workflow::prelude::*;

/// Sleeps for so many minutes, time and again.
#[derive(Default)]
pub(crate) struct Naps;

#[ntro_workflow(slug = "naps")]
impl Naps {
    #[run]
    async fn run(ctx: &Ctx<Self>, minutes: Vec<u64>) -> RunbookResult<usize> {
        for nap in &minutes {
            Self::nap(ctx, *nap).await?;
        }
        Ok(minutes.len())
    }

    #[ui_step(name = "nap", title = "Take a nap")]
    async fn nap(ctx: &Ctx<Self>, minutes: u64) -> RunbookResult<()> {
        ctx.sleep(Duration::from_secs(60 * minutes)).await
    }
}

/// Polls once a minute for what never comes.
#[derive(Default)]
pub(crate) struct Insomnia;

#[ntro_workflow(slug = "insomnia")]
impl Insomnia {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        loop {
            ctx.sleep(Duration::from_secs(60)).await?;
        }
    }
}

/// A gate beside a nap, and another one after it.
#[derive(Default)]
pub(crate) struct Dream;

#[ntro_workflow(slug = "dream")]
impl Dream {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<Vec<String>> {
        let (first, second) = ntro_workflow::join!(Self::by_day(ctx), Self::by_night(ctx));
        Ok(vec![first?, second?])
    }

    #[ui_step(name = "by_day", title = "By day")]
    async fn by_day(ctx: &Ctx<Self>) -> RunbookResult<String> {
        answer(ctx.wait_for_action(&1).timeout(Duration::from_hours(20)).await?)
    }

    #[ui_step(name = "by_night", title = "By night")]
    async fn by_night(ctx: &Ctx<Self>) -> RunbookResult<String> {
        ctx.sleep(Duration::from_hours(12)).await?;
        answer(ctx.wait_for_action(&2).timeout(Duration::from_hours(4)).await?)
    }
}

fn answer(waited: Waited<UserAction<i32>>) -> RunbookResult<String> {
    Ok(match waited {
        Waited::Value(review) => review.action.to_string(),
        Waited::TimedOut => "timed out".to_owned(),
    })
}
