//! Readers of single keys. JSON `null` counts as absent, and every refusal names the place.

use serde_json::{Map, Value};

use crate::wire::action::Malformed;

/// A value that is there and is not `null`.
pub(super) fn given<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// A string, which may be empty.
pub(super) fn text<'a>(
    object: &'a Map<String, Value>,
    at: &str,
    key: &str,
) -> Result<Option<&'a str>, Malformed> {
    match given(object, key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong(&format!("{at}/{key}"), other, "a string")),
    }
}

/// A string that names something, so it is not empty.
pub(super) fn name<'a>(
    object: &'a Map<String, Value>,
    at: &str,
    key: &str,
) -> Result<Option<&'a str>, Malformed> {
    match text(object, at, key)? {
        Some("") => Err(Malformed::shape(format!("`{at}/{key}` is empty: fill it in or leave it out",))),
        other => Ok(other),
    }
}

/// A string that names something and must be there.
pub(super) fn required<'a>(
    object: &'a Map<String, Value>,
    at: &str,
    key: &str,
) -> Result<&'a str, Malformed> {
    name(object, at, key)?.ok_or_else(|| missing(&format!("{at}/{key}"), "a string"))
}

/// The id of a row: a string, or a number that is read as its text.
pub(super) fn row_id(value: &Value, pointer: &str) -> Result<String, Malformed> {
    match value {
        Value::String(id) if !id.is_empty() => Ok(id.clone()),
        Value::Number(id) => Ok(id.to_string()),
        Value::String(_) => Err(Malformed::shape(format!("`{pointer}` is empty: send the `id` of the row",))),
        other => Err(wrong(pointer, other, "the `id` of a row (a string)")),
    }
}

pub(super) fn wrong(pointer: &str, found: &Value, wanted: &str) -> Malformed {
    let found = what(found);
    Malformed::shape(format!("`{pointer}` is {found}: send {wanted}"))
}

pub(super) fn missing(pointer: &str, wanted: &str) -> Malformed {
    Malformed::shape(format!("`{pointer}` is missing: send {wanted}"))
}

/// The kind of a value. The value itself is never quoted: it may be long, and it may be private.
pub(super) fn what(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
