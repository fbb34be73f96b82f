#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, mut input: Input) -> RunbookResult<Vec<Row>> {
        input.post = <Journal>::review(&input);
        Ok(input.rows.into_iter().filter(|row| row.open).collect::<Vec<_>>())
    }

    #[ui_step(name = "collect", title = "Collect")]
    async fn collect(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "post", title = "Post")]
    async fn post(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}
