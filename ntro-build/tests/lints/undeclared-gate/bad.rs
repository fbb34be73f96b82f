#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::parameter(ctx, &draft).await?;
        Self::literal(ctx).await?;
        Self::returned(ctx).await?;
        Self::unknown(ctx, &draft).await?;
        Self::sent(ctx).await?;
        Self::by_helper(ctx, &draft).await?;
        Self::other_kind(ctx, &draft).await
    }

    #[ui_step(name = "parameter", title = "Parameter", gate(name = "another", payload = Draft))]
    async fn parameter(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).answers([Action::Approved, Action::Rejected]).await.map(drop)
    }

    #[ui_step(name = "literal", title = "Literal")]
    async fn literal(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.wait_for_action(&model::Draft { rows: Vec::new() }).named("draft").await.map(drop)
    }

    #[ui_step(name = "returned", title = "Returned")]
    async fn returned(ctx: &Ctx<Self>) -> RunbookResult<UserAction<Vec<Row>>> {
        let rows = collect();
        ctx.wait_for_action(&rows).await
    }

    #[ui_step(name = "unknown", title = "Unknown")]
    async fn unknown(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(&draft.totals()).await.map(drop)
    }

    #[ui_step(name = "sent", title = "Sent")]
    async fn sent(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.await_signal_with_action(SubmitFile::new("rents")).until(|close| close.rents).await
    }

    #[ui_step(name = "by_helper", title = "By helper")]
    async fn by_helper(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        Self::ask(ctx, draft).await
    }

    async fn ask(ctx: &Ctx<Self>, shown: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(shown).named("asked").await.map(drop)
    }

    #[ui_step(name = "other_kind", title = "Other kind", gate(name = "review"))]
    async fn other_kind(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).await.map(drop)
    }
}
