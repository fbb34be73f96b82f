//! A run by its names alone: JSON in, raw payloads out, so that a wrong shape is our error to name.

use serde_json::Value;
use temporalio_client::{NamespacedClient as _, WorkflowExecutionInfo, WorkflowHandle, WorkflowQueryOptions};
use temporalio_workflow::common::data_converters::RawValue;
use temporalio_workflow::common::{
    HasWorkflowDefinition, QueryDefinition, SignalDefinition, UpdateDefinition, WorkflowDefinition,
};

use crate::runbook::payload;
use crate::wire::Payload;
use crate::wire::decode;
use crate::worker::client::{Client, ClientError};

pub(crate) fn raw_handle(
    client: &Client,
    workflow_id: &str,
    run_id: Option<String>,
) -> WorkflowHandle<temporalio_client::Client, RawRun> {
    let sdk = client.sdk();
    let info = WorkflowExecutionInfo::builder()
        .namespace(sdk.namespace())
        .workflow_id(workflow_id)
        .maybe_run_id(run_id)
        .build();
    WorkflowHandle::new(sdk.clone(), info)
}

pub(crate) async fn query_json(
    handle: &WorkflowHandle<temporalio_client::Client, RawRun>,
    workflow_id: &str,
    name: &str,
    argument: Value,
) -> Result<Value, ClientError> {
    let answer = handle.query(RawName(name.into()), argument, WorkflowQueryOptions::default()).await;
    let answer = answer.map_err(|error| ClientError::of_query(workflow_id, &error))?;
    payload::single_json(&answer.payloads).map_err(|message| misfit("the answer of a query", message))
}

pub(crate) fn encode<T: Payload>(what: &str, value: &T) -> Result<Value, ClientError> {
    payload::to_json(value).map_err(|message| misfit(what, message))
}

pub(crate) fn fit<T: Payload>(what: &str, value: Value) -> Result<T, ClientError> {
    decode::from_value(value).map_err(|violation| misfit(what, violation.to_string()))
}

pub(crate) fn misfit(what: &str, message: String) -> ClientError {
    ClientError::Payload { what: what.into(), message }
}

/// A run by its workflow type: JSON in, raw payloads out, so that wrong shapes are our errors.
///
/// It is the type of [`UntypedRun::sdk`](crate::worker::UntypedRun::sdk).
///
/// ```
/// use ntro_workflow::worker::{RawRun, UntypedRun};
/// use temporalio_client::{Client, WorkflowHandle};
///
/// fn of_the_sdk(run: &UntypedRun) -> WorkflowHandle<Client, RawRun> {
///     run.sdk()
/// }
/// ```
pub struct RawRun(String);

impl RawRun {
    pub(crate) fn new(workflow_type: &str) -> Self {
        Self(workflow_type.to_owned())
    }
}

impl WorkflowDefinition for RawRun {
    type Input = Value;
    type Output = RawValue;

    fn name(&self) -> &str {
        &self.0
    }
}

impl HasWorkflowDefinition for RawRun {
    type Run = Self;
}

/// A signal, query or update by its name.
pub(crate) struct RawName(pub(crate) String);

impl SignalDefinition for RawName {
    type Workflow = RawRun;
    type Input = Value;

    fn name(&self) -> &str {
        &self.0
    }
}

impl QueryDefinition for RawName {
    type Workflow = RawRun;
    type Input = Value;
    type Output = RawValue;

    fn name(&self) -> &str {
        &self.0
    }
}

impl UpdateDefinition for RawName {
    type Workflow = RawRun;
    type Input = Value;
    type Output = RawValue;

    fn name(&self) -> &str {
        &self.0
    }
}
