#[ntro_workflow(slug = "nav-monthly", history(period = "period", entitty = input.0))]
impl NavMonthly {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<Closed> {
        close(ctx, input).await
    }
}
