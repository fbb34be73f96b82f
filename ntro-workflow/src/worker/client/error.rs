//! What can go wrong between a client, the server and a run; and what the server's codes mean.

use std::error::Error;

use temporalio_client::errors::{
    ClientConnectError, WorkflowGetResultError, WorkflowInteractionError, WorkflowQueryError,
    WorkflowUpdateError,
};
use temporalio_client::tonic::{Code, Status};
use temporalio_protos::temporal::api::errordetails::v1::NamespaceNotFoundFailure;
use temporalio_protos::utilities::decode_status_detail;

use crate::runbook::error::{root, with_causes};
use crate::wire::Refusal;

/// Why talking to Temporal or to a run failed.
///
/// ```
/// use ntro_workflow::wire::{Refusal, RefusalReason};
/// use ntro_workflow::worker::ClientError;
///
/// fn may_be_sent_again(error: &ClientError) -> bool {
///     matches!(error, ClientError::Connect { .. } | ClientError::Server(_))
/// }
/// let refusal = Refusal::new(RefusalReason::StaleView, "reload and decide again");
/// assert!(!may_be_sent_again(&ClientError::Refused(refusal)));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No connection: no server there, or none that speaks with us.
    #[error("cannot reach Temporal at {address}: {message}; start a server there, or set TEMPORAL_ADDRESS")]
    Connect {
        /// Where it was sought.
        address: String,
        /// What the network or the server said.
        message: String,
    },
    /// The configuration from the environment is not fit.
    #[error(
        "the Temporal configuration is not valid: {0}; see TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and temporal.toml"
    )]
    Configuration(String),
    /// A run with that workflow id is open already.
    #[error("a run `{0}` is open already; choose another id, or talk to that one")]
    AlreadyStarted(String),
    /// There is no run with that workflow id, or it is closed and takes no more messages.
    #[error("there is no run `{0}`, or it is closed")]
    NotFound(String),
    /// The server has no such namespace.
    #[error(
        "Temporal has no namespace `{0}`; name another one with TEMPORAL_NAMESPACE, or create it with `temporal operator \
         namespace create`"
    )]
    NoNamespace(String),
    /// The server takes no such request, however often it is sent: an id that is none, or more than it takes at once.
    #[error("Temporal takes no such request: {0}")]
    Invalid(String),
    /// The run does not go on: its workflow task fails whenever it is tried, so that it answers nobody. It goes on
    /// by itself once its worker has code that can do the task.
    #[error("the run `{workflow_id}` is stuck: {cause}; mend its runbook, or end it by terminating it")]
    Stuck {
        /// The workflow id.
        workflow_id: String,
        /// Why the task fails, in the words of the history.
        cause: String,
    },
    /// The run refused the message; nothing has changed.
    #[error(transparent)]
    Refused(Refusal),
    /// The run closed as failed.
    #[error("the run failed with {kind}: {message}")]
    RunFailed {
        /// The failure type, such as `Rejected`; `Failed` where it has none.
        kind: String,
        /// The failure's message.
        message: String,
    },
    /// The run closed as cancelled.
    #[error("the run was cancelled")]
    RunCancelled,
    /// The run was terminated.
    #[error("the run was terminated")]
    RunTerminated,
    /// The run's execution or run timeout passed.
    #[error("the run timed out")]
    RunTimedOut,
    /// A value does not fit its type: one of ours is not JSON, or one of the run's is of another shape.
    #[error("{what} does not fit: {message}")]
    Payload {
        /// Which value.
        what: String,
        /// Where and why.
        message: String,
    },
    /// Anything else that the server said.
    #[error("Temporal: {0}")]
    Server(String),
}

impl ClientError {
    /// Whether it says how the run closed, and not that nobody knows.
    ///
    /// ```
    /// use ntro_workflow::worker::ClientError;
    ///
    /// assert!(ClientError::RunTimedOut.is_close());
    /// assert!(!ClientError::NotFound("close-2026-03".into()).is_close());
    /// ```
    #[must_use]
    pub fn is_close(&self) -> bool {
        matches!(self, Self::RunFailed { .. } | Self::RunCancelled | Self::RunTerminated | Self::RunTimedOut)
    }

    pub(crate) fn of_connect(address: String, error: &ClientConnectError) -> Self {
        let message = match error {
            ClientConnectError::SystemInfoCallError(status) if status.code() == Code::Unimplemented => {
                "something else than Temporal listens there".to_owned()
            }
            ClientConnectError::SystemInfoCallError(status) => innermost(status),
            error => innermost(error),
        };
        Self::Connect { address, message }
    }

    /// What the server said, whatever was asked.
    pub(crate) fn of_status(status: &Status) -> Self {
        let said = innermost(status);
        match status.code() {
            Code::NotFound => match missing_namespace(status) {
                Some(namespace) => Self::NoNamespace(namespace),
                None => Self::Server(said),
            },
            Code::InvalidArgument => Self::Invalid(format!("{}; correct that", said.trim_end_matches('.'))),
            // Of the transport and not of the server, which gives details where there is too much of something.
            Code::ResourceExhausted if status.details().is_empty() => Self::Invalid(format!(
                "it is too large ({said}); keep large data elsewhere and send a reference to it"
            )),
            Code::PermissionDenied | Code::Unauthenticated => {
                Self::Configuration(format!("the server lets nobody in with these credentials: {said}"))
            }
            _ => Self::Server(said),
        }
    }

    /// What is not there: the run, or the whole namespace.
    fn of_missing(workflow_id: &str, status: &Status) -> Self {
        missing_namespace(status).map_or_else(|| Self::NotFound(workflow_id.to_owned()), Self::NoNamespace)
    }

    pub(crate) fn of_query(workflow_id: &str, error: &WorkflowQueryError) -> Self {
        match error {
            WorkflowQueryError::NotFound(status) => Self::of_missing(workflow_id, status),
            WorkflowQueryError::Rpc(status) => match Refusal::parse(status.message()) {
                Some(refusal) => Self::Refused(refusal),
                None => Self::of_status(status),
            },
            error => Self::Server(with_causes(error)),
        }
    }

    pub(crate) fn of_update(workflow_id: &str, error: &WorkflowUpdateError) -> Self {
        match error {
            WorkflowUpdateError::NotFound(status) => Self::of_missing(workflow_id, status),
            WorkflowUpdateError::Rpc(status) => Self::of_status(status),
            WorkflowUpdateError::Failed(failure) => match Refusal::parse(&failure.message) {
                Some(refusal) => Self::Refused(refusal),
                None => Self::Server(failure.message.clone()),
            },
            error => Self::Server(with_causes(error)),
        }
    }

    pub(crate) fn of_interaction(workflow_id: &str, error: &WorkflowInteractionError) -> Self {
        match error {
            WorkflowInteractionError::NotFound(status) => Self::of_missing(workflow_id, status),
            WorkflowInteractionError::Rpc(status) => Self::of_status(status),
            error => Self::Server(with_causes(error)),
        }
    }

    pub(crate) fn of_result(workflow_id: &str, error: &WorkflowGetResultError) -> Self {
        match error {
            WorkflowGetResultError::Failed(failure) => {
                let (kind, message) = root(failure.failure());
                Self::RunFailed { kind: kind.unwrap_or("Failed").to_owned(), message }
            }
            WorkflowGetResultError::Cancelled { .. } => Self::RunCancelled,
            WorkflowGetResultError::Terminated { .. } => Self::RunTerminated,
            WorkflowGetResultError::TimedOut => Self::RunTimedOut,
            WorkflowGetResultError::NotFound(status) => Self::of_missing(workflow_id, status),
            WorkflowGetResultError::Rpc(status) => Self::of_status(status),
            error => Self::Server(with_causes(error)),
        }
    }
}

fn missing_namespace(status: &Status) -> Option<String> {
    let missing: NamespaceNotFoundFailure = decode_status_detail(status.details())?;
    Some(missing.namespace).filter(|namespace| !namespace.is_empty())
}

/// What the deepest cause says: those above it only say that there is one.
fn innermost(error: &(dyn Error + 'static)) -> String {
    match (error.source(), error.downcast_ref::<Status>()) {
        (Some(cause), _) => innermost(cause),
        // A status writes its code and all its details, too.
        (None, Some(status)) if status.message().is_empty() => status.code().description().to_owned(),
        (None, Some(status)) => status.message().to_owned(),
        (None, None) => error.to_string(),
    }
}
