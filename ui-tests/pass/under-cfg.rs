//! `#[cfg]` takes a method out of the runbook, its table entry and its handle with it.

use ntro_workflow::NtroWorkflow;
use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo {
    sent: bool,
}

#[ntro_workflow(slug = "demo")]
#[cfg(all())]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await
    }

    #[cfg(all())]
    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[cfg(any())]
    #[ui_step(name = "review", title = "Review otherwise")]
    async fn review(ctx: &Ctx<Self>, missing: Missing) -> RunbookResult<Missing> {
        missing
    }

    #[cfg(any())]
    #[signal]
    fn send(&mut self, missing: Missing) {
        missing.send();
    }

    #[cfg(not(any()))]
    #[signal]
    fn send(&mut self) {
        self.sent = true;
    }

    #[query]
    #[cfg(any())]
    fn missing(&self) -> Missing {}

    #[cfg(any())]
    #[update]
    fn replace(&mut self, missing: Missing) -> Missing {
        missing
    }
}

#[ntro_workflow(slug = "absent")]
#[cfg(any())]
impl Absent {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[signal]
    fn send(&mut self) {}
}

fn main() {
    assert_eq!(Demo::STEPS.iter().map(|step| step.title).collect::<Vec<_>>(), ["Review"]);
    assert_eq!((Demo::SIGNALS.len(), Demo::QUERIES.len(), Demo::UPDATES.len()), (1, 0, 0));
    let _ = Demo::SEND;
}
