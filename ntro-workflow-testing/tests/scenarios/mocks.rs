//! Activities: mocked, made up, really done, and everything that can go wrong with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ntro_workflow::{ActivityError, ActivityRef};
use ntro_workflow_testing::{Failure, Scenario, Wrong};

use crate::runbooks::books::{Books, Closing, Misread, Treadmill, registry};
use crate::wrong;

fn closing() -> Scenario<Closing> {
    Scenario::of::<Closing>("2026-03".into()).registry(registry)
}

#[tokio::test]
async fn a_mock_answers_on_whatever_task_queue() -> Result<(), Failure> {
    let outcome = closing().activity(Books::TOTAL, |period| Ok(u32::from(period == "2026-03"))).run().await?;
    assert_eq!(outcome.completed()?, "total 1");
    Ok(())
}

#[tokio::test]
async fn a_host_does_the_work_itself() -> Result<(), Failure> {
    assert_eq!(closing().activities(Books).run().await?.completed()?, "total 7");
    Ok(())
}

#[tokio::test]
async fn a_mock_goes_before_the_host() -> Result<(), Failure> {
    let scenario = closing().activities(Books).activity(Books::TOTAL, |_| Ok(3));
    assert_eq!(scenario.activities(Books).run().await?.completed()?, "total 3");
    Ok(())
}

#[tokio::test]
async fn a_result_is_made_up_from_its_type() -> Result<(), Failure> {
    let total = closing().auto_mock().run().await?.completed()?;
    assert!(total.trim_start_matches("total ").parse::<u32>().is_ok(), "{total}");
    Ok(())
}

#[tokio::test]
async fn retries_take_no_time_of_anybody() -> Result<(), Failure> {
    let attempts = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&attempts);
    let scenario = closing().activity_with(Books::TOTAL, move |ctx, _| {
        counted.fetch_add(1, Ordering::Relaxed);
        match ctx.info().attempt {
            ..5 => Err(ActivityError::retryable("Busy", "the bank is busy")),
            attempt => Ok(attempt),
        }
    });
    let outcome = scenario.run().await?;
    assert_eq!(outcome.completed()?, "total 5");
    assert_eq!(attempts.load(Ordering::Relaxed), 5);
    Ok(())
}

#[tokio::test]
async fn retries_without_end_are_named() {
    let busy = |_| Err(ActivityError::retryable("Busy", "the bank is busy"));
    let wrong = wrong(closing().activity(Books::TOTAL, busy)).await;
    assert!(matches!(&wrong, Wrong::Endless { run, .. } if run == "the run"), "{wrong}");
    let said = wrong.to_string();
    assert!(said.contains("books.total, attempt ") && said.contains("the bank is busy"), "{said}");
}

#[tokio::test]
async fn a_mock_that_fails_for_good_is_the_runbooks_to_handle() -> Result<(), Failure> {
    let closed = |_| Err(ActivityError::permanent("PeriodClosed", "the period is closed"));
    let outcome = closing().activity(Books::TOTAL, closed).run().await?;
    assert!(outcome.failed("PeriodClosed")?.contains("the period is closed"));
    Ok(())
}

#[tokio::test]
async fn a_mock_that_panics_ends_the_scenario() {
    let wrong = wrong(closing().activity(Books::TOTAL, |period| panic!("no total of {period}"))).await;
    assert_eq!(wrong.to_string(), "the mock of `books.total` panicked: no total of 2026-03");
}

#[tokio::test]
async fn an_activity_that_nobody_mocked_is_named() {
    let wrong = wrong(closing()).await;
    assert!(matches!(&wrong, Wrong::NotMocked { activity, .. } if activity == "books.total"), "{wrong}");
    assert!(wrong.to_string().contains("nobody mocked the activity `books.total` of the run"), "{wrong}");
    assert!(wrong.to_string().contains("`.auto_mock()`"), "{wrong}");
}

#[tokio::test]
async fn an_activity_that_the_registry_does_not_know_either_is_named_as_well() {
    let wrong = wrong(Scenario::of::<Closing>("2026-03".into()).auto_mock()).await;
    assert!(
        matches!(&wrong, Wrong::UnknownActivity { activity, .. } if activity == "books.total"),
        "{wrong}"
    );
}

#[tokio::test]
async fn a_mock_of_another_type_than_the_host_is_noticed() {
    const AS_TEXT: ActivityRef<String, String> = ActivityRef::new("books.total");
    let outcome = closing().activity(AS_TEXT, Ok).run().await.expect("the runbook fails by itself");
    let said = outcome.failed("InvalidPayload").expect("the result does not fit");
    assert!(said.contains("the result of activity `books.total`"), "{said}");
}

#[tokio::test]
async fn a_mock_that_takes_another_type_is_noticed() {
    const OF_NUMBER: ActivityRef<u32, u32> = ActivityRef::new("books.total");
    let outcome = closing().activity(OF_NUMBER, Ok).run().await.expect("the runbook fails by itself");
    let said = outcome.failed("InvalidPayload").expect("the input does not fit");
    assert!(said.contains("the input of `books.total`"), "{said}");
}

#[tokio::test]
async fn a_runbook_that_expects_another_type_fails_by_itself() -> Result<(), Failure> {
    let outcome = Scenario::of::<Misread>(()).registry(registry).activities(Books).run().await?;
    assert!(outcome.failed("InvalidPayload")?.contains("the result of activity `books.total`"));
    Ok(())
}

#[tokio::test]
async fn a_loop_of_activities_is_named() {
    let wrong = wrong(Scenario::of::<Treadmill>(()).registry(registry).auto_mock().most_events(100)).await;
    assert!(matches!(&wrong, Wrong::Endless { run, .. } if run == "the run"), "{wrong}");
}
