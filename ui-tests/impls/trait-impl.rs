use ntro_workflow::NtroWorkflow;
use ntro_workflow::prelude::*;

#[allow(async_fn_in_trait)]
trait Runs: NtroWorkflow {
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()>;
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()>;
}

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Runs for Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = <Demo as Runs>::run;
}
