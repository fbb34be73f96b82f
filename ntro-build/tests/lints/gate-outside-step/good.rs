#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        ctx.activity(Ledger::OPEN, ()).await?;
        Self::plan(ctx, &draft).await
    }

    async fn plan(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        Self::review(ctx, draft).await
    }

    #[ui_step(name = "review", title = "Review", gate(name = "review", payload = Draft))]
    async fn review(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.run_child_workflow("ingest", draft).await?;
        Self::ask(ctx, draft).await
    }

    async fn ask(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).await.map(drop)
    }

    async fn called_by_others(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).await.map(drop)
    }
}
