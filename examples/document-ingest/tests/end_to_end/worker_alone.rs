//! The worker's program: what it runs, what it says of itself, what it cannot do.

use document_ingest::workshop::{DATA, DOCUMENTS};
use serde_json::Value;

use crate::desk::Desk;
use crate::program::{Said, run, start};
use crate::restart::{approval, review, submit};
use crate::server::{self, client, unique};
use crate::worker::{WorkerProcess, command};

/// In an environment in which nothing can run.
fn describe(arguments: &[&str]) -> Said {
    let mut command = command();
    command.env("TEMPORAL_ADDRESS", "127.0.0.1:1").env(DOCUMENTS, "nowhere").env(DATA, "/dev/null/nowhere");
    let said = run(command.env("NTRO_TASK_QUEUE", "elsewhere").arg("describe").args(arguments));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    said
}

#[test]
fn it_describes_itself_where_it_could_not_run() {
    let manifest: Value = serde_json::from_str(&describe(&["--json"]).stdout).expect("JSON and nothing else");
    assert_eq!(manifest["task_queue"], "document-ingest");
    assert_eq!(manifest["runbooks"][0]["slug"], "document-ingest");
    let outline = describe(&[]).stdout;
    for line in [
        "document-ingest(DocumentIngestContext) -> IngestedDocument, workflow type DocumentIngestWorkflow",
        "  step review_extraction: Review extraction, by accountant",
        "    gate review: review of Extracted",
        "  signal document_submitted(DocumentSubmission)",
        "  document_ingest.parse_pdf(DocumentSubmission) -> ParsedDocument",
    ] {
        assert!(outline.lines().any(|shown| shown == line), "no `{line}` in {outline}");
    }
}

#[tokio::test]
async fn it_polls_the_task_queue_that_the_environment_names() {
    let desk = Desk::new();
    desk.lay_sample();
    let (client, task_queue) = (client().await, unique("named"));
    let worker = WorkerProcess::start_named(&desk, &task_queue);
    let run = start(&client, &task_queue).await;
    submit(&desk, &run).await;
    run.act(approval(&review(&run).await)).await.unwrap();
    let document = run.result().await.unwrap();
    assert_eq!(desk.records().await[0].record_id, document.record_id);
    assert_eq!(worker.terminate(), Some(0));
}

#[test]
fn what_it_cannot_do_it_says_in_one_sentence() {
    let desk = Desk::new();
    let mut unreachable = command();
    unreachable.env("TEMPORAL_ADDRESS", "127.0.0.1:1");
    let mut homeless = command();
    homeless.env("TEMPORAL_ADDRESS", server::address()).env(DOCUMENTS, "nowhere").env(DATA, desk.data());
    for (command, said_so) in [
        (&mut unreachable, "cannot reach Temporal at http://127.0.0.1:1"),
        (&mut homeless, "the documents directory nowhere cannot be used"),
    ] {
        let said = run(command.env("RUST_LOG", "off"));
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(said.sentence().contains(said_so), "{said:?}");
    }
}

#[test]
fn arguments_that_make_no_sense_are_wrong_usage() {
    for arguments in [&["serve"][..], &["--task-queue"], &["describe", "--yaml"]] {
        let said = run(command().args(arguments));
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{said:?}");
        assert!(said.stderr.contains("--help"), "{said:?}");
    }
}
