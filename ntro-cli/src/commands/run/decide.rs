//! Decisions that were made before the question.

use ntro_console::Decisions;
use ntro_workflow::wire::action::UserActionMessage;

use crate::json_argument;

/// `approve`, `reject`, or a file.
pub(super) fn parse(text: &str) -> Result<Decisions, String> {
    match text {
        "approve" => Ok(Decisions::all(UserActionMessage::approve())),
        "reject" => Ok(Decisions::all(UserActionMessage::reject())),
        file if file.starts_with('@') => Decisions::from_json(&json_argument::parse(file)?),
        other => Err(format!("`{other}` is neither `approve` nor `reject`, nor a file as @decisions.json")),
    }
}
