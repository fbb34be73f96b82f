//! A client that knows only names and JSON: a Python script on the official CLI.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::desk::Desk;
use crate::program::{Said, run};
use crate::server::{self, unique};
use crate::worker::WorkerProcess;

const DRIVE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/clients/drive.py");

/// Has the script drive one run of the document, with a worker of its own.
fn drive(desk: &Desk, document: &Path, answer: &[&str]) -> Said {
    let task_queue = unique("python");
    let _worker = WorkerProcess::start(desk, &task_queue);
    let mut command = Command::new("python3");
    command.arg(DRIVE).arg(document).args(["--task-queue", &task_queue]).args(answer);
    command.env("TEMPORAL_ADDRESS", server::address()).env("NTRO_TEMPORAL_CLI", server::cli());
    run(&mut command)
}

/// What the script printed last.
fn record(said: &Said) -> Value {
    assert_eq!(said.code, Some(0), "{said:?}");
    said.json()
}

#[tokio::test]
async fn an_addressed_answer_commits_the_record() {
    let desk = Desk::new();
    let record = record(&drive(&desk, &desk.lay_sample(), &[]));
    let committed = desk.records().await;
    assert_eq!(committed.len(), 1);
    assert_eq!(record["record_id"], committed[0].record_id.as_str());
    assert_eq!(record["extracted_payload"]["schema_slug"], "invoice");
}

#[tokio::test]
async fn an_unaddressed_answer_commits_the_record_once_the_gate_has_settled() {
    let desk = Desk::new();
    let record = record(&drive(&desk, &desk.lay_sample(), &["--unaddressed"]));
    let committed = desk.records().await;
    assert_eq!(committed.len(), 1);
    assert_eq!(record["record_id"], committed[0].record_id.as_str());
}

#[tokio::test]
async fn corrections_reach_the_record() {
    let desk = Desk::new();
    let record = record(&drive(&desk, &desk.lay_sample(), &["--correct", "total", "value", "2380.9"]));
    assert_eq!(record["corrections_applied"], 1);
    assert_eq!(desk.records().await[0].total, "2380.90");
}

#[tokio::test]
async fn a_rejection_and_a_refusal_reach_the_client() {
    let desk = Desk::new();
    let rejected = drive(&desk, &desk.lay_sample(), &["--reject", "wrong month"]);
    assert_eq!(rejected.code, Some(1), "{rejected:?}");
    assert_eq!(rejected.sentence(), "no record: rejected: wrong month");
    let refused = drive(&desk, &desk.lay_sample(), &["--correct", "totl", "value", "1"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.sentence().starts_with("refused: no row has the id `totl`"), "{refused:?}");
    assert_eq!(desk.records().await, []);
}
