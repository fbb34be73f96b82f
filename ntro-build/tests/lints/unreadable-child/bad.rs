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
        ctx.run_child_workflow(String::new(), draft).await?;
        ctx.run_child_workflow(Slug::of(Kind::<Ingest>::new()), draft).await?;
        ctx.run_child_workflow(Def::new(), draft).await?;
        ctx.run_child_workflow(Other::<Ingest>::new(), draft).await?;
        ctx.run_child_workflow(Def::<ingest::Ingest>::new(), draft).await?;
        Ok(())
    }
}
