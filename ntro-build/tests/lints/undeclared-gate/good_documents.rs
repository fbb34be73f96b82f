#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        Self::collect(ctx, &input).await?;
        Self::later(ctx, &input).await
    }

    #[ui_step(name = "collect", title = "Collect", gate(name = "papers"))]
    async fn collect(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        ctx.collect_documents(Ingest::RUN).named("papers").slot(ExpectedDocument::new("bank"), input).await
    }

    #[ui_step(name = "later", title = "Later", gate(name = "papers"))]
    async fn later(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        let mut papers = ctx.collect_documents(Ingest::RUN);
        papers = papers.named("papers");
        papers.slot(ExpectedDocument::new("bank"), input).await
    }
}
