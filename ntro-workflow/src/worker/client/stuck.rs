//! Why a run is stuck: its workflow task fails, and the server has it done again and again.

use temporalio_client::{NamespacedClient as _, tonic};
use temporalio_protos::temporal::api::common::v1::WorkflowExecution;
use temporalio_protos::temporal::api::history::v1::WorkflowTaskFailedEventAttributes;
use temporalio_protos::temporal::api::workflowservice::v1::GetWorkflowExecutionHistoryReverseRequest;

use crate::runbook::error::root;
use crate::worker::History;
use crate::worker::client::{Client, ClientError};

impl Client {
    /// Why the newest workflow task of a run failed; `None` if it did not, or was made up for since.
    pub(crate) async fn failed_task(
        &self,
        workflow_id: &str,
        run_id: Option<&str>,
    ) -> Result<Option<String>, ClientError> {
        let execution = WorkflowExecution {
            workflow_id: workflow_id.to_owned(),
            run_id: run_id.unwrap_or_default().to_owned(),
        };
        let request = GetWorkflowExecutionHistoryReverseRequest {
            namespace: self.sdk().namespace(),
            execution: Some(execution),
            ..Default::default()
        };
        let mut service = self.sdk().connection().workflow_service();
        let newest = service.get_workflow_execution_history_reverse(tonic::Request::new(request)).await;
        let newest = newest.map_err(|status| ClientError::of_status(&status))?.into_inner();
        Ok(History::failed_task(&newest.history.unwrap_or_default().events).map(spoken))
    }
}

/// What it says of itself, or else the name of its cause.
fn spoken(failed: &WorkflowTaskFailedEventAttributes) -> String {
    let said = failed.failure.as_ref().map(|failure| root(failure).1).filter(|said| !said.is_empty());
    let said = said.unwrap_or_else(|| failed.cause().as_str_name().to_owned());
    said.trim_end_matches('.').to_owned()
}
