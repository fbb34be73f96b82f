//! The program, on the shared server, and the runs that the tests give it.

use std::path::Path;
use std::process::{Command, Stdio};

use ntro_workflow::wire::PendingKind;
use ntro_workflow::worker::{Client, UntypedRun};
use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{TASK_QUEUE, client_and_worker, server, unique};
use serde_json::{Value, json};

/// The package whose worker binary has the test runbooks.
pub(crate) const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/Cargo.toml");

/// The worker of the test package, where the tests of the whole workspace have built it. Otherwise the
/// program builds it, as it does for an author, and Cargo the SDK with other features: some minutes, once.
pub(crate) fn test_worker() -> Option<String> {
    let worker = Path::new(env!("CARGO_BIN_EXE_cargo-ntro")).with_file_name("worker");
    worker.exists().then(|| worker.to_string_lossy().into_owned())
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// What it printed, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The exit status and the one complaint.
    pub(crate) fn complaint(&self) -> (i32, &str) {
        let sentence =
            self.stderr.trim().strip_prefix("ntro: ").unwrap_or_else(|| panic!("no complaint: {self:?}"));
        (self.code.expect("it ended by itself"), sentence)
    }
}

/// The program with these arguments, on the shared server.
pub(crate) async fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    command.arg("ntro").args(arguments);
    command.env("TEMPORAL_ADDRESS", server().await.address()).env("NO_COLOR", "1").env("USER", "ada");
    for name in ["TEMPORAL_NAMESPACE", "TEMPORAL_PROFILE", "NTRO_TASK_QUEUE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

/// Runs it where there is no terminal.
pub(crate) async fn ntro(arguments: &[&str]) -> Said {
    said(program(arguments).await).await
}

/// Runs a command to its end, and lets others work meanwhile.
pub(crate) async fn said(mut command: Command) -> Said {
    command.stdin(Stdio::null());
    let output =
        tokio::task::spawn_blocking(move || command.output().expect("it runs")).await.expect("no panic");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

/// Starts a run on the shared worker.
pub(crate) async fn start(workflow_type: &str, input: Value) -> UntypedRun {
    let client = client_and_worker().await;
    client.start_untyped(TASK_QUEUE, workflow_type, &unique(workflow_type), &input).await.unwrap()
}

/// Starts a run, and waits until so many gates are open in it.
pub(crate) async fn waiting(workflow_type: &str, input: Value, gates: usize) -> UntypedRun {
    let run = start(workflow_type, input).await;
    at_gates(&run, gates).await;
    run
}

/// A run of which two children wait, `books` and `rent`, and these.
pub(crate) async fn two_waiting_children() -> (UntypedRun, [UntypedRun; 2]) {
    let chore = |name: &str| json!({"name": name, "fails": false, "waits": true});
    let chores = json!([chore("books"), chore("rent")]);
    let run = start("ParentWorkflow", json!({"chores": chores, "keyed": true, "by_slug": false})).await;
    let child = |name: &str| run.client().untyped_run(&format!("{}:share:kid:{name}", run.workflow_id()));
    let children = ["books", "rent"].map(child);
    for child in &children {
        at_gates(child, 1).await;
    }
    (run, children)
}

/// Waits until so many gates are open in a run.
pub(crate) async fn at_gates(run: &UntypedRun, gates: usize) {
    eventually("the gates are open", || async {
        let state = run.ui_state().await.ok()?;
        let open = state.pending_actions.iter().filter(|gate| gate.kind != PendingKind::DrillDown).count();
        (open == gates).then_some(())
    })
    .await;
}

/// A client of the shared server.
pub(crate) async fn client() -> Client {
    client_and_worker().await
}
