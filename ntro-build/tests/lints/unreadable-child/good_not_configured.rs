#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, draft: Draft) -> RunbookResult<()> {
        Self::children(ctx, &draft).await
    }

    #[ui_step(name = "children", title = "Children")]
    async fn children(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<()> {
        match draft.kind {
            #[cfg(feature = "any")]
            Kind::Any => ctx.run_child_workflow(&*draft.slug, draft).await.map(drop),
            _ => ctx.run_child_workflow("ingest", draft).await.map(drop),
        }
    }
}
