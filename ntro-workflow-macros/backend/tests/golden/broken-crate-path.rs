#[ntro_workflow(slug = "Monthly Close", crate = ::framework::runbooks)]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::review(ctx, period).await
    }

    #[signal]
    fn reopen(&mut self, period: String) {
        self.period = period;
    }
}
