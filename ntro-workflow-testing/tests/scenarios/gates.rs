//! What people can do at a gate.

use std::time::Duration;

use ntro_workflow_testing::{Failure, Policy, Scenario, cell};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Submission};

fn for_a_day() -> ReviewOptions {
    ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() }
}

#[tokio::test]
async fn approved() -> Result<(), Failure> {
    let outcome = Scenario::of::<OneReview>(for_a_day())
        .pass_time(Duration::from_secs(23 * 3600))
        .at("review")
        .answer_as("anna")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

#[tokio::test]
async fn timed_out() -> Result<(), Failure> {
    let outcome = Scenario::of::<OneReview>(for_a_day()).at("review").let_time_out().run().await?;
    assert_eq!(outcome.completed()?.action, "timed_out");
    Ok(())
}

#[tokio::test]
async fn corrected() -> Result<(), Failure> {
    let outcome = Scenario::of::<OneReview>(for_a_day())
        .at("review")
        .answer_twice()
        .correct([cell("r1", "amount", 125.0)])
        .run()
        .await?;
    assert_eq!(outcome.completed()?.amounts, [125.0]);
    Ok(())
}

#[tokio::test]
async fn submitted() -> Result<(), Failure> {
    let outcome = Scenario::of::<Submission>(2).policy(Policy::Happy).run().await?;
    assert_eq!(outcome.completed()?.len(), 2);
    Ok(())
}
