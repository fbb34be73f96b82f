//! The server's memory of which worker has a run in its cache.

use ntro_workflow::worker::UntypedRun;
use temporalio_client::{NamespacedClient as _, tonic};
use temporalio_protos::temporal::api::workflowservice::v1::ResetStickyTaskQueueRequest;

use crate::failure::Wrong;
use crate::time::execution;

/// Has the server forget it: the worker was killed, and otherwise the next task of the run would wait some seconds
/// for it.
pub(crate) async fn forget(run: &UntypedRun) -> Result<(), Wrong> {
    let sdk = run.client().sdk();
    let request = ResetStickyTaskQueueRequest { namespace: sdk.namespace(), execution: Some(execution(run)) };
    match sdk.connection().workflow_service().reset_sticky_task_queue(tonic::Request::new(request)).await {
        Ok(_) => Ok(()),
        // It has closed meanwhile, and needs no worker.
        Err(status) if status.code() == tonic::Code::NotFound => Ok(()),
        Err(status) => Err(Wrong::Rpc(status.message().to_owned())),
    }
}
