#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::children(ctx, &draft).await
    }

    #[ui_step(name = "children", title = "Children")]
    async fn children(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.run_child_workflow(INGEST, draft).await?;
        join_all(draft.parts.iter().map(|part| ctx.run_child_workflow(part.slug.as_str(), part).key(&part.id))).await;
        Ok(())
    }
}
