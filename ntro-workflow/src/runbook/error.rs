//! Why a step or a run ends without a result.

use std::error::Error;
use std::fmt;

use serde_json::Value;
use temporalio_workflow::common::error::ApplicationFailure;
use temporalio_workflow::common::protos::temporal::api::failure::v1::Failure as ProtoFailure;
use temporalio_workflow::{
    ActivityExecutionError, ChildWorkflowExecutionError, ChildWorkflowStartError, WorkflowCancellationError,
    WorkflowContext, WorkflowTermination,
};

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::succession::{Succession, succeed};
use crate::runbook::workflow::Runbook;
use crate::state::GateError;

/// The result of a step or a run.
///
/// ```
/// use ntro_workflow::{RunbookError, RunbookResult};
///
/// fn period(text: &str) -> RunbookResult<&str> {
///     let fault = || RunbookError::failed("NoPeriod", format!("`{text}` is not YYYY-MM"));
///     (text.len() == 7).then_some(text).ok_or_else(fault)
/// }
/// assert_eq!(period("2026-03"), Ok("2026-03"));
/// assert_eq!(period("March").unwrap_err().kind(), Some("NoPeriod"));
/// ```
pub type RunbookResult<T> = Result<T, RunbookError>;

/// Why a step or a run ends without a result.
///
/// Returned from `#[run]`, `Cancelled` closes the run as cancelled and `Failed` closes it as failed,
/// with [`Failure::kind`] as the failure type that clients and alerts match on; `ContinuedAsNew` has it
/// go on as a new run. Nothing that it carries ever fails a workflow task.
///
/// ```
/// use ntro_workflow::RunbookError;
///
/// let error = RunbookError::rejected(Some("the total is wrong".into()));
/// assert_eq!(error.kind(), Some("Rejected"));
/// assert_eq!(error.to_string(), "rejected: the total is wrong");
///
/// let error = RunbookError::failed("PeriodClosed", "2026-03 is closed; reopen it first")
///     .with_details(serde_json::json!({ "period": "2026-03" }));
/// assert_eq!(error.kind(), Some("PeriodClosed"));
///
/// let error = RunbookError::cancelled(None);
/// assert!(error.is_cancelled() && error.kind().is_none());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum RunbookError {
    /// The run was cancelled.
    Cancelled(Cancellation),
    /// Something failed.
    Failed(Box<Failure>),
    /// Nothing is wrong: the run goes on as a new one ([`Ctx::continue_as_new`](crate::Ctx::continue_as_new)).
    ContinuedAsNew(Succession),
}

/// The text of what it carries.
impl fmt::Display for RunbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled(cancellation) => cancellation.fmt(f),
            Self::Failed(failure) => failure.fmt(f),
            Self::ContinuedAsNew(succession) => succession.fmt(f),
        }
    }
}

/// What it carries is its source, so that it is still found behind an author's error that is
/// transparent to it: such an error has the source of what it wraps, and not the wrapped error itself.
impl Error for RunbookError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(match self {
            Self::Cancelled(cancellation) => cancellation,
            Self::Failed(failure) => &**failure,
            Self::ContinuedAsNew(succession) => succession,
        })
    }
}

/// That the run was cancelled.
///
/// ```
/// use ntro_workflow::Cancellation;
///
/// let cancellation = Cancellation { reason: Some("wrong period".into()) };
/// assert_eq!(cancellation.to_string(), "cancelled: wrong period");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("cancelled{}", reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default())]
pub struct Cancellation {
    /// What the one who cancelled it said.
    pub reason: Option<String>,
}

/// What failed.
///
/// ```
/// use ntro_workflow::{Failure, RunbookError};
///
/// let RunbookError::Failed(failure) = RunbookError::rejected(None) else { panic!("a failure") };
/// let Failure { kind, message, details } = *failure;
/// assert_eq!((kind.as_str(), message.as_str(), details), ("Rejected", "rejected", None));
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The failure type: one frozen Pascal-case word.
    pub kind: String,
    /// One sentence for the person.
    pub message: String,
    /// Anything that a program should read, as JSON.
    pub details: Option<Value>,
}

impl RunbookError {
    /// A failure of the author's own kind: one frozen Pascal-case word, and one sentence for the person.
    pub fn failed(kind: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Failed(Box::new(Failure { kind: kind.into(), message: message.into(), details: None }))
    }

    /// A person said no, and perhaps why: closes the run as failed with the type `Rejected`.
    #[must_use]
    pub fn rejected(comments: Option<String>) -> Self {
        let comments = comments.map(|comments| format!(": {comments}")).unwrap_or_default();
        Self::failed("Rejected", format!("rejected{comments}"))
    }

    /// The run was cancelled, for a reason that is known or not: closes the run as cancelled.
    #[must_use]
    pub fn cancelled(reason: Option<String>) -> Self {
        Self::Cancelled(Cancellation { reason })
    }

    /// The failure type, if it is a failure.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Cancelled(_) | Self::ContinuedAsNew(_) => None,
            Self::Failed(failure) => Some(&failure.kind),
        }
    }

    /// Whether the run was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled(_))
    }

    /// The same failure with details for programs. What is no failure stays as it is.
    #[must_use]
    pub fn with_details(self, details: Value) -> Self {
        match self {
            Self::Failed(failure) => Self::Failed(Box::new(Failure { details: Some(details), ..*failure })),
            other => other,
        }
    }

    /// What an author's error means to the run: the runbook error it wraps, wherever in the chain of
    /// sources, else a failure of the type `RunbookFailed`. The author's words are kept.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Self {
        for cause in chain(error) {
            if let Some(cancellation) = cause.downcast_ref::<Cancellation>() {
                return Self::Cancelled(cancellation.clone());
            }
            if let Some(succession) = cause.downcast_ref::<Succession>() {
                return Self::ContinuedAsNew(succession.clone());
            }
            if let Some(failure) = cause.downcast_ref::<Failure>() {
                return Self::Failed(Box::new(Failure { message: error.to_string(), ..failure.clone() }));
            }
        }
        Self::failed("RunbookFailed", error.to_string())
    }

    pub(crate) fn panicked(place: &str, message: &str) -> Self {
        Self::failed("Panic", format!("{place} panicked: {message}"))
    }

    pub(crate) fn into_termination<W: NtroWorkflow>(
        self,
        context: &WorkflowContext<Runbook<W>>,
    ) -> WorkflowTermination {
        let failure = match self {
            Self::Cancelled(_) => return WorkflowTermination::cancelled(),
            Self::ContinuedAsNew(succession) => return succeed(context, &succession),
            Self::Failed(failure) => *failure,
        };
        let builder =
            ApplicationFailure::builder(failure.message).type_name(failure.kind).non_retryable(true);
        WorkflowTermination::failed_application(match failure.details {
            Some(details) => builder.details(details).build(),
            None => builder.build(),
        })
    }

    /// A failed activity: the author's activity error as it is, else `ActivityFailed`.
    pub(crate) fn of_activity(name: &str, error: &ActivityExecutionError) -> Self {
        let (kind, message) = match error {
            ActivityExecutionError::Failed(error) => root(error.failure()),
            error => (None, error.to_string()),
        };
        match kind {
            Some(kind) => Self::failed(kind, message),
            None => Self::failed("ActivityFailed", format!("activity `{name}` failed: {message}")),
        }
    }

    /// A failed child run: the type of the child's failure, else `ChildFailed`.
    pub(crate) fn of_child(slug: &str, error: &ChildWorkflowExecutionError) -> Self {
        let (kind, message) = match error {
            ChildWorkflowExecutionError::Failed(error) => root(error.failure()),
            error => (None, error.to_string()),
        };
        Self::failed(kind.unwrap_or("ChildFailed"), format!("child run `{slug}` failed: {message}"))
    }

    pub(crate) fn of_child_start(slug: &str, error: &ChildWorkflowStartError) -> Self {
        Self::failed("ChildNotStarted", format!("child run `{slug}` could not be started: {error}"))
    }
}

impl From<WorkflowCancellationError> for RunbookError {
    fn from(error: WorkflowCancellationError) -> Self {
        Self::cancelled(error.reason().map(str::to_owned))
    }
}

impl From<GateError> for RunbookError {
    fn from(error: GateError) -> Self {
        Self::failed("GateNotOpened", error.to_string())
    }
}

/// What a step or `#[run]` may fail with: [`RunbookError`], or an error type of the author's that can
/// carry one, so that a cancellation or a panic inside the step has a way out.
///
/// An error that neither is nor wraps a [`RunbookError`] closes the run as failed with the type
/// `RunbookFailed`.
///
/// ```
/// #[derive(Debug, thiserror::Error)]
/// enum CloseError {
///     #[error("period {0} is closed already")]
///     Closed(String),
///     #[error(transparent)]
///     Runbook(#[from] ntro_workflow::RunbookError),
/// }
///
/// fn can_fail_a_step<E: ntro_workflow::StepError>() {}
/// can_fail_a_step::<CloseError>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a step cannot fail with `{Self}`",
    note = "use `RunbookError`, or an error type that implements `std::error::Error` and `From<RunbookError>`"
)]
pub trait StepError: From<RunbookError> + Error + 'static {}

#[diagnostic::do_not_recommend]
impl<E: From<RunbookError> + Error + 'static> StepError for E {}

/// Any `Result`, through any alias of it.
pub trait AnyResult {
    /// The success type.
    type Ok;
    /// The error type.
    type Error;

    /// The result itself.
    ///
    /// # Errors
    /// Its own.
    fn into_result(self) -> Result<Self::Ok, Self::Error>;

    /// The result that is this error.
    fn from_error(error: Self::Error) -> Self;

    /// The error, if it is one.
    fn error(&self) -> Option<&Self::Error>;
}

impl<T, E> AnyResult for Result<T, E> {
    type Ok = T;
    type Error = E;

    fn into_result(self) -> Self {
        self
    }

    fn from_error(error: E) -> Self {
        Err(error)
    }

    fn error(&self) -> Option<&E> {
        self.as_ref().err()
    }
}

/// What a step returns: a `Result` whose error can carry a [`RunbookError`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result`",
    label = "not a `Result`",
    note = "a step can fail: return `RunbookResult<T>`, or another `Result`"
)]
pub trait StepResult: AnyResult<Error: StepError> {}

impl<T, E: StepError> StepResult for Result<T, E> {}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

/// The error and what caused it, in one sentence; a cause whose words are there already is left out.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    for cause in error.source().into_iter().flat_map(chain) {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// The innermost failure that has an application's type, else the innermost that says something:
/// what the author's code said, under the wrappers of the server.
pub(crate) fn root(failure: &ProtoFailure) -> (Option<&str>, String) {
    let causes = std::iter::successors(Some(failure), |failure| failure.cause.as_deref());
    let root = causes.filter(|failure| !failure.message.is_empty()).last().unwrap_or(failure);
    let kind = root.maybe_application_failure().map(|info| info.r#type.as_str());
    (kind.filter(|kind| !kind.is_empty()), root.message.clone())
}
