//! A runbook that does not do the same thing twice.

use std::collections::BTreeSet;
use std::sync::Mutex;

use ntro_workflow::prelude::*;

use super::books::Books;

static PLAYED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Works first, and waits first when it is played again.
#[derive(Default)]
pub(crate) struct Shifty;

#[ntro_workflow(slug = "shifty")]
impl Shifty {
    #[run]
    async fn run(ctx: &Ctx<Self>, name: String) -> RunbookResult<()> {
        Self::shift(ctx, name).await
    }

    #[ui_step(name = "shift", title = "Shift")]
    async fn shift(ctx: &Ctx<Self>, name: String) -> RunbookResult<()> {
        if PLAYED.lock().expect("no panic").insert(name) {
            ctx.activity(Books::TOTAL, "2026-03".to_owned()).await?;
        } else {
            ctx.sleep(Duration::from_secs(60)).await?;
        }
        ctx.wait_for_action(&1).await.map(drop)
    }
}
