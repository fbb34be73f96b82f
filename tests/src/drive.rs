//! What the tests do to a run, and how they wait for what comes of it.

use std::future::Future;
use std::time::Duration;

use ntro_workflow::NtroWorkflow;
use ntro_workflow::wire::action::Address;
use ntro_workflow::wire::{PendingAction, PendingKind};
use ntro_workflow::worker::{Client, RunHandle};
use temporalio_client::errors::WorkflowUpdateError;
use temporalio_client::{
    UntypedSignal, UntypedUpdate, UntypedWorkflow, WorkflowExecutionInfo, WorkflowHandle,
    WorkflowStartOptions,
};
use temporalio_protos::temporal::api::common::v1::Payload;
use temporalio_protos::temporal::api::enums::v1::EventType;

use temporalio_workflow::common::data_converters::RawValue;

use crate::server::{TASK_QUEUE, unique};

/// How long a condition may take before a test fails: far longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts a run of `W` on the shared worker.
pub async fn start<W: NtroWorkflow>(client: &Client, input: W::Input) -> RunHandle<W> {
    client.start(TASK_QUEUE, &unique(W::SLUG), &input).await.expect("the run starts")
}

/// Asks again until there is an answer.
///
/// # Panics
/// When there is none after a minute.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let asked = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("never happened: {what}"))
}

/// Waits until a gate of that step is open.
pub async fn open_gate<W: NtroWorkflow>(run: &RunHandle<W>, step: &str) -> PendingAction {
    eventually(&format!("a gate of `{step}`"), || async {
        let state = run.ui_state().await.expect("the run answers");
        state.pending_actions.into_iter().find(|pending| {
            pending.step_id.as_deref() == Some(step) && pending.kind != PendingKind::DrillDown
        })
    })
    .await
}

/// The address of what is shown.
#[must_use]
pub fn address(pending: &PendingAction) -> Address {
    Address::new(pending.gate_id.clone().expect("a gate has an id"))
        .revision(pending.revision.expect("a gate has a revision"))
        .digest(pending.digest.clone().expect("a gate has a digest"))
}

/// Sends a signal with these very payloads.
pub async fn raw_signal(client: &Client, workflow_id: &str, name: &str, payloads: Vec<Payload>) {
    let handle = raw_handle(client, workflow_id);
    let signal = UntypedSignal::<UntypedWorkflow>::new(name);
    handle
        .signal(signal, RawValue::new(payloads), Default::default())
        .await
        .expect("the server takes any signal");
}

/// Sends an update with these very payloads; the error is what the sender reads.
///
/// # Errors
/// The failure's message.
pub async fn raw_update(
    client: &Client,
    workflow_id: &str,
    name: &str,
    payloads: Vec<Payload>,
) -> Result<(), String> {
    let handle = raw_handle(client, workflow_id);
    let update = UntypedUpdate::<UntypedWorkflow>::new(name);
    let answer = handle.execute_update(update, RawValue::new(payloads), Default::default()).await;
    answer.map(drop).map_err(|error| match error {
        WorkflowUpdateError::Failed(failure) => failure.message,
        error => error.to_string(),
    })
}

/// Starts a run by its workflow type with these very payloads.
pub async fn raw_start(client: &Client, workflow_type: &str, payloads: Vec<Payload>) -> String {
    let workflow_id = unique(workflow_type);
    let options = WorkflowStartOptions::new(TASK_QUEUE, workflow_id.as_str()).build();
    let workflow = UntypedWorkflow::new(workflow_type);
    client
        .sdk()
        .start_workflow(workflow, RawValue::new(payloads), options)
        .await
        .expect("the server takes any input");
    workflow_id
}

/// A payload of JSON text, or of what is not JSON.
#[must_use]
pub fn payload(encoding: &str, data: &str) -> Payload {
    Payload {
        metadata: [("encoding".to_owned(), encoding.as_bytes().to_vec())].into(),
        data: data.as_bytes().to_vec(),
        ..Default::default()
    }
}

/// A payload of JSON.
#[must_use]
pub fn json(value: &serde_json::Value) -> Payload {
    payload("json/plain", &value.to_string())
}

fn raw_handle(
    client: &Client,
    workflow_id: &str,
) -> WorkflowHandle<temporalio_client::Client, UntypedWorkflow> {
    let info = WorkflowExecutionInfo::builder().namespace("default").workflow_id(workflow_id).build();
    WorkflowHandle::new(client.sdk().clone(), info)
}

/// The types of the events of a run's history so far.
pub async fn events<W: NtroWorkflow>(run: &RunHandle<W>) -> Vec<EventType> {
    let events =
        run.sdk().fetch_history(Default::default()).into_events().await.expect("the server has the history");
    events.iter().map(temporalio_protos::temporal::api::history::v1::HistoryEvent::event_type).collect()
}
