//! The keys that say which answer this is and who gives it.

use serde_json::{Map, Value};

use super::fields;
use crate::wire::action::{Actor, Malformed};

/// The longest `action_id`, in characters. It also serves as an update id on the server.
const ACTION_ID_LIMIT: usize = 200;

pub(super) fn action_id(message: &Map<String, Value>) -> Result<Option<String>, Malformed> {
    let Some(id) = fields::name(message, "", "action_id")? else {
        return Ok(None);
    };
    if id.chars().count() > ACTION_ID_LIMIT {
        return Err(Malformed::shape(format!(
            "`/action_id` is longer than {ACTION_ID_LIMIT} characters: send a short id, such as a UUID",
        )));
    }
    Ok(Some(id.to_owned()))
}

/// Reads `actor`, or the `actedBy` of approvals that come through MCP.
pub(super) fn actor(message: &Map<String, Value>) -> Result<Option<Actor>, Malformed> {
    for key in ["actor", "actedBy"] {
        match fields::given(message, key) {
            None => {}
            Some(Value::String(name)) => return Ok(Some(Actor::Name(name.clone()))),
            Some(Value::Object(details)) => return Ok(Some(Actor::Details(details.clone()))),
            Some(other) => {
                let pointer = format!("/{key}");
                return Err(fields::wrong(&pointer, other, "a string or an object"));
            }
        }
    }
    Ok(None)
}

pub(super) fn revision(message: &Map<String, Value>) -> Result<Option<u32>, Malformed> {
    let Some(value) = fields::given(message, "revision") else {
        return Ok(None);
    };
    let revision = value.as_u64().and_then(|number| u32::try_from(number).ok());
    match revision {
        Some(revision) if revision > 0 => Ok(Some(revision)),
        _ => Err(Malformed::shape(
            "`/revision` is not a positive integer: send the `revision` of `current_pending_action`",
        )),
    }
}
