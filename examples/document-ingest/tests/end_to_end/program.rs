//! The command, as a person runs it where there is no terminal.

use std::path::Path;
use std::process::Command;

use document_ingest::model::DocumentIngestContext;
use document_ingest::runbook::DocumentIngest;
use ntro_workflow::worker::{Client, RunHandle};
use ntro_workflow_tests::program::on_server;
pub(crate) use ntro_workflow_tests::program::{Said, clean, run};
use serde_json::json;

use crate::desk::Desk;
use crate::server::unique;

const PROGRAM: &str = env!("CARGO_BIN_EXE_document-ingest");

/// The command, on the shared server.
pub(crate) fn program() -> Command {
    on_server(PROGRAM)
}

/// The command, with no server named.
pub(crate) fn bare() -> Command {
    ntro_workflow_tests::program::bare(PROGRAM)
}

/// Takes a document through it with a decision, on the shared server.
pub(crate) fn ingest(desk: &Desk, file: &Path, decision: impl AsRef<Path>) -> Said {
    let mut command = program();
    run(command.arg(file).arg("--decide").arg(decision.as_ref()).arg("--data").arg(desk.data()))
}

/// Starts a run, for the worker of that task queue.
pub(crate) async fn start(client: &Client, task_queue: &str) -> RunHandle<DocumentIngest> {
    let input: DocumentIngestContext = serde_json::from_value(json!({
        "period": "2026-03", "entity_slug": "entity", "tenant_slug": "tenant", "source": "invoices",
        "schema_slug": "invoice",
    }))
    .expect("the input of contract F.4");
    client.start(task_queue, &unique("run"), &input).await.expect("the run starts")
}
