use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let _ = Self::review(ctx).await;
        Ok(())
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(_ctx: &Ctx<Self>) -> Option<String> {
        None
    }
}

fn main() {
    let _ = Demo::RUN;
}
