//! A runbook that `macro_rules!` writes: its arguments arrive in invisible groups.

use ntro_workflow::NtroWorkflow;
use ntro_workflow::prelude::*;

macro_rules! runbook {
    ($name:ident, $ty:ty, $slug:literal, $title:expr, $input:ty, $step:ident($ctx:ident) $body:block) => {
        #[derive(Default)]
        struct $name {
            seen: Option<$input>,
        }

        #[ntro_workflow(slug = $slug)]
        impl $ty {
            #[run]
            async fn run(ctx: &Ctx<Self>, input: $input) -> RunbookResult<$input> {
                Self::$step(ctx).await?;
                Ok(input)
            }

            #[ui_step(name = "review", title = $title)]
            async fn $step($ctx: &Ctx<Self>) -> RunbookResult<()> $body

            #[signal]
            fn submit(&mut self, input: $input) {
                self.seen = Some(input);
            }
        }
    };
}

runbook!(Demo, Demo, "demo", "Review", String, review(ctx) {
    if ctx.state(|runbook| runbook.seen.is_some()) {
        return Ok(());
    }
    ctx.sleep(Duration::from_secs(1)).await
});

fn main() {
    assert_eq!((Demo::SLUG, Demo::STEPS[0].title), ("demo", "Review"));
    let _ = (Demo::SUBMIT, Demo::review);
}
