#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #[cfg(feature = "ask")]
        ctx.wait_for_action(&1u8).await?;
        #[cfg(feature = "ask")]
        Self::asks(ctx).await?;
        Ok(())
    }

    async fn asks(ctx: &Ctx<Self>) -> RunbookResult<()> {
        ctx.wait_for_action(&2u8).await.map(drop)
    }
}
