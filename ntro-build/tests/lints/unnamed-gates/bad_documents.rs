#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        Self::collect(ctx, &input).await
    }

    #[ui_step(name = "collect", title = "Collect", gate(name = "submit"))]
    async fn collect(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        let amount = Column::new("amount").named("Amount");
        ctx.await_signal_with_action(SubmitFile::new("rents")).until(|close| close.rents).await?;
        ctx.collect_documents(Ingest::RUN).slot(ExpectedDocument::new("bank"), input).await
    }
}
