use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo;

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).await.map(drop)
    }

    #[ui_step(name = "review", title = "Review", gate(payload = str))]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<UserAction<String>> {
        ctx.wait_for_action(&String::new()).await
    }
}

fn main() {
    let _ = Demo::RUN;
}
