#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::both(ctx, &draft).await?;
        Self::one_after_another(ctx, &draft).await?;
        Self::sent(ctx).await
    }

    #[ui_step(name = "both", title = "Both", gate(name = "review", payload = Draft))]
    async fn both(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        let (one, other) = join!(ctx.wait_for_action(draft), ctx.wait_for_action(&draft.totals));
        one.and(other).map(drop)
    }

    #[ui_step(name = "one_after_another", title = "One after another", gate(name = "look", payload = Draft))]
    async fn one_after_another(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        let first = ctx.wait_for_action(draft).named("look").await?;
        if first.action == Action::Rejected {
            log("rejected");
        }
        ctx.wait_for_action(&first.payload).reason("Once more").named("look").await.map(drop)
    }

    #[ui_step(name = "sent", title = "Sent", gate(name = "submit"))]
    async fn sent(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.await_signal_with_action(SubmitFile::new("rents")).until(|close| close.rents).await?;
        ctx.await_signal_with_action(SubmitFile::new("costs")).until(|close| close.costs).await
    }
}
