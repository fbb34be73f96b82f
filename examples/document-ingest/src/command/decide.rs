//! A decision that was made before the question.

use std::str::FromStr;

use ntro_workflow::wire::Correction;
use ntro_workflow::wire::action::UserActionMessage;

/// A decision that was made before the question.
#[derive(Clone, Debug)]
pub(crate) enum Decide {
    Approve,
    Reject,
    Correct(Vec<Correction>),
}

impl FromStr for Decide {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "approve" => Ok(Self::Approve),
            "reject" => Ok(Self::Reject),
            file => corrections(file).map(Self::Correct),
        }
    }
}

impl From<Decide> for UserActionMessage {
    fn from(decide: Decide) -> Self {
        match decide {
            Decide::Approve => Self::approve(),
            Decide::Reject => Self::reject(),
            Decide::Correct(corrections) => Self::correct(corrections),
        }
    }
}

fn corrections(file: &str) -> Result<Vec<Correction>, String> {
    let json = std::fs::read_to_string(file)
        .map_err(|error| format!("it is neither `approve` nor `reject`, and as a file: {error}"))?;
    let corrections: Vec<Correction> = serde_json::from_str(&json)
        .map_err(|error| format!("not a list of {{line_item_id, field, old_value, new_value}}: {error}"))?;
    match corrections.is_empty() {
        true => Err("the list of corrections is empty; `approve` approves without any".into()),
        false => Ok(corrections),
    }
}
