//! How fast histories replay: `cargo bench -p ntro-workflow-testing --bench replay`.
//!
//! Records one run of about 3,000 events on the dev server, and replays it: alone, as a test with one history
//! does, and ten times in one batch. The goal is 30,000 events a second; the peer's replayer in Python has
//! 2,600 to 3,000.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::{Duration, Instant};

use ntro_workflow::prelude::*;
use ntro_workflow::worker::{History, Registry, Replayer, Worker};
use ntro_workflow_tests::server::{client, unique};

/// How many activities there are one after another: six events each.
const ACTIVITIES: u32 = 500;
const IN_A_BATCH: usize = 10;
/// How often each is measured.
const SAMPLES: usize = 9;
/// Events a second.
const GOAL: f64 = 30_000.0;

struct Meter;

#[ntro_activities]
impl Meter {
    #[activity]
    async fn read(&self, _ctx: &ActivityCtx, number: u32) -> Result<u32, ActivityError> {
        Ok(number)
    }
}

#[derive(Default)]
struct Long;

#[ntro_workflow(slug = "long")]
impl Long {
    #[run]
    async fn run(ctx: &Ctx<Self>, activities: u32) -> RunbookResult<u32> {
        Self::read(ctx, activities).await
    }

    #[ui_step(name = "read", title = "Read the meters")]
    async fn read(ctx: &Ctx<Self>, activities: u32) -> RunbookResult<u32> {
        let mut total = 0;
        for number in 0..activities {
            total += ctx.activity(Meter::READ, number).await?;
        }
        Ok(total)
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let history = runtime.block_on(recorded());
    let replayer = Registry::new().register::<Long>().replayer().expect("it is fit");
    println!("a history of {} events; the goal is {GOAL} events/s", history.len());
    for count in [1, IN_A_BATCH] {
        let taken = median((0..SAMPLES).map(|_| replayed(&replayer, &history, count)).collect());
        let speed = (count * history.len()) as f64 / taken.as_secs_f64();
        println!("{count} in a batch: {:.1} ms, {speed:.0} events/s", taken.as_secs_f64() * 1e3);
    }
}

async fn recorded() -> History {
    let (client, queue) = (client().await, unique("long"));
    let registry = Registry::new().register::<Long>().activities(Meter);
    let worker = Worker::new(&client, queue.as_str(), registry).spawn().await.expect("the worker starts");
    let run = client.start::<Long>(&queue, &unique("long"), &ACTIVITIES).await.expect("the run starts");
    run.result().await.expect("it completes");
    let history = run.history().await.expect("the server has it");
    worker.stop().await.expect("the worker stops");
    History::from_json(&history).expect("it is whole")
}

fn replayed(replayer: &Replayer, history: &History, count: usize) -> Duration {
    let histories = vec![history.clone(); count];
    let started = Instant::now();
    assert!(replayer.replay_blocking(histories).iter().all(Result::is_ok), "it replays");
    started.elapsed()
}

fn median(mut samples: Vec<Duration>) -> Duration {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}
