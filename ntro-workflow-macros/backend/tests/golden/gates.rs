#[ntro_workflow(slug = "expense-claim")]
impl ExpenseClaim {
    #[run]
    async fn run(ctx: &Ctx<Self>, claim: Claim) -> RunbookResult<Self> {
        let lines = Self::collect(ctx, &claim).await?;
        Self::review(ctx, lines).await
    }

    /// Waits for the receipts.
    #[ui_step(
        name = "collect",
        title = "Collect receipts",
        description = "The claimant sends the receipts",
        responsibility = "claimant",
        timeout = "1d 12h",
        component = "FILE_UPLOAD",
        gate()
    )]
    async fn collect(ctx: &Ctx<Self>, claim: &Claim) -> RunbookResult<Vec<Line>> {
        ctx.await_signal_with_action(claim).await
    }

    #[ui_step(
        name = "review",
        title = "Review",
        gate(payload = Vec<Line>),
        gate(name = "total", payload = (Currency, [u8; 4]), component = "TOTAL_BOX", answers(rejected, approved)),
        gate(name = "claim", payload = Option<Self>),
        gate(name = "letter", component = "MULTI_FILE_UPLOAD")
    )]
    async fn review(ctx: &Ctx<Self>, lines: Vec<Line>) -> RunbookResult<Self> {
        ctx.wait_for_action(lines).await
    }
}
