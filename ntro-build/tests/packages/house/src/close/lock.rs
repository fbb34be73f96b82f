#[derive(Default)]
pub struct Lock;

#[ntro_workflow(slug = "lock")]
impl Lock {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> {
        ctx.run_child_workflow("rent-roll", &json!({})).await?;
        ctx.run_child_workflow(ntro_workflow::Def::<Night>::new(), &()).await?;
        Ok(())
    }
}
