//! Why a provider does not do what it should.

use std::time::Duration;

use ntro_workflow::ActivityError;

/// What went wrong, and with it whether another try may help.
///
/// ```
/// use ntro_services::agents::AgentErrorKind;
///
/// assert!(AgentErrorKind::RateLimited.is_retryable());
/// assert!(!AgentErrorKind::UnknownAgent.is_retryable());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgentErrorKind {
    /// There is no key for the provider, or no usable address of it.
    Configuration,
    /// The provider does not know the key (401).
    Unauthorized,
    /// The key may not do this (403).
    Forbidden,
    /// The provider has no such agent (404 when a session starts).
    UnknownAgent,
    /// The provider has no such session or file any more (404 later).
    Gone,
    /// The provider does not take the request as it is (other 4xx).
    Refused,
    /// Too many requests (429).
    RateLimited,
    /// The provider has a fault of its own (5xx, 408, 409, 425).
    Down,
    /// No answer at all: no connection, a time-out, an answer that broke off.
    Unreachable,
    /// An answer that makes no sense, such as the page of a proxy.
    Nonsense,
    /// An answer or a file that is larger than what is taken.
    TooLarge,
}

impl AgentErrorKind {
    /// Whether the same request may work later.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::RateLimited | Self::Down | Self::Unreachable | Self::Nonsense)
    }

    /// The failure type of the activity.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Configuration => "AgentConfiguration",
            Self::Unauthorized => "AgentUnauthorized",
            Self::Forbidden => "AgentForbidden",
            Self::UnknownAgent => "UnknownAgent",
            Self::Gone => "AgentSessionGone",
            Self::Refused => "AgentRefused",
            Self::RateLimited => "AgentRateLimited",
            Self::Down => "AgentProviderDown",
            Self::Unreachable => "AgentProviderUnreachable",
            Self::Nonsense => "AgentProviderNonsense",
            Self::TooLarge => "AgentOutputTooLarge",
        }
    }
}

/// Why a provider does not do what it should: one sentence, with nothing secret in it.
///
/// ```
/// use ntro_services::agents::{AgentError, AgentErrorKind};
///
/// let error = AgentError::new(AgentErrorKind::Forbidden, "the key may not use agents; ask for another one");
/// assert_eq!(error.to_string(), "the key may not use agents; ask for another one");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AgentError {
    /// What went wrong.
    pub kind: AgentErrorKind,
    /// The sentence.
    pub message: String,
    /// How long the provider asks to wait before the next try.
    pub retry_after: Option<Duration>,
}

impl AgentError {
    /// An error of that kind.
    pub fn new(kind: AgentErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), retry_after: None }
    }

    pub(super) fn into_activity(self) -> ActivityError {
        let name = self.kind.name();
        match self.kind.is_retryable() {
            true => ActivityError::retryable(name, self),
            false => ActivityError::permanent(name, self),
        }
    }
}
