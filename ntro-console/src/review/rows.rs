//! The rows of a reviewed payload, and how they look.

use ntro_workflow::wire::Correction;
use serde_json::Value;

/// The keys of a row that a person does not change.
const FIXED: [&str; 3] = ["id", "label", "confidence"];

/// The rows of a payload: the objects with an `id` in its lists.
///
/// ```
/// let sheet = serde_json::json!({ "title": "March", "lines": [{ "id": "r1", "amount": 125 }] });
/// let rows: Vec<_> = ntro_console::rows(&sheet).collect();
/// assert_eq!(rows.len(), 1);
/// assert_eq!(rows[0]["amount"], 125);
/// ```
pub fn rows(payload: &Value) -> impl Iterator<Item = &Value> {
    let lists = payload.as_object().into_iter().flat_map(|members| members.values());
    lists.filter_map(Value::as_array).flatten().filter(|row| row.get("id").is_some())
}

/// A payload as a person reads it: its rows, one per line, with corrected cells marked; as JSON where it
/// has none.
///
/// ```
/// use ntro_workflow::wire::Correction;
///
/// let sheet = serde_json::json!({ "lines": [{ "id": "r1", "amount": 125 }] });
/// let corrected = ntro_console::table(&sheet, &[Correction::new("r1", "amount", 126)]);
/// assert!(corrected.contains("amount 125 → 126"));
/// ```
#[must_use]
pub fn table(payload: &Value, corrections: &[Correction]) -> String {
    let lines: Vec<_> = rows(payload).map(|row| line(row, corrections)).collect();
    match lines.is_empty() {
        false => lines.join("\n"),
        true => {
            // A JSON value can be written as JSON.
            let json = serde_json::to_string_pretty(payload).unwrap_or_default();
            json.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
        }
    }
}

/// The correction of a cell, from what somebody typed: a text where a text was, else a number, `true` or
/// `false` where it reads as one. It names what it replaces. Without a row it is a header field's.
///
/// # Errors
/// One sentence: there is no such row, or it has no such field, and which there are.
///
/// ```
/// let sheet = serde_json::json!({ "lines": [{ "id": "r1", "amount": 125 }] });
/// let correction = ntro_console::correction(&sheet, "r1", "amount", "126")?;
/// assert_eq!(correction.new_value, 126);
/// assert_eq!(correction.old_value, Some(125.into()));
/// # Ok::<(), String>(())
/// ```
pub fn correction(payload: &Value, row: &str, field: &str, typed: &str) -> Result<Correction, String> {
    let listed = |names: Vec<String>| match names.is_empty() {
        true => "none".to_owned(),
        false => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
    };
    let found = if row.is_empty() { Some(payload) } else { find(payload, row) };
    let Some(found) = found else {
        return Err(format!(
            "there is no row `{row}`; it has {}",
            listed(rows(payload).map(id_of).collect())
        ));
    };
    let Some((_, old)) = cells(found).find(|(name, _)| *name == field) else {
        let fields = cells(found).map(|(name, _)| name.to_owned()).collect();
        let holder = if row.is_empty() { "the payload".to_owned() } else { format!("the row `{row}`") };
        return Err(format!("{holder} has no field `{field}`; it has {}", listed(fields)));
    };
    Ok(Correction::new(row, field, value(typed.to_owned(), old)).old_value(old.clone()))
}

/// The row of an id.
pub(super) fn find<'a>(payload: &'a Value, id: &str) -> Option<&'a Value> {
    rows(payload).find(|row| id_of(row) == id)
}

/// The columns of a row that a person may change.
pub(super) fn cells(row: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = row.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).filter(|(key, _)| !FIXED.contains(key))
}

/// What was typed into a cell: a text where a text was; else a number, `true` or `false` where it reads as
/// one, and nothing where nothing was typed. What is left is sent as it is, for the gate to say what is
/// wrong.
pub(super) fn value(typed: String, old: &Value) -> Value {
    if old.is_string() {
        return Value::String(typed);
    }
    if typed.is_empty() {
        return Value::Null;
    }
    match serde_json::from_str::<Value>(&typed) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => Value::String(typed),
    }
}

/// The id of a row, which may be a number.
pub(super) fn id_of(row: &Value) -> String {
    match &row["id"] {
        Value::String(id) => id.clone(),
        other => other.to_string(),
    }
}

fn line(row: &Value, corrections: &[Correction]) -> String {
    let id = id_of(row);
    let cells: Vec<_> = cells(row).map(|(column, value)| cell(&id, column, value, corrections)).collect();
    let confidence = row["confidence"].as_f64().map(|confidence| format!(" {confidence:.2}"));
    let line = format!("    {id:<10} {:<60}{}", cells.join("  "), confidence.unwrap_or_default());
    line.trim_end().to_owned()
}

fn cell(id: &str, column: &str, value: &Value, corrections: &[Correction]) -> String {
    let corrected = corrections.iter().find(|cell| cell.line_item_id == id && cell.field == column);
    match corrected {
        Some(corrected) => format!("{column} {value} → {}", corrected.new_value),
        None => format!("{column} {value}"),
    }
}
