//! The command, as a person runs it where there is no terminal.

use std::path::Path;
use std::process::Command;

use nav_monthly::model::NavMonthlyContext;
use nav_monthly::runbook::NavMonthly;
use ntro_workflow::worker::{Client, RunHandle};
use ntro_workflow_tests::program::on_server;
pub(crate) use ntro_workflow_tests::program::{Said, run};
use serde_json::json;

use crate::desk::Desk;
use crate::server::unique;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nav-monthly");

/// The command, on the shared server.
pub(crate) fn program() -> Command {
    on_server(PROGRAM)
}

/// The command, with no server named.
pub(crate) fn bare() -> Command {
    ntro_workflow_tests::program::bare(PROGRAM)
}

/// Closes a sample month with these decisions, on the shared server.
pub(crate) fn close(desk: &Desk, month: &str, decisions: impl AsRef<Path>) -> Said {
    run(desk.month(program().arg("--decide").arg(decisions.as_ref()), month))
}

/// Starts a run, for the worker of that task queue.
pub(crate) async fn start(client: &Client, task_queue: &str) -> RunHandle<NavMonthly> {
    let input: NavMonthlyContext = serde_json::from_value(json!({
        "period": "2026-03", "entity_slug": "harbour-street", "tenant_slug": "sample-tenant",
    }))
    .expect("an input");
    client.start(task_queue, &unique("run"), &input).await.expect("the run starts")
}
