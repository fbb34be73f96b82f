//! A framework that re-exports the runtime names it by `crate = path`.

mod framework {
    pub mod runbooks {
        pub use ntro_workflow::*;
    }
}

mod close {
    use crate::framework::runbooks::prelude::*;

    #[derive(Default)]
    pub struct Close {
        period: String,
    }

    #[ntro_workflow(slug = "monthly-close", crate = crate::framework::runbooks)]
    impl Close {
        #[run]
        async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
            Self::review(ctx, period).await
        }

        #[crate::framework::runbooks::ui_step(name = "review", title = "Review")]
        async fn review(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
            Ok(period)
        }

        #[signal]
        pub fn reopen(&mut self, period: String) {
            self.period = period;
        }

        #[query]
        pub fn period(&self) -> String {
            self.period.clone()
        }

        #[update]
        pub fn rename(&mut self, period: String) -> Result<(), String> {
            self.period = period;
            Ok(())
        }
    }

    pub struct Ledger;

    #[ntro_activities(crate = crate::framework::runbooks)]
    impl Ledger {
        #[activity]
        pub async fn post(&self, _ctx: &ActivityCtx, period: String) -> Result<String, ActivityError> {
            Ok(period)
        }
    }
}

fn main() {
    use close::{Close, Ledger};
    use framework::runbooks::NtroWorkflow;

    assert_eq!(Close::WORKFLOW_TYPE, "MonthlyCloseWorkflow");
    assert_eq!((Close::REOPEN.name(), Close::PERIOD.name(), Close::RENAME.name()), ("reopen", "period", "rename"));
    assert_eq!(Ledger::POST.name(), "ledger.post");
}
