//! The one decoder of `user_action` messages.
//!
//! What a message means is settled in two steps: `verb` finds the one verb in a frozen table of
//! words, then `decision` or `row` reads the keys that belong to it. `fields` holds the readers
//! of single keys, which name the place in every refusal.

use serde_json::{Map, Value};

use super::{ActionMessage, Address, Malformed, Verb};

mod corrections;
mod decision;
mod fields;
mod row;
mod sender;
mod verb;

pub(super) use corrections::correction;
pub(super) use row::ROW_KEYS;
pub(super) use verb::{EDIT_CELL, REJECT_ROW, ROW_ACTION};

use verb::Told;

pub(super) fn decode(message: &Value) -> Result<ActionMessage, Malformed> {
    let message = object(message)?;
    let verb = match verb::told(message)? {
        Told::Decision(action) => Verb::Decide(decision::decision(message, action)?),
        Told::Row => Verb::Row(row::row(message)?),
    };
    Ok(ActionMessage {
        verb,
        address: address(message)?,
        action_id: sender::action_id(message)?,
        actor: sender::actor(message)?,
    })
}

fn object(message: &Value) -> Result<&Map<String, Value>, Malformed> {
    message.as_object().ok_or_else(|| {
        Malformed::shape(format!(
            "a `user_action` message is an object, not {}: send for example {{\"action\": \"approved\"}}",
            fields::what(message),
        ))
    })
}

/// Reads the address at the top level, and only there: a `payload` is the author's and may have
/// keys of the same names.
fn address(message: &Map<String, Value>) -> Result<Option<Address>, Malformed> {
    let revision = sender::revision(message)?;
    let digest = fields::name(message, "", "digest")?.map(str::to_owned);
    let Some(gate_id) = fields::name(message, "", "gate_id")? else {
        return bound_to_nothing(revision.is_some(), digest.is_some());
    };
    Ok(Some(Address { gate_id: gate_id.to_owned(), revision, digest }))
}

/// A revision or digest without a gate id is not dropped silently: its sender believes that the
/// answer is bound to what was on the screen.
fn bound_to_nothing(revision: bool, digest: bool) -> Result<Option<Address>, Malformed> {
    let key = match (revision, digest) {
        (false, false) => return Ok(None),
        (true, _) => "revision",
        (false, true) => "digest",
    };
    Err(Malformed::shape(format!(
        "`/{key}` binds an answer to what was shown, but `/gate_id` is missing: send the `gate_id` \
         of `current_pending_action` with it",
    )))
}
