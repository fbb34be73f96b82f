//! The one spelling that we send, which the decoder reads back to the same value.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::{Map, Value};

use super::{ActionMessage, Actor, Address, Decision, RowAction, RowActionKind, Verb, decode};

/// The canonical message: a decision lies flat, a row action is nested under `payload`, where the
/// published templates look for it.
#[derive(Serialize)]
struct Canonical<'a> {
    #[serde(flatten)]
    decision: Option<&'a Decision>,
    #[serde(flatten)]
    row: Option<CanonicalRow>,
    #[serde(flatten)]
    address: Option<&'a Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a Actor>,
}

#[derive(Serialize)]
struct CanonicalRow {
    kind: &'static str,
    payload: Map<String, Value>,
}

impl Serialize for ActionMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (decision, row) = match &self.verb {
            Verb::Decide(decision) => (Some(decision), None),
            Verb::Row(row) => (None, Some(row)),
        };
        let canonical = Canonical {
            decision,
            row: row.map(|row| CanonicalRow { kind: decode::ROW_ACTION, payload: body(row) }),
            address: self.address.as_ref(),
            action_id: self.action_id.as_deref(),
            actor: self.actor.as_ref(),
        };
        canonical.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ActionMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let message = Value::deserialize(deserializer)?;
        Self::decode(&message).map_err(D::Error::custom)
    }
}

/// The object under `payload`. The framework's keys are written last, so that no field of a
/// custom action can pass for the verb or the row.
fn body(row: &RowAction) -> Map<String, Value> {
    let (verb, mut body) = verb_and_fields(&row.kind);
    body.retain(|key, _| !decode::ROW_KEYS.contains(&key.as_str()));
    body.insert("action".to_owned(), verb.into());
    body.insert("row_id".to_owned(), row.row_id.as_str().into());
    if let Some(comments) = &row.comments {
        body.insert("comments".to_owned(), comments.as_str().into());
    }
    body
}

fn verb_and_fields(kind: &RowActionKind) -> (&str, Map<String, Value>) {
    match kind {
        RowActionKind::RejectRow => (decode::REJECT_ROW, Map::new()),
        RowActionKind::Custom { name, fields } => (name, fields.clone()),
        RowActionKind::EditCell { field, value, old_value } => {
            let mut fields = Map::new();
            fields.insert("field".to_owned(), field.as_str().into());
            fields.insert("value".to_owned(), value.clone());
            if let Some(seen) = old_value {
                fields.insert("old_value".to_owned(), seen.clone());
            }
            (decode::EDIT_CELL, fields)
        }
    }
}
