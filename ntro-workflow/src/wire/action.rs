//! What a person answers: the `user_action` message, read from every spelling in the wild and
//! written in one.
//!
//! Reading and judging are apart. This module only says what a message *means*; whether the
//! meaning applies to a gate that is open now is the state machine's business.
//!
//! | file | idea |
//! | --- | --- |
//! | `decision` | a decision on a whole gate |
//! | `correction` | one corrected cell, as a message carries it |
//! | `row` | an edit of one row, which leaves the gate open |
//! | `address` | which opening of which gate is meant, and who speaks |
//! | `malformed` | why a message was not understood |
//! | `decode` | the one decoder, a frozen table of words and keys |
//! | `encode` | the one spelling that we send |
//! | `message` | the builder for clients and tests |

use serde_json::Value;

mod address;
mod correction;
mod decision;
mod decode;
mod encode;
mod malformed;
mod message;
mod row;
mod schema;
#[cfg(test)]
mod tests;

pub use address::{Actor, Address};
pub use correction::Correction;
pub use decision::{Action, Decision};
pub use malformed::{Malformed, MalformedReason};
pub use message::UserActionMessage;
pub use row::{RowAction, RowActionKind};

/// A `user_action` message that was understood.
///
/// It is read by [`ActionMessage::decode`] and by serde alike (both go through the one decoder),
/// and serialises to the canonical spelling.
///
/// ```
/// use ntro_workflow::wire::action::{Action, ActionMessage, Verb};
/// use serde_json::json;
///
/// let message = ActionMessage::decode(&json!({ "type": "rejected", "comments": "wrong month" }))?;
/// let Verb::Decide(decision) = message.verb else { panic!("a decision") };
/// assert_eq!(decision.action, Action::Rejected);
/// assert_eq!(decision.comments.as_deref(), Some("wrong month"));
/// assert_eq!(message.address, None);
/// # Ok::<(), ntro_workflow::wire::action::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionMessage {
    /// What is to be done.
    pub verb: Verb,
    /// The opening that the sender saw; `None` from a client that knows of no gates.
    pub address: Option<Address>,
    /// The sender's own id of this answer: under one id a gate takes one answer, once.
    pub action_id: Option<String>,
    /// Who speaks, as the message claims it. Nothing here verifies it.
    pub actor: Option<Actor>,
}

/// What a message asks for.
///
/// ```
/// use ntro_workflow::wire::action::{ActionMessage, Verb};
/// use serde_json::json;
///
/// let edit = json!({ "kind": "row_action", "action": "reject_row", "rowId": "r1" });
/// assert!(matches!(ActionMessage::decode(&edit)?.verb, Verb::Row(row) if row.row_id == "r1"));
/// # Ok::<(), ntro_workflow::wire::action::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// Close the gate with a decision.
    Decide(Decision),
    /// Change one row and leave the gate open.
    Row(RowAction),
}

impl ActionMessage {
    /// Reads a `user_action` message in any known spelling.
    ///
    /// It is total: no JSON value panics, and a value that does not say plainly what is meant is
    /// refused rather than guessed at.
    ///
    /// # Errors
    ///
    /// [`Malformed`] when the message is not an object, has no verb or two different ones, or
    /// holds a key of ours with a value of the wrong type.
    ///
    /// ```
    /// use ntro_workflow::wire::action::{ActionMessage, MalformedReason};
    /// use serde_json::json;
    ///
    /// let refusal = ActionMessage::decode(&json!({ "kind": "comment" })).unwrap_err();
    /// assert_eq!(refusal.reason, MalformedReason::Ambiguous);
    /// ```
    pub fn decode(message: &Value) -> Result<Self, Malformed> {
        decode::decode(message)
    }
}
