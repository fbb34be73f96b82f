mod next;

struct Odd;

#[ntro_workflow(slug = "odd")]
impl Odd {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
