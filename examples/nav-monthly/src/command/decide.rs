//! Decisions that were made before the questions.

use std::str::FromStr;

use ntro_console::Decisions;
use ntro_workflow::wire::action::UserActionMessage;

/// Decisions that were made before the questions.
#[derive(Clone, Debug)]
pub(crate) struct Decide(pub(crate) Decisions);

impl FromStr for Decide {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "approve" => Ok(Self(Decisions::all(UserActionMessage::approve()))),
            "reject" => Ok(Self(Decisions::all(UserActionMessage::reject()))),
            file => read(file).map(Self),
        }
    }
}

fn read(file: &str) -> Result<Decisions, String> {
    let json = std::fs::read_to_string(file)
        .map_err(|error| format!("it is neither `approve` nor `reject`, and as a file: {error}"))?;
    let decisions = serde_json::from_str(&json).map_err(|error| format!("it is no JSON: {error}"))?;
    Decisions::from_json(&decisions)
}
