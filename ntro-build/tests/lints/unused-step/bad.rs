#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::collect(ctx).await
    }

    #[ui_step(name = "collect", title = "Collect")]
    async fn collect(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Other::post(ctx).await
    }

    /// Posts.
    #[ui_step(name = "post", title = "Post")]
    async fn post(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "again", title = "Again")]
    async fn again(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::again(ctx).await
    }
}
