/// Closes a month of a fund.
#[ntro_workflow(slug = "nav-monthly", history(entity = fund, period = header.period, source = source))]
impl NavMonthly {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<Closed> {
        close(ctx, input).await
    }
}
