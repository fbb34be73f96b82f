//! How much memory a worker needs for runs that wait at a gate: `cargo bench -p ntro-workflow-tests`.
//!
//! Starts a worker process and parks 10,000 runs on it, then prints its resident memory and the time
//! that one query of an uncached run takes. The documented bound is 64 MiB.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::process::{Command, Stdio};
use std::time::Instant;

use futures_util::StreamExt as _;
use ntro_workflow::worker::RunHandle;
use ntro_workflow_tests::drive::open_gate;
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::server::{client, server, unique};

const RUNS: usize = 10_000;
const AT_ONCE: usize = 50;

#[tokio::main]
async fn main() {
    let task_queue = unique("parked");
    let mut worker = Command::new(env!("CARGO_BIN_EXE_worker"))
        .arg(&task_queue)
        .env("TEMPORAL_ADDRESS", server().await.address())
        .env("TEMPORAL_NAMESPACE", "default")
        .stdout(Stdio::null())
        .spawn()
        .expect("the worker starts");
    let started = Instant::now();
    let first = park(&task_queue).await;
    println!("{RUNS} runs parked in {:.1} s", started.elapsed().as_secs_f64());
    println!("the worker's resident memory: {:.1} MiB", resident_mib(worker.id()));
    let asked = Instant::now();
    open_gate(&first, "review").await;
    println!("a query of a run that is not cached: {:.1} ms", asked.elapsed().as_secs_f64() * 1e3);
    println!("the worker's resident memory after it: {:.1} MiB", resident_mib(worker.id()));
    worker.kill().expect("the worker is there");
    worker.wait().expect("the worker ends");
}

/// Starts the runs and waits for each to be at its gate. Returns the first one.
async fn park(task_queue: &str) -> RunHandle<OneReview> {
    let client = client().await;
    let runs = futures_util::stream::iter(0..RUNS).map(|_| async {
        let options = ReviewOptions::default();
        let run = client.start::<OneReview>(task_queue, &unique("parked"), &options).await;
        let run = run.expect("the run starts");
        open_gate(&run, "review").await;
        run
    });
    runs.buffered(AT_ONCE).collect::<Vec<_>>().await.swap_remove(0)
}

/// From `/proc`: the benchmark runs on Linux.
fn resident_mib(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a Linux process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its resident memory");
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kib / 1024.0
}
