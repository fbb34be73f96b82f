#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::review(ctx).
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        if 1
    }
}
