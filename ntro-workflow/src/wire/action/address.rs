//! Which opening of which gate a message answers, and who sends it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The opening of a gate that the sender had in view.
///
/// The three values are copied from `current_pending_action`. With `revision` or `digest` the
/// answer is bound to exactly what was shown; with the gate id alone, to the opening.
///
/// ```
/// use ntro_workflow::wire::action::{Address, UserActionMessage};
/// use serde_json::json;
///
/// let seen = Address::new("review_lines/review/1/4f9c01aa").revision(2);
/// let message = serde_json::to_value(UserActionMessage::approve().at(&seen))?;
/// assert_eq!(
///     message,
///     json!({ "action": "approved", "gate_id": "review_lines/review/1/4f9c01aa", "revision": 2 }),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    /// The opening's id.
    pub gate_id: String,
    /// How many row edits the sender had seen, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The digest of the payload and hint that the sender had seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Address {
    /// An address by gate id alone.
    pub fn new(gate_id: impl Into<String>) -> Self {
        Self { gate_id: gate_id.into(), revision: None, digest: None }
    }

    /// Adds the revision that was seen.
    #[must_use]
    pub fn revision(mut self, revision: u32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// Adds the digest that was seen.
    ///
    /// ```
    /// use ntro_workflow::wire::action::Address;
    ///
    /// let seen = Address::new("review_lines/review/1/4f9c01aa").revision(2).digest("9f86…");
    /// assert_eq!(seen.digest.as_deref(), Some("9f86…"));
    /// ```
    #[must_use]
    pub fn digest(mut self, digest: impl Into<String>) -> Self {
        self.digest = Some(digest.into());
        self
    }
}

/// Who a message says it comes from: a name, or an object of the sender's own shape.
///
/// ```
/// use ntro_workflow::wire::action::{ActionMessage, Actor};
/// use serde_json::json;
///
/// let message = json!({ "action": "approve", "actedBy": "ada@example.com" });
/// let actor = ActionMessage::decode(&message)?.actor;
/// assert_eq!(actor, Some(Actor::from("ada@example.com")));
/// # Ok::<(), ntro_workflow::wire::action::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Actor {
    /// A name, an address or an id.
    Name(String),
    /// Anything more detailed, such as `{"id": …, "roles": […]}`.
    Details(Map<String, Value>),
}

impl From<&str> for Actor {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Actor {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<Map<String, Value>> for Actor {
    fn from(details: Map<String, Value>) -> Self {
        Self::Details(details)
    }
}
