use ntro_workflow::prelude::*;

mod lock;

/// Closes one month.
#[derive(Default)]
pub struct MonthEnd {
    rate: f64,
}

/// Closes one month.
///
/// Nothing is posted after it.
#[ntro_workflow(slug = "month-end")]
impl MonthEnd {
    const CHILD: &str = "rent-roll";

    #[run]
    async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<Closed> {
        let locked = ctx.run_child_workflow(lock::Lock::RUN, &period).await?;
        let all = join_all(periods.map(|period| ctx.run_child_workflow("month-end", period).key(period))).await;
        Self::review(ctx, &all).await
    }

    /// The new rate.
    #[signal]
    fn rate_changed(&mut self, rate: f64) {
        self.rate = rate;
    }

    #[query(name = "rate")]
    fn rate_of(&self, currency: Currency) -> Option<f64> {
        Some(self.rate)
    }

    #[update]
    fn set_rate(&mut self, rate: f64) -> Result<f64, Refused> {
        Ok(std::mem::replace(&mut self.rate, rate))
    }

    /// Somebody looks at it.
    #[ui_step(name = "review", title = "Review the journal", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>, all: &[Journal]) -> RunbookResult<UserAction<Journal>> {
        ctx.run_child_workflow(Self::CHILD, &json!({})).await?;
        ctx.run_child_workflow("tax", &json!({})).task_queue("tax").await?;
        ctx.wait_for_action(all).reason("Approve it").await
    }

    #[cfg(feature = "spare")]
    #[ui_step(name = "review", title = "Review with a spare")]
    async fn review_with_a_spare(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[cfg(feature = "odd-jobs")]
    #[ui_step(name = "oddities", title = "Oddities")]
    async fn oddities(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[cfg(not(some_tool))]
    #[signal]
    fn without_tool(&mut self) {}
}
