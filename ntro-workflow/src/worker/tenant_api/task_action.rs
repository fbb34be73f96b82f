//! The body of a decision.

use crate::wire::Action;
use crate::wire::action::UserActionMessage;
use crate::worker::tenant_api::error::BodyProblem;
use crate::worker::tenant_api::fields::{Fields, Sender};

const TAKES: &str =
    "`type`, `comments`, and `gate_id`, `revision`, `digest`, `action_id` and `actor` of the answer";

const REASON_TAKES: &str =
    "`reason` or `comments`, and `gate_id`, `revision`, `digest`, `action_id` and `actor` of the answer";

/// The body of `POST /tasks/:taskId/action`: `{"type": "approved" | "rejected", "comments"?: …}`.
///
/// ```
/// use ntro_workflow::worker::tenant_api::TaskActionDto;
/// use serde_json::json;
///
/// let body = br#"{ "type": "rejected", "comments": "wrong month", "gateId": "review/review/1/4f9c" }"#;
/// let message = TaskActionDto::read(body).unwrap().into_message();
/// assert_eq!(
///     serde_json::to_value(message)?,
///     json!({ "action": "rejected", "comments": "wrong month", "gate_id": "review/review/1/4f9c" }),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskActionDto {
    /// `approved` or `rejected`.
    pub decision: Action,
    /// What the person wrote.
    pub comments: Option<String>,
    pub(super) sender: Sender,
}

impl TaskActionDto {
    /// Reads a body.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the keys that it takes, unknown ones last.
    pub fn read(body: &[u8]) -> Result<Self, Vec<BodyProblem>> {
        let mut fields = Fields::of(body)?;
        let decision = match fields.word(&["type"], &["approved", "rejected"]) {
            Some("rejected") => Action::Rejected,
            _ => Action::Approved,
        };
        let comments = fields.text(&["comments"]);
        Self { decision, comments, sender: fields.sender() }.if_whole(fields, TAKES)
    }

    /// Reads the body of `/approve` or `/reject`, whose path says the decision: `{"reason"?: …}`, or none.
    ///
    /// # Errors
    /// As [`TaskActionDto::read`].
    ///
    /// ```
    /// use ntro_workflow::wire::Action;
    /// use ntro_workflow::worker::tenant_api::TaskActionDto;
    ///
    /// let body = TaskActionDto::read_decided(Action::Approved, b"").unwrap();
    /// assert_eq!((body.decision, body.comments), (Action::Approved, None));
    /// ```
    pub fn read_decided(decision: Action, body: &[u8]) -> Result<Self, Vec<BodyProblem>> {
        let mut fields = Fields::of(body)?;
        let comments = fields.text(&["reason", "comments"]);
        Self { decision, comments, sender: fields.sender() }.if_whole(fields, REASON_TAKES)
    }

    /// The answer that it is.
    pub fn into_message(self) -> UserActionMessage {
        let message = match self.decision {
            Action::Rejected => UserActionMessage::reject(),
            _ => UserActionMessage::approve(),
        };
        let message = match self.comments {
            Some(comments) => message.comments(comments),
            None => message,
        };
        self.sender.sign(message)
    }

    fn if_whole(self, fields: Fields, takes: &str) -> Result<Self, Vec<BodyProblem>> {
        fields.finish(takes).map(|()| self)
    }
}
