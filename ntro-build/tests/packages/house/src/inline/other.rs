struct Other;

#[ntro_workflow(slug = "other")]
impl Other {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
