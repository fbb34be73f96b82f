//! Why a message was not understood.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The two ways not to be understood.
///
/// ```
/// use ntro_workflow::wire::action::MalformedReason;
///
/// assert_eq!(serde_json::to_value(MalformedReason::Ambiguous)?, "ambiguous");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MalformedReason {
    /// A value of the wrong type, or a required one missing.
    Malformed,
    /// The shape is fine, but what is meant could be more than one thing, or nothing.
    Ambiguous,
}

/// A message that was not understood, and what would make it so.
///
/// ```
/// use ntro_workflow::wire::action::{ActionMessage, MalformedReason};
/// use serde_json::json;
///
/// let refusal = ActionMessage::decode(&json!("approve")).unwrap_err();
/// assert_eq!(refusal.reason, MalformedReason::Malformed);
/// assert!(refusal.to_string().contains(r#"{"action": "approved"}"#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Malformed {
    /// Which of the two.
    pub reason: MalformedReason,
    /// One sentence: what, where (a JSON pointer), and the remedy.
    pub message: String,
}

impl Malformed {
    pub(super) fn shape(message: impl Into<String>) -> Self {
        Self { reason: MalformedReason::Malformed, message: message.into() }
    }

    pub(super) fn ambiguous(message: impl Into<String>) -> Self {
        Self { reason: MalformedReason::Ambiguous, message: message.into() }
    }
}
