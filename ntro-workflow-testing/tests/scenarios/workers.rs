//! Workers: shared by scenarios, or killed by one.

use std::time::Duration;

use ntro_workflow::worker::Registry;
use ntro_workflow_testing::{Failure, Scenario, TraceEvent};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, TwoReviews};

use crate::runbooks::books::{self, Books, Closing, Where};
use crate::runbooks::family::{self, Boss, Plan, Task};

#[tokio::test]
async fn scenarios_with_one_registry_share_a_worker() -> Result<(), Failure> {
    let queue = async |registry: fn() -> Registry| {
        Scenario::of::<Where>(()).registry(registry).run().await?.completed()
    };
    let (one, other) = (queue(books::registry).await?, queue(books::registry).await?);
    assert_eq!(one, other);
    assert_ne!(one, queue(|| Registry::new().register::<Where>()).await?);
    Ok(())
}

#[tokio::test]
async fn a_run_goes_on_from_its_history_on_another_worker() -> Result<(), Failure> {
    let options = ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() };
    let outcome = Scenario::of::<OneReview>(options)
        .pass_time(Duration::from_hours(12))
        .kill_worker()
        .pass_time(Duration::from_hours(11))
        .kill_worker()
        .at("review")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?.action, "approved");
    let killed = outcome.trace().entries().iter().filter(|entry| entry.event == TraceEvent::WorkerKilled);
    assert_eq!(killed.map(|entry| entry.minute).collect::<Vec<_>>(), [12 * 60, 23 * 60]);
    Ok(())
}

#[tokio::test]
async fn the_first_gate_takes_an_answer_after_the_worker_was_killed() -> Result<(), Failure> {
    let scenario = Scenario::of::<TwoReviews>(()).kill_worker().at("first").approve();
    scenario.kill_worker().at("second").approve().run().await?.completed().map(drop)
}

#[tokio::test]
async fn a_tree_goes_on_with_its_mocks_on_another_worker() -> Result<(), Failure> {
    let plan = Plan { tasks: vec![Task::waiting("dig", 24)], signs: Some(24), ..Plan::default() };
    let scenario = Scenario::of::<Boss>(plan).registry(family::registry).kill_worker();
    let outcome =
        scenario.child("worker").at("work").approve().kill_worker().at("sign").approve().run().await?;
    assert_eq!(outcome.completed()?, ["dig approved", "signed: approved"]);
    Ok(())
}

#[tokio::test]
async fn mocks_belong_to_their_scenario() -> Result<(), Failure> {
    let totals = (0..10).map(|total| async move {
        let scenario = Scenario::of::<Closing>("2026-03".into()).registry(books::registry);
        scenario.activity(Books::TOTAL, move |_| Ok(total)).run().await?.completed()
    });
    let totals = futures_util::future::try_join_all(totals).await?;
    assert_eq!(totals, (0..10).map(|total| format!("total {total}")).collect::<Vec<_>>());
    Ok(())
}
