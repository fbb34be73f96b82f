//! The builder of outgoing messages.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Action, ActionMessage, Actor, Address, Correction, Decision, RowAction, Verb};

/// A `user_action` message to send, for our own clients and for tests.
///
/// ```
/// use ntro_workflow::wire::action::{ActionMessage, Address, Correction, RowAction, UserActionMessage};
///
/// let message = UserActionMessage::correct([Correction::new("r1", "amount", 125)])
///     .at(&Address::new("review_lines/review/1/4f9c01aa").revision(1))
///     .action_id("5b0c")
///     .actor("ada@example.com")
///     .comments("typo");
/// let sent = serde_json::to_value(&message)?;
/// assert_eq!(ActionMessage::decode(&sent)?, message.into_message());
///
/// let shown = serde_json::json!({ "total": 125 });
/// let decisions = [
///     UserActionMessage::approve(),
///     UserActionMessage::approve_payload(shown.clone()),
///     UserActionMessage::correct_payload(shown),
///     UserActionMessage::reject(),
/// ];
/// let edit = UserActionMessage::row(RowAction::reject_row("r1"));
/// # drop((decisions, edit));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a message does nothing until it is sent"]
pub struct UserActionMessage {
    message: ActionMessage,
}

impl UserActionMessage {
    /// What is shown is right.
    pub fn approve() -> Self {
        Self::decide(Decision::new(Action::Approved))
    }

    /// What is shown is right, and this is what was shown: should the gate show something else
    /// by then, the message is a correction to this payload.
    pub fn approve_payload(payload: impl Into<Value>) -> Self {
        Self::whole(Action::Approved, payload.into())
    }

    /// It must not go on.
    pub fn reject() -> Self {
        Self::decide(Decision::new(Action::Rejected))
    }

    /// It is right with these corrections. Without any, the message will be refused as ambiguous.
    pub fn correct(corrections: impl IntoIterator<Item = Correction>) -> Self {
        Self::decide(Decision {
            corrections: corrections.into_iter().collect(),
            ..Decision::new(Action::Corrected)
        })
    }

    /// It is right if it reads like this. With JSON `null`, the message will be refused as
    /// ambiguous.
    pub fn correct_payload(payload: impl Into<Value>) -> Self {
        Self::whole(Action::Corrected, payload.into())
    }

    /// Change one row and leave the gate open.
    pub fn row(action: RowAction) -> Self {
        Self::new(Verb::Row(action))
    }

    /// Names the opening that is answered.
    pub fn at(mut self, address: &Address) -> Self {
        self.message.address = Some(address.clone());
        self
    }

    /// Gives this answer an id, so that sending it again changes nothing. 1 to 200 characters.
    pub fn action_id(mut self, action_id: impl Into<String>) -> Self {
        self.message.action_id = Some(action_id.into());
        self
    }

    /// Says who answers.
    pub fn actor(mut self, actor: impl Into<Actor>) -> Self {
        self.message.actor = Some(actor.into());
        self
    }

    /// Adds what the person wrote.
    pub fn comments(mut self, comments: impl Into<String>) -> Self {
        let place = match &mut self.message.verb {
            Verb::Decide(decision) => &mut decision.comments,
            Verb::Row(row) => &mut row.comments,
        };
        *place = Some(comments.into());
        self
    }

    /// The message as the decoder would give it.
    #[must_use]
    pub fn into_message(self) -> ActionMessage {
        self.message
    }

    fn whole(action: Action, payload: Value) -> Self {
        Self::decide(Decision {
            // `null` is "no payload" to the decoder, so it is not sent either.
            payload: (!payload.is_null()).then_some(payload),
            ..Decision::new(action)
        })
    }

    fn decide(decision: Decision) -> Self {
        Self::new(Verb::Decide(decision))
    }

    fn new(verb: Verb) -> Self {
        let message = ActionMessage { verb, address: None, action_id: None, actor: None };
        Self { message }
    }
}

impl From<UserActionMessage> for ActionMessage {
    fn from(message: UserActionMessage) -> Self {
        message.into_message()
    }
}

impl Serialize for UserActionMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.message.serialize(serializer)
    }
}
