#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::declared(ctx, &draft).await?;
        Self::calls_another(ctx, &draft).await?;
        Self::computed(ctx, &draft).await
    }

    #[ui_step(
        name = "declared",
        title = "Declared",
        gate(payload = Draft),
        gate(name = "rents", component = "FILE_UPLOAD")
    )]
    async fn declared(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.await_signal_with_action(SubmitFile::new("rents")).named("rents").until(|close| close.rents).await?;
        ctx.wait_for_action(draft).await.map(drop)
    }

    #[ui_step(name = "calls_another", title = "Calls another")]
    async fn calls_another(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        Self::declared(ctx, draft).await
    }

    #[ui_step(name = "computed", title = "Computed")]
    async fn computed(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).named(&draft.name).await.map(drop)
    }
}
