use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.sleep(Duration::from_secs(1)).await?;
    }
}

fn main() {
    let _ = Demo::RUN;
}
