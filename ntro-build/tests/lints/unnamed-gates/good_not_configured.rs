#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::ask(ctx, &draft).await
    }

    #[ui_step(name = "ask", title = "Ask", gate(name = "review", payload = Draft))]
    async fn ask(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        #[cfg(feature = "totals")]
        return ctx.wait_for_action(&draft.totals).await.map(drop);
        #[cfg(not(feature = "totals"))]
        ctx.wait_for_action(draft).await.map(drop)
    }
}
