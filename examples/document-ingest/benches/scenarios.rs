//! How long tests of this runbook take: `cargo bench -p document-ingest`.
//!
//! The server once per process; a scenario whose review takes 24 hours, its worker already up and its
//! replay not counted; and a hundred of these at once.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../tests/scenarios/mocks.rs"]
mod mocks;

use std::time::{Duration, Instant};

use ntro_workflow_testing::{Failure, TestServer};

const AT_ONCE: usize = 100;
/// How often one alone is measured.
const SAMPLES: usize = 15;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let began = Instant::now();
    TestServer::shared().await?;
    goal("the server is up", began.elapsed(), Duration::from_millis(500));
    // Whoever comes first starts the worker.
    approved().await?;
    let mut alone = Vec::new();
    for _ in 0..SAMPLES {
        alone.push(approved().await?);
    }
    alone.sort();
    goal("one scenario", alone[SAMPLES / 2], Duration::from_millis(100));
    let began = Instant::now();
    let all: Vec<_> = (0..AT_ONCE).map(|_| tokio::spawn(approved())).collect();
    let mut slowest = Duration::ZERO;
    for one in all {
        slowest = slowest.max(one.await.expect("it does not panic")?);
    }
    goal(&format!("{AT_ONCE} scenarios at once"), slowest, Duration::from_secs(5));
    println!("{AT_ONCE} scenarios at once, their replays counted: {:.2?}", began.elapsed());
    Ok(())
}

async fn approved() -> Result<Duration, Failure> {
    let outcome = mocks::submitted()
        .pass_time(Duration::from_hours(24))
        .at("review_extraction")
        .approve()
        .run()
        .await?;
    outcome.completed()?;
    Ok(outcome.took)
}

fn goal(what: &str, taken: Duration, goal: Duration) {
    let met = if taken <= goal { "met" } else { "missed" };
    println!("{what}: {taken:.2?}, goal {goal:.2?}: {met}");
}
