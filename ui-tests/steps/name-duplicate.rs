use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await?;
        Self::review_again(ctx).await
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "review", title = "Review again")]
    async fn review_again(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

fn main() {
    let _ = Demo::RUN;
}
