//! A runbook that does not do the same thing twice.

use std::sync::atomic::{AtomicU32, Ordering};

use ntro_workflow::prelude::*;

static PLAYED: AtomicU32 = AtomicU32::new(0);

/// Waits first, and works first when it is played again.
#[derive(Default)]
pub struct Shifty;

#[ntro_workflow(slug = "shifty")]
impl Shifty {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::shift(ctx).await
    }

    #[ui_step(name = "shift", title = "Shift")]
    async fn shift(ctx: &Ctx<Self>) -> RunbookResult<()> {
        if PLAYED.fetch_add(1, Ordering::Relaxed) == 0 {
            ctx.sleep(Duration::from_secs(60)).await?;
        } else {
            ctx.activity(super::books::Books::TOTAL, "2026-03".to_owned()).await?;
        }
        ctx.wait_for_action(&1).await.map(drop)
    }
}
