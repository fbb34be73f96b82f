struct Year;

#[ntro_workflow(slug = "year")]
impl Year {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
