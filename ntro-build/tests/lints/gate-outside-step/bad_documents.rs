#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        ctx.collect_documents(Ingest::RUN).slot(ExpectedDocument::new("bank"), &input).await
    }
}
