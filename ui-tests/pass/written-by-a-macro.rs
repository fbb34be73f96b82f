//! Runbooks that `macro_rules!` writes: arguments arrive in invisible groups, and `$crate` names
//! the framework that the macro belongs to.

mod framework {
    pub use ntro_workflow::*;

    macro_rules! runbook {
        ($name:ident, $ty:ty, $slug:literal, $title:expr, $input:ty, $step:ident($ctx:ident) $body:block) => {
            #[derive(Default)]
            struct $name {
                seen: Option<$input>,
            }

            #[$crate::framework::ntro_workflow(slug = $slug, crate = $crate::framework)]
            impl $ty {
                #[run]
                async fn run(ctx: &Ctx<Self>, input: $input) -> RunbookResult<$input> {
                    Self::$step(ctx).await?;
                    Ok(input)
                }

                #[ui_step(name = "review", title = $title)]
                async fn $step($ctx: &Ctx<Self>) -> RunbookResult<()> $body

                #[ui_step(name = "unused", title = "Unused")]
                async fn unused(_ctx: &Ctx<Self>) -> RunbookResult<()> {
                    Ok(())
                }

                #[signal]
                fn submit(&mut self, input: $input) {
                    self.seen = Some(input);
                }

                #[query]
                fn seen(&self) -> Option<$input> {
                    self.seen.clone()
                }
            }
        };
    }

    pub(crate) use runbook;
}

use framework::NtroWorkflow;
use framework::prelude::*;

framework::runbook!(Demo, Demo, "demo", "Review", String, review(ctx) {
    if ctx.state(|runbook| runbook.seen.is_some()) {
        return Ok(());
    }
    ctx.sleep(Duration::from_secs(1)).await
});

framework::runbook!(Other, Other, "other", "Review", u32, check(_ctx) {
    _ctx.sleep(Duration::from_secs(1)).await
});

fn main() {
    assert_eq!((Demo::SLUG, Demo::STEPS[0].title), ("demo", "Review"));
    let _ = (Demo::SUBMIT, Demo::SEEN, Demo::review, Demo::unused);
    let _ = (Other::SUBMIT, Other::SEEN, Other::check);
}
