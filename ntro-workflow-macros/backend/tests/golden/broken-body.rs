#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        if 1
    }

    #[ui_step(name = "review")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.
    }
}
