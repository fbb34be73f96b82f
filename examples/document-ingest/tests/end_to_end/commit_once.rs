//! A worker that dies between writing the record and saying so.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use document_ingest::activities::{CommitRequest, DocumentActivities, ExtractRequest, ParsedDocument};
use document_ingest::documents::{Documents, TextStore};
use document_ingest::model::{DocumentSubmission, Extracted, IngestedDocument};
use document_ingest::runbook::DocumentIngest;
use document_ingest::store::Store;
use document_ingest::workshop;
use ntro_workflow::prelude::*;
use ntro_workflow::worker::{Client, Registry, Worker};

use crate::desk::Desk;
use crate::history::History;
use crate::process::{Heard, Process, eventually};
use crate::program::start;
use crate::restart::{approval, review, submit};
use crate::server::{address, client, unique};
use crate::worker::WorkerProcess;

/// Says to this program, run as a process by the test below, what it is to work on.
const TASK: &str = "NTRO_TEST_DOOMED_WORKER";
/// What the doomed worker says once the record is written.
const WRITTEN: &str = "the record is written";

/// The activities of the example, but for one: the attempt to commit never comes back.
struct Doomed(DocumentActivities);

#[ntro_activities(prefix = "document_ingest")]
impl Doomed {
    #[activity]
    async fn parse_pdf(
        &self,
        ctx: &ActivityCtx,
        submission: DocumentSubmission,
    ) -> Result<ParsedDocument, ActivityError> {
        self.0.parse_pdf(ctx, submission).await
    }

    #[activity]
    async fn extract_fields(
        &self,
        ctx: &ActivityCtx,
        request: ExtractRequest,
    ) -> Result<Extracted, ActivityError> {
        self.0.extract_fields(ctx, request).await
    }

    #[activity]
    async fn commit_extraction(
        &self,
        ctx: &ActivityCtx,
        request: CommitRequest,
    ) -> Result<IngestedDocument, ActivityError> {
        let _unsaid = self.0.commit_extraction(ctx, request).await?;
        // Not `println!`, which the test harness would keep to itself.
        writeln!(std::io::stdout(), "{WRITTEN}")?;
        std::future::pending().await
    }
}

/// Not a test of its own: the process that the test below kills.
#[tokio::test]
async fn doomed_worker() {
    let Ok(task) = std::env::var(TASK) else { return };
    let mut task = task.split('\n');
    let mut next = || task.next().expect("address, task queue, documents, data");
    let (address, task_queue) = (next(), next());
    let (documents, data) = (PathBuf::from(next()), PathBuf::from(next()));
    std::fs::create_dir_all(&data).unwrap();
    let host = Doomed(DocumentActivities::new(
        Documents::below(documents).unwrap(),
        TextStore::open(data.join("layouts")).unwrap(),
        Store::open(workshop::records(&data, None)).await.unwrap(),
    ));
    let registry = Registry::new().register::<DocumentIngest>().activities(host);
    let client = Client::connect(address, "default").await.unwrap();
    Worker::new(&client, task_queue, registry).run().await.unwrap();
}

fn start_doomed(desk: &Desk, task_queue: &str) -> (Process, Heard) {
    let task =
        [address(), task_queue, &desk.documents().display().to_string(), &desk.data().display().to_string()];
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "commit_once::doomed_worker", "--nocapture"]).env(TASK, task.join("\n"));
    let mut process = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let heard = Heard::from(process.child().stdout.take().unwrap());
    (process, heard)
}

#[tokio::test]
async fn a_worker_killed_after_the_insert_and_before_its_completion_never_writes_twice() {
    let desk = Desk::new();
    desk.lay_sample();
    let (client, task_queue) = (client().await, unique("killed"));
    let (doomed, said) = start_doomed(&desk, &task_queue);
    let run = start(&client, &task_queue).await;
    submit(&desk, &run).await;
    run.act(approval(&review(&run).await)).await.unwrap();
    eventually(WRITTEN, || said.text().contains(WRITTEN).then_some(()));
    // SIGKILL: nothing of the process has a chance to say anything more.
    drop(doomed);
    let written = desk.records().await;
    assert_eq!(written.len(), 1, "the record was there before the worker died");

    let _worker = WorkerProcess::start(&desk, &task_queue);
    let document = run.result().await.unwrap();
    let attempts = History::of(run.workflow_id()).attempts_of("document_ingest.commit_extraction");
    assert!(attempts.last() > Some(&1), "the commit was tried again: {attempts:?}");
    assert_eq!(document.record_id, written[0].record_id);
    assert_eq!(desk.records().await, written);
}
