#[ntro_activities(crate = ::framework::runbooks)]
impl Ledger {
    #[activity]
    pub async fn post(&self, ctx: &ActivityCtx, period: String) -> Result<String, ActivityError> {
        self.booked(ctx, period).await
    }
}
