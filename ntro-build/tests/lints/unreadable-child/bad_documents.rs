#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        Self::collect(ctx, &input).await
    }

    #[ui_step(name = "collect", title = "Collect", gate(name = "submit"))]
    async fn collect(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        ctx.collect_documents(INGEST).slot(ExpectedDocument::new("bank"), input).await
    }
}
