//! `cargo ntro dev`.

mod endings;
mod found;
mod ports;
mod session;

use std::time::Duration;

use ntro_workflow::wire::PendingAction;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::worker::{Client, UntypedRun};
use serde_json::{Value, json};

use crate::package::Package;
use crate::process::{PATIENCE, eventually, runs, signal};
use session::{Session, UsualPorts};

const RUNBOOK: &str = "src/runbook.rs";

/// One run, parked at a gate, through everything that happens to its worker.
#[tokio::test]
async fn a_run_at_a_gate_outlives_changes_mistakes_and_its_worker() {
    let _ports = UsualPorts::own();
    let package = Package::made("dev-change");
    let mut dev = Session::start(&package, &["--task-queue", "desk"]);
    let address = dev.hears("listening")["address"].as_str().expect("a text").to_owned();
    let started = dev.hears("worker_started");
    assert_eq!((&started["task_queue"], &started["known"]), (&"desk".into(), &false.into()));
    assert_eq!(started["runbooks"], json!([{"slug": "accrual-approval", "takes_input": true}]));
    let client = Client::connect(&address, "default").await.expect("the server answers");
    let input = json!({"period": "2026-03"});
    let run = client.start_untyped("desk", "AccrualApprovalWorkflow", "run", &input).await.unwrap();
    let shown = soon(async || run.pending_action().await.ok().flatten()).await;

    package.edit(RUNBOOK, "Approve the accruals", "Sign off the accruals");
    let changed = dev.hears("worker_started");
    eventually("the one from before has ended", || (!runs(process(&started))).then_some(()));
    soon(async || title(&run).await.filter(|title| title == "Sign off the accruals")).await;

    package.edit(RUNBOOK, "pub struct Posted {", "pub struct Posted { and no Rust");
    let refused = dev.hears("not_replaced");
    assert_eq!(refused["worker_runs"], true);
    assert!(refused["reason"].as_str().is_some_and(|reason| reason.contains("does not build")), "{refused}");
    assert!(runs(process(&changed)), "the one from before runs on");
    package.edit(RUNBOOK, " and no Rust", "");
    let mended = dev.hears("worker_started");

    signal("KILL", process(&mended));
    let ended = dev.hears("worker_ended");
    assert!(ended["status"].as_str().is_some_and(|status| status.contains("signal: 9")), "{ended}");
    dev.hears("worker_started");
    let receipt = run.act(UserActionMessage::approve().at(&address_of(&shown))).await;
    receipt.expect("it is what was shown before all that");
    assert_eq!(run.result().await.unwrap(), json!({"lines": 2, "total": 4510.5}));

    is_found_by_other_commands(&package);

    dev.is_sent("INT");
    dev.hears("stopped");
    assert_eq!(dev.ends(), Some(0));
}

/// Without being told where the server is, and which task queue the worker polls.
fn is_found_by_other_commands(package: &Package) {
    let input = r#"{"period": "2026-04"}"#;
    let run = ["run", "accrual-approval", "--input", input, "--decide", "approve"];
    let result = package.ntro(&run).json();
    assert_eq!(result, json!({"lines": 2, "total": 4510.5}));
}

fn process(started: &Value) -> u32 {
    started["process"].as_u64().and_then(|id| u32::try_from(id).ok()).expect("a process id")
}

async fn title(run: &UntypedRun) -> Option<String> {
    let steps = run.steps().await.ok()?;
    steps.into_iter().find(|step| step.id == "approve").map(|step| step.title)
}

fn address_of(shown: &PendingAction) -> Address {
    let address = Address::new(shown.gate_id.clone().expect("a gate has an id"));
    let address = address.revision(shown.revision.expect("and a revision"));
    address.digest(shown.digest.clone().expect("and a digest"))
}

/// Asks until there is an answer: a worker that is just replaced gives none.
async fn soon<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let asked = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.expect("it happens")
}
