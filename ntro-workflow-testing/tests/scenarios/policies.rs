//! Policies, alone and beside a scenario.

use ntro_workflow_testing::{Driven, Failure, Policy, Scenario};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Rivals, Side, Submission, TwoReviews};

use crate::runbooks::family::{Boss, Plan, Task, registry};
use crate::runbooks::rounds::Rounds;

fn review() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() })
}

fn family() -> Scenario<Boss> {
    let tasks = vec![Task::waiting("dig", 24), Task::waiting("sow", 48)];
    let plan = Plan { tasks, watches: Some(24), signs: Some(24), ..Plan::default() };
    Scenario::of::<Boss>(plan).registry(registry)
}

#[tokio::test]
async fn happy_approves_and_submits() -> Result<(), Failure> {
    let outcome = family().policy(Policy::Happy).run().await?;
    assert_eq!(
        outcome.completed()?,
        ["dig approved", "sow approved", "watched: approved", "signed: approved"]
    );
    let outcome = Scenario::of::<Submission>(2).policy(Policy::Happy).run().await?;
    assert_eq!(outcome.decisions().iter().filter(|made| made.driven == Driven::Submitted).count(), 2);
    Ok(())
}

#[tokio::test]
async fn reject_all_rejects() -> Result<(), Failure> {
    review().policy(Policy::RejectAll).run().await?.rejected()?;
    let outcome = family().policy(Policy::RejectAll).run().await?;
    assert_eq!(
        outcome.completed()?,
        ["dig rejected", "sow rejected", "watched: rejected", "signed: rejected"]
    );
    Ok(())
}

#[tokio::test]
async fn time_out_all_lets_time_out_what_can() -> Result<(), Failure> {
    let outcome = review().policy(Policy::TimeOutAll).run().await?;
    assert_eq!(outcome.completed()?.action, "timed_out");
    Scenario::of::<TwoReviews>(()).policy(Policy::TimeOutAll).run().await?.completed()?;
    Ok(())
}

#[tokio::test]
async fn time_out_all_begins_with_the_children() -> Result<(), Failure> {
    let tasks = vec![Task::waiting("dig", 10), Task::sleeping("sow", 12)];
    let plan = Plan { tasks, watches: Some(24), signs: Some(24), ..Plan::default() };
    let outcome = Scenario::of::<Boss>(plan).registry(registry).policy(Policy::TimeOutAll).run().await?;
    assert_eq!(outcome.completed()?, ["dig timed out", "sow", "watched: timed out", "signed: timed out"]);
    Ok(())
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed() -> Result<(), Failure> {
    let mut traces = std::collections::BTreeSet::new();
    for seed in 0..6 {
        let once = Scenario::of::<Side>(()).policy(Policy::Random(seed)).run();
        let again = Scenario::of::<Side>(()).policy(Policy::Random(seed)).run();
        let (once, again) = futures_util::future::try_join(once, again).await?;
        assert_eq!(once.trace().to_string(), again.trace().to_string());
        traces.insert(once.trace().to_string());
    }
    assert!(traces.len() > 1, "chance never made a difference");
    Ok(())
}

#[tokio::test]
async fn a_policy_is_for_what_the_scenario_does_not_say() -> Result<(), Failure> {
    let scenario = Scenario::of::<Rivals>(()).policy(Policy::RejectAll);
    let outcome = scenario.at("last_look").approve().run().await?;
    assert_eq!(outcome.completed()?, "approved");
    let driven: Vec<_> = outcome.decisions().iter().map(|decision| decision.driven).collect();
    assert_eq!(driven, [Driven::Rejected, Driven::Approved]);
    Ok(())
}

#[tokio::test]
async fn a_policy_leaves_an_opening_to_the_scenario() -> Result<(), Failure> {
    let scenario = Scenario::of::<Rounds>(()).policy(Policy::RejectAll);
    let outcome = scenario.at("review").opening(3).approve().run().await?;
    assert_eq!(outcome.completed()?, 3);
    Ok(())
}
