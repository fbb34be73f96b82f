struct Unix;

#[ntro_workflow(slug = "unix")]
impl Unix {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
