//! What a `document_ref` may not name.

use document_ingest::model::DocumentSubmission;
use document_ingest::runbook::DocumentIngest;
use ntro_workflow::wire::StepStatus;
use ntro_workflow::worker::{Client, ClientError};
use serde_json::json;

use crate::desk::Desk;
use crate::history::History;
use crate::program::start;
use crate::server::{client, unique};
use crate::worker::WorkerProcess;

/// Submits the reference, and gives the sentence that the run failed with at its step.
async fn refusal(client: &Client, task_queue: &str, reference: &str) -> String {
    let run = start(client, task_queue).await;
    let submission: DocumentSubmission = serde_json::from_value(json!({"document_ref": reference})).unwrap();
    run.signal(DocumentIngest::DOCUMENT_SUBMITTED, &submission).await.unwrap();
    let error = run.result().await.expect_err("nothing outside is read");
    let ClientError::RunFailed { kind, message } = error else { panic!("{reference}: {error}") };
    assert_eq!(kind, "DocumentRefused", "{message}");
    let failed = run.steps().await.unwrap().into_iter().find(|step| step.status == StepStatus::Failed);
    let failed = failed.expect("a failed step");
    assert_eq!((failed.title.as_str(), failed.message.as_ref()), ("Parse PDF", Some(&message)));
    assert_eq!(History::of(run.workflow_id()).attempts(), [1]);
    message
}

#[tokio::test]
async fn nothing_outside_the_documents_directory_is_read() {
    let desk = Desk::new();
    let invoice = desk.lay_sample();
    let below = desk.documents().display().to_string();
    // A real document that is not ours to read, and a link to it from where we may.
    let outside = Desk::new();
    let secret = outside.lay_sample().display().to_string();
    std::os::unix::fs::symlink(&secret, desk.documents().join("link.pdf")).unwrap();
    let neighbour = format!("{below}-of-others");
    std::fs::create_dir(&neighbour).unwrap();
    std::fs::copy(&invoice, format!("{neighbour}/invoice.pdf")).unwrap();

    let task_queue = unique("outside");
    let _worker = WorkerProcess::start(&desk, &task_queue);
    let client = client().await;
    for (reference, reason) in [
        (format!("file://{secret}"), "is no file below this worker's documents directory"),
        (format!("file://{below}/link.pdf"), "is no file below this worker's documents directory"),
        (format!("file://{neighbour}/invoice.pdf"), "is no file below this worker's documents directory"),
        (format!("file://{below}/nowhere.pdf"), "is no file below this worker's documents directory"),
        (format!("file://{below}/../data/records.sqlite"), "it has `..` in it"),
        (format!("file://{below}/%2e%2e/documents/invoice.pdf"), "it has `..` in it"),
        (format!("file://elsewhere{}", invoice.display()), "it names another machine"),
        (format!("https://example.com{}", invoice.display()), "its scheme is not `file`"),
        (invoice.display().to_string(), "it is not a URI"),
        (format!("file://{below}"), "is not a regular file"),
    ] {
        let message = refusal(&client, &task_queue, &reference).await;
        assert!(message.contains(reason), "{message}");
    }
    assert_eq!(desk.records().await, []);
}
