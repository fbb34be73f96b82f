//! The rows of a reviewed payload, and how they look.

use std::fmt::Write as _;

use ntro_workflow::wire::Correction;
use serde_json::Value;

/// The keys of a row that a person does not change.
const FIXED: [&str; 3] = ["id", "label", "confidence"];

/// The row of an id.
pub(super) fn find<'a>(payload: &'a Value, id: &str) -> Option<&'a Value> {
    rows(payload).find(|row| row["id"] == id)
}

/// The columns of a row that a person may change.
pub(super) fn cells(row: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = row.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).filter(|(key, _)| !FIXED.contains(key))
}

/// What was typed into a cell: a text where a text was; else a number where it reads as one, and
/// nothing where nothing was typed. What is left is sent as it is, for the gate to say what is wrong.
pub(super) fn value(typed: String, old: &Value) -> Value {
    if old.is_string() {
        return Value::String(typed);
    }
    if typed.is_empty() {
        return Value::Null;
    }
    match serde_json::from_str::<Value>(&typed) {
        Ok(number @ Value::Number(_)) => number,
        _ => Value::String(typed),
    }
}

/// All rows, corrected cells marked.
pub(super) fn table(payload: &Value, corrections: &[Correction]) -> String {
    rows(payload).fold(String::new(), |mut text, row| {
        let id = row["id"].as_str().unwrap_or_default();
        let cells: Vec<_> = cells(row).map(|(column, value)| cell(id, column, value, corrections)).collect();
        let confidence = row["confidence"].as_f64().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {id:<10} {:<60} {confidence:.2}", cells.join("  "));
        text
    })
}

fn cell(id: &str, column: &str, value: &Value, corrections: &[Correction]) -> String {
    let corrected = corrections.iter().find(|cell| cell.line_item_id == id && cell.field == column);
    match corrected {
        Some(corrected) => format!("{column} {value} → {}", corrected.new_value),
        None => format!("{column} {value}"),
    }
}

/// The objects with an `id` in the lists of the payload.
fn rows(payload: &Value) -> impl Iterator<Item = &Value> {
    let lists = payload.as_object().into_iter().flat_map(|members| members.values());
    lists.filter_map(Value::as_array).flatten().filter(|row| row.get("id").is_some())
}
