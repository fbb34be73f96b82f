#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<()> {
        Self::collect(ctx, &input).await?;
        Self::named(ctx, &input).await
    }

    #[ui_step(name = "collect", title = "Collect")]
    async fn collect(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        ctx.collect_documents(Ingest::RUN).slot(ExpectedDocument::new("bank"), input).await
    }

    #[ui_step(name = "named", title = "Named", gate(name = "papers", payload = Input))]
    async fn named(ctx: &Ctx<Self>, input: &Input) -> RunbookResult<()> {
        let amount = Column::new("amount").named("Amount");
        ctx.wait_for_action(input).display(Table::new().column(amount)).await?;
        ctx.collect_documents(Ingest::RUN).named("papers").slot(ExpectedDocument::new("bank"), input).await
    }
}
