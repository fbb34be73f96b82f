//! Time of a run, passed by the server itself.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::SignedDuration;
use ntro_workflow::worker::UntypedRun;
use prost_wkt_types::{Duration as ProtoDuration, FieldMask};
use temporalio_client::{NamespacedClient as _, tonic};
use temporalio_protos::temporal::api::common::v1::{
    FastForwardConfig, TimeSkippingConfig, WorkflowExecution,
};
use temporalio_protos::temporal::api::enums::v1::FastForwardPollingResult;
use temporalio_protos::temporal::api::workflow::v1::WorkflowExecutionOptions;
use temporalio_protos::temporal::api::workflowservice::v1::{
    PollWorkflowExecutionTimeSkippingRequest, UpdateWorkflowExecutionOptionsRequest,
};

use crate::failure::Wrong;

/// How often the server may skip in one go: a runbook that waits in a loop needs one skip per round.
const MOST_SKIPS: i32 = 2_000;

/// Fast-forwards are told apart by a number.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A fast-forward that was asked for.
pub(crate) struct FastForward {
    run: UntypedRun,
    id: String,
}

/// What a fast-forward came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Forwarded {
    /// The clock of the run stands where it was to.
    There,
    /// The run ended before.
    Closed,
    /// The server gave up; its reason.
    GivenUp(String),
}

impl FastForward {
    /// Has the server forward the clock of an open run. Children do not inherit it: each is forwarded by
    /// itself, or it would run through its gates unasked.
    pub(crate) async fn start(run: &UntypedRun, by: SignedDuration) -> Result<Self, Wrong> {
        let id = format!("forward-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let duration = ProtoDuration { seconds: by.as_secs(), nanos: by.subsec_nanos() };
        let config = TimeSkippingConfig {
            enabled: true,
            fast_forward_config: Some(FastForwardConfig { id: id.clone(), duration: Some(duration) }),
            disable_propagation: true,
            max_session_skip_count: MOST_SKIPS,
        };
        configure(run, config).await?;
        Ok(Self { run: run.clone(), id })
    }

    /// Waits until the clock stands there, or never will.
    pub(crate) async fn done(&self) -> Result<Forwarded, Wrong> {
        let sdk = self.run.client().sdk();
        loop {
            let request = PollWorkflowExecutionTimeSkippingRequest {
                namespace: sdk.namespace(),
                workflow_execution: Some(execution(&self.run)),
                fast_forward_id: self.id.clone(),
            };
            let mut service = sdk.connection().workflow_service();
            let polled = service.poll_workflow_execution_time_skipping(tonic::Request::new(request)).await;
            let polled = match polled {
                Err(status) if status.code() == tonic::Code::NotFound => return Ok(Forwarded::Closed),
                polled => polled.map_err(|status| refused(&status))?.into_inner(),
            };
            match polled.fast_forward_polling_result() {
                FastForwardPollingResult::FastForwardCompleted => return Ok(Forwarded::There),
                FastForwardPollingResult::FastForwardFailed if polled.failed_reason.contains("ended") => {
                    return Ok(Forwarded::Closed);
                }
                FastForwardPollingResult::FastForwardFailed => {
                    return Ok(Forwarded::GivenUp(polled.failed_reason));
                }
                FastForwardPollingResult::Unspecified | FastForwardPollingResult::PollTimeout => {}
            }
        }
    }
}

async fn configure(run: &UntypedRun, config: TimeSkippingConfig) -> Result<(), Wrong> {
    let sdk = run.client().sdk();
    let request = UpdateWorkflowExecutionOptionsRequest {
        namespace: sdk.namespace(),
        workflow_execution: Some(execution(run)),
        workflow_execution_options: Some(WorkflowExecutionOptions {
            time_skipping_config: Some(config),
            ..Default::default()
        }),
        update_mask: Some(FieldMask { paths: vec!["time_skipping_config".to_owned()] }),
        ..Default::default()
    };
    let mut service = sdk.connection().workflow_service();
    let updated = service.update_workflow_execution_options(tonic::Request::new(request)).await;
    updated.map(drop).map_err(|status| refused(&status))
}

/// The newest run of that id.
pub(crate) fn execution(run: &UntypedRun) -> WorkflowExecution {
    WorkflowExecution { workflow_id: run.workflow_id().to_owned(), run_id: String::new() }
}

fn refused(status: &tonic::Status) -> Wrong {
    let message = status.message().to_owned();
    match status.code() {
        tonic::Code::Unimplemented => Wrong::CannotSkip(message),
        _ if message.to_lowercase().contains("time skipping") && message.contains("not") => {
            Wrong::CannotSkip(message)
        }
        _ => Wrong::Rpc(message),
    }
}
