#[ntro_workflow(slug = "monthly-close", crate = ::framework::runbooks)]
impl Close {
    #[framework::runbooks::run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        Self::review(ctx, period).await
    }

    #[ui_step(name = "review", title = "Review", gate(payload = String))]
    async fn review(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
        ctx.wait_for_action(period).await
    }

    #[::framework::runbooks::signal]
    fn reopen(&mut self, period: String) {
        self.period = period;
    }

    #[query]
    fn period(&self) -> String {
        self.period.clone()
    }

    #[update(validator = check)]
    fn rename(&mut self, period: String) -> Result<(), String> {
        self.period = period;
        Ok(())
    }

    fn check(&self, period: &String) -> Result<(), String> {
        self.closed(period)
    }
}
