//! A decision that was made before the question.

use std::str::FromStr;

use ntro_workflow::wire::Correction;
use ntro_workflow::wire::action::UserActionMessage;
use serde::Deserialize;

/// A decision that was made before the question, for every batch.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decide {
    #[serde(default)]
    decision: Verb,
    #[serde(default)]
    comments: Option<String>,
    /// The rows to reject before.
    #[serde(default)]
    pub(crate) reject_rows: Vec<String>,
    #[serde(default)]
    corrections: Vec<Correction>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verb {
    #[default]
    Approve,
    Reject,
}

impl Decide {
    fn plain(decision: Verb) -> Self {
        Self { decision, comments: None, reject_rows: Vec::new(), corrections: Vec::new() }
    }

    /// The answer to a batch that shows these rows.
    pub(crate) fn answer(&self, shown: &[String]) -> UserActionMessage {
        let of_batch = |correction: &&Correction| shown.contains(&correction.line_item_id);
        let corrections: Vec<Correction> = self.corrections.iter().filter(of_batch).cloned().collect();
        let answer = match (self.decision, corrections.is_empty()) {
            (Verb::Reject, _) => UserActionMessage::reject(),
            (Verb::Approve, true) => UserActionMessage::approve(),
            (Verb::Approve, false) => UserActionMessage::correct(corrections),
        };
        match &self.comments {
            Some(comments) => answer.comments(comments.clone()),
            None => answer,
        }
    }
}

impl FromStr for Decide {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "approve" => Ok(Self::plain(Verb::Approve)),
            "reject" => Ok(Self::plain(Verb::Reject)),
            file => {
                let json = std::fs::read_to_string(file).map_err(|error| {
                    format!("it is neither `approve` nor `reject`, and as a file: {error}")
                })?;
                serde_json::from_str(&json).map_err(|error| {
                    format!(
                        "not an object with `decision`, `comments`, `reject_rows` and `corrections`: {error}"
                    )
                })
            }
        }
    }
}
