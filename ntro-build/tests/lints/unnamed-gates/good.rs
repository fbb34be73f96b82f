#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::named(ctx, &draft).await?;
        Self::again(ctx, &draft).await?;
        Self::arms(ctx, &draft).await?;
        Self::leaves(ctx, &draft).await?;
        Self::later(ctx, &draft).await?;
        Self::kinds(ctx, &draft).await
    }

    #[ui_step(
        name = "named",
        title = "Named",
        gate(name = "draft", payload = Draft),
        gate(name = "totals", payload = Totals)
    )]
    async fn named(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        let left = ctx.wait_for_action(draft).named("draft");
        let right = ctx.wait_for_action(&draft.totals).named("totals");
        join!(left, right).0.map(drop)
    }

    #[ui_step(name = "again", title = "Again", gate(name = "review", payload = Draft))]
    async fn again(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.wait_for_action(draft).await?;
        ctx.wait_for_action(&draft.clone()).reason("Once more").await.map(drop)
    }

    #[ui_step(name = "arms", title = "Arms", gate(name = "review", payload = Draft))]
    async fn arms(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        match draft.size() {
            0 => ctx.wait_for_action(&Draft::default()).await.map(drop),
            1 if draft.final_one => ctx.wait_for_action(draft).await.map(drop),
            _ => {
                if draft.long {
                    ctx.wait_for_action(&draft.shortened()).await.map(drop)
                } else {
                    ctx.wait_for_action(&draft.whole()).await.map(drop)
                }
            }
        }
    }

    #[ui_step(name = "leaves", title = "Leaves", gate(name = "review", payload = Draft))]
    async fn leaves(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        let Some(whole) = draft.whole() else {
            return ctx.wait_for_action(draft).await.map(drop);
        };
        if draft.long {
            return ctx.wait_for_action(&draft.shortened()).await.map(drop);
        } else if draft.empty {
            return ctx.wait_for_action(&Draft::default()).await.map(drop);
        }
        if draft.late {
            let answer = ctx.wait_for_action(&draft.last()).await?;
            Err(Refused::by(answer))?;
        }
        ctx.wait_for_action(&whole).await.map(drop)
    }

    #[ui_step(name = "later", title = "Later", gate(name = "a", payload = Draft), gate(name = "b", payload = Draft))]
    async fn later(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        let first = ctx.wait_for_action(draft);
        let second = ctx.wait_for_action(&draft.totals);
        join!(first.named("a"), second.named("b")).0.map(drop)
    }

    #[ui_step(
        name = "kinds",
        title = "Kinds",
        gate(name = "inbox", payload = Draft),
        gate(name = "submit")
    )]
    async fn kinds(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.await_signal_with_action(SubmitFile::new("inbox")).until(|close| close.sent).await?;
        ctx.wait_for_action(draft).named("inbox").await.map(drop)
    }
}
