//! A runbook with activities, and one that never ends.

use ntro_workflow::prelude::*;
use ntro_workflow::{ActivityRef, worker::Registry};

/// Has a period added up.
#[derive(Default)]
pub(crate) struct Closing;

#[ntro_workflow(slug = "closing")]
impl Closing {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::total(ctx, period).await
    }

    #[ui_step(name = "total", title = "Add up")]
    async fn total(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        let total = ctx.activity(Books::TOTAL, period).task_queue("bookkeeping").await?;
        Ok(format!("total {total}"))
    }
}

/// Adds up, and waits for a decision.
#[derive(Default)]
pub(crate) struct Filing;

#[ntro_workflow(slug = "filing")]
impl Filing {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<u32> {
        Self::file(ctx).await
    }

    #[ui_step(name = "file", title = "File")]
    async fn file(ctx: &Ctx<Self>) -> RunbookResult<u32> {
        let total = ctx.activity(Books::TOTAL, String::new()).await?;
        Ok(ctx.wait_for_action(&total).await?.payload)
    }
}

/// Adds up for ever.
#[derive(Default)]
pub(crate) struct Treadmill;

#[ntro_workflow(slug = "treadmill")]
impl Treadmill {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        loop {
            ctx.activity(Books::TOTAL, String::new()).await?;
        }
    }
}

/// Has a total as text, which it is not.
#[derive(Default)]
pub(crate) struct Misread;

#[ntro_workflow(slug = "misread")]
impl Misread {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        ctx.activity(AS_TEXT, String::new()).await
    }
}

const AS_TEXT: ActivityRef<String, String> = ActivityRef::new("books.total");

/// Says on which task queue it runs.
#[derive(Default)]
pub(crate) struct Where;

#[ntro_workflow(slug = "where")]
impl Where {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        Ok(ctx.task_queue().to_owned())
    }
}

/// The books.
pub(crate) struct Books;

#[ntro_activities]
impl Books {
    /// Adds a period up.
    #[activity]
    pub(crate) async fn total(&self, _ctx: &ActivityCtx, period: String) -> Result<u32, ActivityError> {
        period.len().try_into().map_err(|_| ActivityError::permanent("TooLong", "the period is too long"))
    }
}

/// All of it.
pub(crate) fn registry() -> Registry {
    Registry::new()
        .register::<Closing>()
        .register::<Filing>()
        .register::<Treadmill>()
        .register::<Misread>()
        .register::<Where>()
        .activities(Books)
}
