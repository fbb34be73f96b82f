//! The runbook on a real Temporal server, whose clock does not have to be waited for. Together the
//! scenarios drive everything that an accountant can do: `every_decision` says what is missing.

use ntro_workflow::wire::RefusalReason;
use ntro_workflow_testing::{Failure, Scenario, cell, scenarios};

use package_name::ledger::Ledger;
use package_name::runbook::{AccrualApproval, MonthEnd, Posted};

/// A month's end, with the ledger as it is. Instead of a host of activities, `.activity(…)` answers one.
fn month_end() -> Scenario<AccrualApproval> {
    let input = MonthEnd {
        period: "2026-03".to_owned(),
    };
    Scenario::of::<AccrualApproval>(input).activities(Ledger)
}

scenarios! {
    AccrualApproval {
        async fn what_is_approved_is_posted() -> Result<(), Failure> {
            let outcome = month_end().at("approve").approve().run().await?;
            assert_eq!(outcome.completed()?, Posted { lines: 2, total: 4510.5 });
            Ok(())
        }

        async fn what_is_corrected_is_posted_as_corrected() -> Result<(), Failure> {
            let outcome = month_end()
                .at("approve").refused(RefusalReason::InvalidPayload).correct([cell("phone", "amount", 60.0)])
                .at("approve").correct([cell("rent", "amount", 4300.0)])
                .run()
                .await?;
            assert_eq!(outcome.completed()?.total, 4610.5);
            Ok(())
        }

        async fn what_is_rejected_is_not_posted() -> Result<(), Failure> {
            let outcome = month_end().at("approve").reject("the rent is in the books").run().await?;
            assert_eq!(outcome.rejected()?, "rejected: the rent is in the books");
            Ok(())
        }

        async fn after_three_days_nobody_is_waited_for() -> Result<(), Failure> {
            let outcome = month_end().at("approve").let_time_out().run().await?;
            outcome.failed("TimedOut").map(drop)
        }
    }
}
