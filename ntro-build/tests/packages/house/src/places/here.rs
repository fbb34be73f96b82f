struct Here;

#[ntro_workflow(slug = "here")]
impl Here {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
