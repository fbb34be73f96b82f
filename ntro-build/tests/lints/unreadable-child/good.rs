#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::children(ctx, &draft).await?;
        Self::elsewhere(ctx, &draft).await
    }

    #[ui_step(name = "children", title = "Children")]
    async fn children(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.run_child_workflow("ingest", draft).await?;
        ctx.run_child_workflow(Ingest::RUN, draft).await?;
        ctx.run_child_workflow(crate::ingest::Ingest::RUN, draft).await?;
        ctx.run_child_workflow(Def::<Ingest>::new(), draft).await?;
        ctx.run_child_workflow(ntro_workflow::Def::<Ingest>::new(), draft).await?;
        // ntro: allow(unreadable-child): the input names one of the runbooks that this worker has
        ctx.run_child_workflow(draft.slug.as_str(), draft).await.map(drop)
    }

    #[ui_step(name = "elsewhere", title = "Elsewhere")]
    async fn elsewhere(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        ctx.run_child_workflow(INGEST, draft).task_queue("documents").await.map(drop)
    }
}
