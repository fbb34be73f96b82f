//! Reading a decision.

use serde_json::{Map, Value};

use super::{corrections, fields};
use crate::wire::action::{Action, Decision, Malformed};

pub(super) fn decision(message: &Map<String, Value>, action: Action) -> Result<Decision, Malformed> {
    let corrections = corrections::corrections(message)?;
    let payload = fields::given(message, "payload").cloned();
    let action = match action {
        Action::Approved if !corrections.is_empty() => Action::Corrected,
        Action::Corrected if corrections.is_empty() && payload.is_none() => {
            return Err(Malformed::ambiguous(
                "the verb is `corrected`, but there is nothing under `/corrections` or `/payload`: \
                 send what to correct, or `approved`",
            ));
        }
        action => action,
    };
    Ok(Decision { action, corrections, payload, comments: comments(message)? })
}

/// What the person wrote: `comments`, or `reason` where there are none.
fn comments(message: &Map<String, Value>) -> Result<Option<String>, Malformed> {
    let comments = match fields::text(message, "", "comments")? {
        None => fields::text(message, "", "reason")?,
        given => given,
    };
    Ok(comments.map(str::to_owned))
}
