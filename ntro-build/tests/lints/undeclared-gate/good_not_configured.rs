#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::ask(ctx).await
    }

    #[ui_step(name = "ask", title = "Ask", gate(name = "day", payload = Day))]
    async fn ask(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #[cfg(feature = "twice")]
        ctx.wait_for_action(&1u8).named("once_more").await?;
        join!(async {
            #[cfg(feature = "twice")]
            ctx.wait_for_action(&1u8).named("beside").await?;
        });
        ctx.wait_for_action(&Day::default()).named("day").await.map(drop)
    }
}
