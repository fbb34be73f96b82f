struct Next;

#[ntro_workflow(slug = "next")]
impl Next {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
