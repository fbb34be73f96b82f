//! Which JSON a column takes. What exactly fits is for the payload's own type to say.

use serde_json::Value;

use crate::wire::hint::ColumnType;

/// Whether a value can be in a column at all. An empty cell is for the type of the payload to judge.
pub(super) fn takes(column: ColumnType, value: &Value) -> bool {
    match (column, value) {
        (_, Value::Null)
        | (ColumnType::Text, Value::String(_) | Value::Number(_))
        | (ColumnType::Number | ColumnType::Currency, Value::Number(_))
        | (ColumnType::Date | ColumnType::DrCr, Value::String(_))
        | (ColumnType::Boolean | ColumnType::DrCr, Value::Bool(_)) => true,
        (ColumnType::Number | ColumnType::Currency, Value::String(text)) => {
            text.trim().parse::<f64>().is_ok_and(f64::is_finite)
        }
        _ => false,
    }
}

/// What to send for a column.
pub(super) fn wanted(column: ColumnType) -> &'static str {
    match column {
        ColumnType::Text => "a string",
        ColumnType::Number => "a number",
        ColumnType::Currency => "an amount, such as 125.0",
        ColumnType::Date => "a date as a string, such as `2026-03-31`",
        ColumnType::Boolean => "`true` or `false`",
        ColumnType::DrCr => "`true` or `false`, or a string such as `DR`",
    }
}

/// What a value is. It is never quoted: it may be long, and it may be private.
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
