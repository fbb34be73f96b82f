//! What is answered when a request did not work: a status, the contract's envelope, a frozen word.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::wire::{Refusal, RefusalReason};

/// What is wrong with one key of a body.
///
/// ```
/// use ntro_workflow::worker::tenant_api::TaskActionDto;
///
/// let problems = TaskActionDto::read(br#"{ "type": "maybe", "mood": 3 }"#).unwrap_err();
/// let keys: Vec<_> = problems.iter().map(|problem| problem.key.as_str()).collect();
/// assert_eq!(keys, ["type", "mood"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BodyProblem {
    /// The key as the body has it; empty if it is the body as a whole.
    pub key: String,
    /// One sentence: what is wrong and what to send.
    pub message: String,
}

/// Why a request did not work. As JSON it is the contract's envelope, with the frozen word under `reason`:
/// `{"statusCode": 409, "message": "…", "error": "Conflict", "reason": "stale_view"}`.
///
/// ```
/// use ntro_workflow::wire::{Refusal, RefusalReason};
/// use ntro_workflow::worker::tenant_api::TenantApiError;
///
/// let error = TenantApiError::Refused(Refusal::new(RefusalReason::StaleView, "reload and decide again"));
/// assert_eq!((error.status(), error.reason()), (409, "stale_view".to_owned()));
/// assert_eq!(serde_json::to_value(&error)?["error"], "Conflict");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TenantApiError {
    /// The body, or the task id, is not what the request takes: everything that is wrong with it.
    #[error("{}", sentences(.0))]
    Malformed(Vec<BodyProblem>),
    /// There is no run with that task id.
    #[error("there is no task `{0}`; look at the task list for its id")]
    UnknownTask(String),
    /// The run has closed and takes no more answers.
    #[error("the task `{0}` is closed and takes no more answers; reload it")]
    Closed(String),
    /// The run refused the answer; nothing has changed.
    #[error("{}", .0.message)]
    Refused(Refusal),
    /// Nobody works on the task's runs now.
    #[error(
        "no worker answers for the task `{0}`; send the same request, with the same action id, once one runs"
    )]
    NoWorker(String),
    /// The answer did not come in time. The request may have been applied, or may be still.
    #[error(
        "the task `{0}` did not answer in time; send the same request again, with the same action id if it had one"
    )]
    TimedOut(String),
    /// Temporal cannot be reached, or says something else.
    #[error("the task cannot be reached: {0}; try again in a moment")]
    Unavailable(String),
}

impl TenantApiError {
    /// The HTTP status: 400 where the request itself is to be changed, 404, 409 where what is shown is to be
    /// loaded again, 503 where the same request may work later.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::UnknownTask(_) => 404,
            Self::Closed(_) => 409,
            Self::Refused(refusal) => status_of(refusal.reason),
            Self::NoWorker(_) | Self::TimedOut(_) | Self::Unavailable(_) => 503,
        }
    }

    /// The frozen word: the refusal's own, or `malformed`, `unknown_task`, `task_closed`, `no_worker`,
    /// `timed_out`, `unavailable`.
    #[must_use]
    pub fn reason(&self) -> String {
        let word = match self {
            Self::Malformed(_) => "malformed",
            Self::UnknownTask(_) => "unknown_task",
            Self::Closed(_) => "task_closed",
            Self::Refused(refusal) => {
                let word = serde_json::to_value(refusal.reason).unwrap_or_default();
                return word.as_str().unwrap_or_default().to_owned();
            }
            Self::NoWorker(_) => "no_worker",
            Self::TimedOut(_) => "timed_out",
            Self::Unavailable(_) => "unavailable",
        };
        word.to_owned()
    }

    /// Whether the same request may work later.
    ///
    /// ```
    /// use ntro_workflow::worker::tenant_api::TenantApiError;
    ///
    /// assert!(TenantApiError::TimedOut("close-7".into()).may_be_sent_again());
    /// assert!(!TenantApiError::Closed("close-7".into()).may_be_sent_again());
    /// ```
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        self.status() == 503
    }
}

/// 400 for what the sender has to write otherwise, 409 for what does not fit what is there now.
fn status_of(reason: RefusalReason) -> u16 {
    match reason {
        RefusalReason::Malformed
        | RefusalReason::Ambiguous
        | RefusalReason::InvalidPayload
        | RefusalReason::NotEditable => 400,
        RefusalReason::NoOpenGate
        | RefusalReason::UnknownGate
        | RefusalReason::AlreadyAnswered
        | RefusalReason::StaleView
        | RefusalReason::ActionIdTaken
        | RefusalReason::AddressRequired
        | RefusalReason::TooSoon
        | RefusalReason::NotAllowed
        | RefusalReason::UnknownName
        | RefusalReason::HandlerRefused => 409,
    }
}

/// The words of HTTP.
fn phrase(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        404 => "Not Found",
        409 => "Conflict",
        _ => "Service Unavailable",
    }
}

fn sentences(problems: &[BodyProblem]) -> String {
    problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; ")
}

impl Serialize for TenantApiError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.status();
        let mut envelope = serializer.serialize_map(Some(4))?;
        envelope.serialize_entry("statusCode", &status)?;
        envelope.serialize_entry("message", &self.to_string())?;
        envelope.serialize_entry("error", phrase(status))?;
        envelope.serialize_entry("reason", &self.reason())?;
        envelope.end()
    }
}
