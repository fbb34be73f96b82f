//! What an answer says, as one word: by it one that was sent again is told from another one.

use serde_json::Value;

use crate::state::digest::{canonical, digest};
use crate::wire::{ActionMessage, RowActionKind, Verb};

/// The digits of which a float keeps every one: texts of more, such as account numbers, are never taken for numbers.
const EXACT: usize = 15;

/// The digest of what is asked for. What its sender saw there before (`old_value`) is no part of it: the edit itself
/// has changed that. A cell counts as it is written, as a text or as a number: a sender who no longer sees the gate
/// cannot know which it was.
pub(crate) fn said(verb: &Verb) -> String {
    let mut verb = verb.clone();
    match &mut verb {
        Verb::Decide(decision) => {
            for cell in &mut decision.corrections {
                (cell.new_value, cell.old_value) = (as_written(&cell.new_value), None);
            }
        }
        Verb::Row(row) => {
            if let RowActionKind::EditCell { value, old_value, .. } = &mut row.kind {
                (*value, *old_value) = (as_written(value), None);
            }
        }
    }
    let message = ActionMessage { verb, address: None, action_id: None, actor: None };
    // A message can be written as JSON: all its keys are texts.
    digest(&serde_json::to_value(message).unwrap_or_default())
}

/// The text of a cell: `7.0`, `7` and `"7"` are one, and so are nothing and an empty text.
fn as_written(value: &Value) -> Value {
    match value {
        Value::Null => Value::from(""),
        Value::Bool(_) | Value::Number(_) => Value::from(canonical(value)),
        Value::String(text) if text.len() <= EXACT => match serde_json::from_str(text) {
            Ok(plain @ (Value::Bool(_) | Value::Number(_))) => Value::from(canonical(&plain)),
            _ => value.clone(),
        },
        Value::String(_) | Value::Array(_) | Value::Object(_) => value.clone(),
    }
}
