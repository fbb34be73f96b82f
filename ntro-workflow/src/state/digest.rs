//! One digest for one JSON value, however its keys are ordered and its numbers are spelled.

use std::fmt::Write as _;

use serde_json::{Number, Value};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a value's [`canonical`] text, in lower-case hexadecimal.
///
/// ```
/// use ntro_workflow::state::digest;
/// use serde_json::json;
///
/// assert_eq!(digest(&json!({"a": 1, "b": 2})), digest(&json!({"b": 2.0, "a": 1})));
/// assert_ne!(digest(&json!({"a": 1})), digest(&json!({"a": "1"})));
/// ```
#[must_use]
pub fn digest(value: &Value) -> String {
    Sha256::digest(canonical(value)).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The value as JSON text with sorted keys, no spaces, and one spelling per number: `125.0` is `125`.
///
/// ```
/// use ntro_workflow::state::canonical;
///
/// assert_eq!(canonical(&serde_json::json!({"b": [1.50, 2.0], "a": null})), r#"{"a":null,"b":[1.5,2]}"#);
/// ```
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<_> = members.keys().collect();
            keys.sort_unstable();
            write_list(text, ['{', '}'], keys, |key, text| {
                *text += &Value::from(key.as_str()).to_string();
                text.push(':');
                write_canonical(&members[key], text);
            });
        }
        Value::Array(items) => write_list(text, ['[', ']'], items, write_canonical),
        Value::Number(number) => *text += &canonical_number(number),
        Value::Null | Value::Bool(_) | Value::String(_) => *text += &value.to_string(),
    }
}

fn write_list<T>(
    text: &mut String,
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(T, &mut String),
) {
    text.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write(item, text);
    }
    text.push(close);
}

/// A whole number that may be read as an integer is written as one: a browser sends `1e16` back in
/// digits. A whole float is exactly some integer, so that neighbours stay apart.
fn canonical_number(number: &Number) -> String {
    /// 2^64: integers from here on are read as floats.
    const BEYOND: f64 = 18_446_744_073_709_551_616.0;
    match number.as_f64() {
        Some(0.0) => "0".to_owned(),
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < BEYOND => {
            format!("{float:.0}")
        }
        _ => number.to_string(),
    }
}
