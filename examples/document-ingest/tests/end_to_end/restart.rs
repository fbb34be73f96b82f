//! A worker that is told to end while a person is thinking.

use document_ingest::documents::Documents;
use document_ingest::model::DocumentSubmission;
use document_ingest::runbook::DocumentIngest;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{PendingAction, PendingKind};
use ntro_workflow::worker::RunHandle;
use serde_json::json;

use crate::desk::Desk;
use crate::process::soon;
use crate::program::start;
use crate::server::{client, unique};
use crate::worker::WorkerProcess;

/// Waits until the review is asked for.
pub(crate) async fn review(run: &RunHandle<DocumentIngest>) -> PendingAction {
    soon("the review", async || {
        // Without a worker nobody answers.
        let pending = run.pending_action().await.ok().flatten();
        pending.filter(|pending| pending.kind == PendingKind::InteractiveReview)
    })
    .await
}

/// Submits the sample of the desk.
pub(crate) async fn submit(desk: &Desk, run: &RunHandle<DocumentIngest>) {
    let reference = Documents::below(desk.documents()).unwrap().reference(desk.lay_sample()).unwrap();
    let submission: DocumentSubmission = serde_json::from_value(json!({"document_ref": reference})).unwrap();
    run.signal(DocumentIngest::DOCUMENT_SUBMITTED, &submission).await.unwrap();
}

/// An approval of what is shown there.
pub(crate) fn approval(gate: &PendingAction) -> UserActionMessage {
    let address = Address::new(gate.gate_id.clone().unwrap()).revision(gate.revision.unwrap());
    UserActionMessage::approve().at(&address)
}

#[tokio::test]
async fn a_worker_told_to_end_at_the_gate_ends_well_and_the_next_takes_the_answer() {
    let desk = Desk::new();
    desk.lay_sample();
    let (client, task_queue) = (client().await, unique("restart"));
    let first = WorkerProcess::start(&desk, &task_queue);
    let run = start(&client, &task_queue).await;
    submit(&desk, &run).await;
    let gate = review(&run).await;
    assert_eq!(first.terminate(), Some(0));

    let _second = WorkerProcess::start(&desk, &task_queue);
    assert_eq!(review(&run).await, gate, "the person sees what was there before");
    run.act(approval(&gate)).await.unwrap();
    let document = run.result().await.unwrap();
    assert_eq!(desk.records().await[0].record_id, document.record_id);
}
