//! A list of scenarios on the real server, and the tests that come of it.

use ntro_workflow::prelude::*;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow_testing::{Driven, Failure, Scenario, cell, coverage, scenarios};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody wants back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct Claim {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct Line {
    id: String,
    amount: f64,
}

/// Takes a receipt, and has what is claimed for it reviewed.
#[derive(Default)]
struct Expenses {
    receipt: Option<String>,
}

#[ntro_workflow(slug = "expenses")]
impl Expenses {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<f64> {
        Self::intake(ctx).await?;
        Self::review(ctx).await
    }

    #[signal]
    fn receipt(&mut self, receipt: String) {
        self.receipt = Some(receipt);
    }

    #[ui_step(name = "intake", title = "Await the receipt", timeout = "7d", gate(name = "receipt"))]
    async fn intake(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let gate = ctx.await_signal_with_action(SubmitFile::new("inbox").signal("receipt")).named("receipt");
        gate.take(|runbook| runbook.receipt.take()).timed().await?.or_fail("no receipt within a week")
    }

    #[ui_step(name = "review", title = "Review the claim", timeout = "24h", gate(payload = Claim))]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<f64> {
        let claim = Claim { lines: vec![Line { id: "hotel".into(), amount: 120.0 }] };
        let review = ctx
            .wait_for_action(&claim)
            .display(
                DataTable::new("Claim")
                    .dataset("lines", "Lines")
                    .columns([Column::currency("amount", "Amount").editable()]),
            )
            .timed()
            .await?
            .or_fail("nobody looked at the claim within a day")?;
        match review.action {
            Action::Approved | Action::Corrected => {
                Ok(review.payload.lines.iter().map(|line| line.amount).sum())
            }
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }
}

fn with_receipt() -> Scenario<Expenses> {
    Scenario::of::<Expenses>(()).submit("receipt", "hotel.pdf")
}

scenarios! {
    Expenses {
        /// The accountant agrees.
        async fn approved() -> Result<(), Failure> {
            let outcome = with_receipt().at("review").approve().run().await?;
            assert_eq!(outcome.completed()?, 120.0);
            Ok(())
        }

        /// A wrong cell is refused, a right one is taken.
        async fn corrected() -> Result<(), Failure> {
            let outcome = with_receipt()
                .at("review").refused(RefusalReason::InvalidPayload).correct([cell("motel", "amount", 99.0)])
                .at("review").correct([cell("hotel", "amount", 99.0)])
                .run()
                .await?;
            assert_eq!(outcome.completed()?, 99.0);
            Ok(())
        }

        async fn rejected() -> Result<(), Failure> {
            with_receipt().at("review").reject("no such hotel").run().await?.rejected().map(drop)
        }

        async fn nobody_reviews() -> Result<(), Failure> {
            let outcome = with_receipt().at("review").let_time_out().run().await?;
            outcome.failed("TimedOut").map(drop)
        }

        async fn nothing_comes() -> Result<(), Failure> {
            let outcome = Scenario::of::<Expenses>(()).at("intake").let_time_out().run().await?;
            outcome.failed("TimedOut").map(drop)
        }
    }
}

/// Authors may as well write their tests themselves, and ask for coverage where they like: of whatever was
/// driven until then.
#[tokio::test]
async fn what_is_driven_in_any_test_counts_for_the_process() -> Result<(), Failure> {
    with_receipt().at("review").approve().run().await?;
    let coverage = coverage::of::<Expenses>();
    let driven = |gate: usize, driven| coverage.runbooks[0].gates[gate].answers[&driven].driven;
    assert!(driven(0, Driven::Submitted) >= 1 && driven(1, Driven::Approved) >= 1);
    Ok(())
}
