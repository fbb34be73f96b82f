//! What the sender of an answer is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::action::{Malformed, MalformedReason};

/// Why a message was refused. Frozen words: clients and people match on them.
///
/// ```
/// use ntro_workflow::wire::RefusalReason;
///
/// assert_eq!(serde_json::to_value(RefusalReason::StaleView)?, "stale_view");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// Not a JSON object, or a field of it has the wrong type.
    Malformed,
    /// No decision in it, or two that differ, or a correction that corrects nothing.
    Ambiguous,
    /// No gate is open.
    NoOpenGate,
    /// The run has no such opening: of another run, another gate, or never.
    UnknownGate,
    /// That opening has been answered, or has closed otherwise.
    AlreadyAnswered,
    /// The person saw something else than what is there now.
    StaleView,
    /// Another answer was taken under that `action_id`.
    ActionIdTaken,
    /// The answer names no gate and the open ones are not exactly one review.
    AddressRequired,
    /// The answer names no gate, and the gate opened too short a time ago to have been seen.
    TooSoon,
    /// The gate does not take this answer.
    NotAllowed,
    /// A correction or the corrected value does not fit.
    InvalidPayload,
    /// People may not edit that field, or that row, at this gate.
    NotEditable,
    /// The run has no handler of that name.
    UnknownName,
    /// The author's handler did not accept it.
    HandlerRefused,
}

/// A refused message: what was wrong, where, and what to do.
///
/// ```
/// use ntro_workflow::wire::{Refusal, RefusalReason};
///
/// let refusal = Refusal::new(RefusalReason::StaleView, "reload and decide again");
/// assert_eq!(refusal.to_string(), "stale_view: reload and decide again");
/// assert_eq!(refusal.at("review/review/1/5e6f").gate_id.as_deref(), Some("review/review/1/5e6f"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[error("{}: {message}", serde_json::to_value(reason).ok().and_then(|word| word.as_str().map(String::from)).unwrap_or_default())]
pub struct Refusal {
    /// The frozen word.
    pub reason: RefusalReason,
    /// One sentence for the person.
    pub message: String,
    /// The opening it was meant for, if it named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_id: Option<String>,
}

impl Refusal {
    /// A refusal that concerns no particular opening.
    pub fn new(reason: RefusalReason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into(), gate_id: None }
    }

    /// The same refusal, naming the opening.
    #[must_use]
    pub fn at(mut self, gate_id: impl Into<String>) -> Self {
        self.gate_id = Some(gate_id.into());
        self
    }
}

/// An applied message.
///
/// ```
/// use ntro_workflow::wire::Receipt;
///
/// let receipt: Receipt = serde_json::from_value(serde_json::json!({
///     "gate_id": "review/review/1/5e6f0a1b2c3d", "revision": 2, "digest": "9f86…", "closed": false,
/// }))?;
/// assert!(!receipt.closed); // a row edit: the next answer names revision 2
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// The opening it was applied to.
    pub gate_id: String,
    /// The opening's revision afterwards: 1 at opening, one more per applied row edit.
    pub revision: u32,
    /// The digest of what the opening shows afterwards.
    pub digest: String,
    /// Whether the opening takes no more answers.
    pub closed: bool,
}

impl From<Malformed> for Refusal {
    fn from(malformed: Malformed) -> Self {
        let reason = match malformed.reason {
            MalformedReason::Malformed => RefusalReason::Malformed,
            MalformedReason::Ambiguous => RefusalReason::Ambiguous,
        };
        Self::new(reason, malformed.message)
    }
}

impl Refusal {
    /// Reads a refusal back from its text, as it arrives in the failure of an update. The opening is
    /// not in the text.
    ///
    /// ```
    /// use ntro_workflow::wire::{Refusal, RefusalReason};
    ///
    /// let refusal = Refusal::new(RefusalReason::StaleView, "reload and decide again");
    /// assert_eq!(Refusal::parse(&refusal.to_string()), Some(refusal));
    /// assert_eq!(Refusal::parse("connection reset"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, message) = text.split_once(": ")?;
        let reason = serde_json::from_value(word.into()).ok()?;
        Some(Self::new(reason, message))
    }
}
