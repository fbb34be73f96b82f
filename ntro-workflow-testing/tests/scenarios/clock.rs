//! Time that passes because the scenario says so, or because nobody can do anything.

use std::time::Duration;

use ntro_workflow_testing::{Failure, Scenario, TraceEvent, Wrong};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Rivals};

use crate::runbooks::naps::{Dream, Insomnia, Naps};
use crate::{DAY, wrong};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn review() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() })
}

#[tokio::test]
async fn a_gate_is_open_just_short_of_its_deadline() -> Result<(), Failure> {
    let outcome = review().pass_time(DAY - MINUTE).at("review").approve().run().await?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

#[tokio::test]
async fn a_gate_has_closed_when_its_deadline_has_passed() -> Result<(), Failure> {
    let outcome = review().pass_time(DAY).run().await?;
    assert_eq!(outcome.completed()?.action, "timed_out");
    assert_eq!(outcome.trace().entries().last().map(|entry| entry.minute), Some(24 * 60));
    Ok(())
}

#[tokio::test]
async fn time_passes_bit_by_bit() -> Result<(), Failure> {
    let scenario = (0..23).fold(review(), |scenario, _| scenario.pass_time(HOUR));
    let outcome = scenario.at("review").approve().run().await?;
    assert_eq!(outcome.trace().entries().last().map(|entry| entry.minute), Some(23 * 60));
    Ok(())
}

#[tokio::test]
async fn no_time_at_all_passes() -> Result<(), Failure> {
    review().pass_time(Duration::ZERO).at("review").approve().run().await?.completed()?;
    Ok(())
}

#[tokio::test]
async fn more_time_than_there_is_is_refused() {
    let wrong = wrong(review().pass_time(Duration::MAX)).await;
    assert!(wrong.to_string().contains("more than 100 years"), "{wrong}");
}

#[tokio::test]
async fn plain_sleeps_pass_by_themselves() -> Result<(), Failure> {
    let outcome = Scenario::of::<Naps>(vec![30, 60, 60 * 24 * 31]).run().await?;
    assert_eq!(outcome.completed()?, 3);
    let passed = outcome.trace().entries().iter().filter_map(|entry| match entry.event {
        TraceEvent::Passed { minutes } => Some(minutes),
        _ => None,
    });
    assert_eq!(passed.collect::<Vec<_>>(), [30, 60, 60 * 24 * 31]);
    Ok(())
}

#[tokio::test]
async fn what_opens_and_closes_while_time_passes_is_seen() -> Result<(), Failure> {
    let outcome = Scenario::of::<Dream>(()).pass_time(DAY).run().await?;
    assert_eq!(outcome.completed()?, ["timed out", "timed out"]);
    let openings: Vec<_> = outcome.openings.iter().map(|opened| opened.opening.to_string()).collect();
    assert_eq!(openings, ["by_day/review", "by_night/review"], "{}", outcome.trace());
    assert_eq!(outcome.decisions().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_gate_times_out_after_whatever_comes_before() -> Result<(), Failure> {
    let outcome = Scenario::of::<Dream>(()).at("by_day").let_time_out().run().await?;
    assert_eq!(outcome.completed()?, ["timed out", "timed out"]);
    Ok(())
}

#[tokio::test]
async fn a_gate_without_deadline_cannot_time_out() {
    let scenario = Scenario::of::<Rivals>(()).at("race").gate("left").let_time_out();
    let wrong = wrong(scenario).await;
    assert_eq!(
        wrong.to_string(),
        "time cannot pass for the run: the gate race/left has no deadline; `.pass_time(…)` passes time"
    );
}

#[tokio::test]
async fn the_gate_that_times_out_first_wins() -> Result<(), Failure> {
    let scenario = Scenario::of::<Rivals>(()).at("race").gate("right").let_time_out();
    let outcome = scenario.at("last_look").approve().run().await?;
    assert_eq!(outcome.completed()?, "approved");
    Ok(())
}

#[tokio::test]
async fn a_loop_of_sleeps_is_named() {
    let wrong = wrong(Scenario::of::<Insomnia>(()).most_events(200)).await;
    assert_eq!(
        wrong.to_string(),
        "the run does not come to rest: 200 events came while nobody did anything; `.most_events(…)` allows more; is it an endless loop?"
    );
}

#[tokio::test]
async fn a_loop_of_sleeps_is_named_while_time_passes() {
    let wrong = wrong(Scenario::of::<Insomnia>(()).most_events(200).pass_time(DAY)).await;
    assert!(matches!(&wrong, Wrong::Endless { run, .. } if run == "the run"), "{wrong}");
}
