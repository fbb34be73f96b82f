struct Leaf;

#[ntro_workflow(slug = "leaf")]
impl Leaf {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
