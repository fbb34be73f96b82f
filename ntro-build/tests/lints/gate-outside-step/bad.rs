#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        ctx.wait_for_action(&draft).await?;
        select! {
            sent = fused(ctx.await_signal_with_action(SubmitFile::new("inbox")).until(|close| close.sent)) => sent?,
            none = Self::ask(ctx) => none?,
        }
        ctx.run_child_workflow("ingest", &draft).await?;
        Self::review(ctx, &draft).await
    }

    async fn ask(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::ask_again(ctx).await
    }

    async fn ask_again(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.wait_for_action(&1).await.map(drop)
    }

    #[ui_step(name = "review", title = "Review", gate(name = "review", payload = Draft))]
    async fn review(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).await.map(drop)
    }
}
