//! What is submitted, read with the place at which it is not what it should be.

use rust_decimal::Decimal;
use serde_json::Value;

use super::Judged;
use crate::wire::CheckOutcome;

/// A value and where it stands.
pub(super) struct Place<'a> {
    value: &'a Value,
    pointer: String,
}

impl<'a> Place<'a> {
    pub(super) fn of(submitted: &'a Value) -> Self {
        Self { value: submitted, pointer: String::new() }
    }

    /// What stands below a key; `null` is as if it were not there.
    pub(super) fn at(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { value, pointer: format!("{}/{key}", self.pointer) })
    }

    /// What stands below a key, if there is anything in it.
    pub(super) fn filled(&self, key: &str) -> Judged<Option<Self>> {
        let Some(place) = self.at(key) else { return Ok(None) };
        match place.value {
            Value::Object(fields) => Ok((!fields.is_empty()).then_some(place)),
            _ => Err(place.misfit("an object")),
        }
    }

    /// The rows below a key; none where it is not there.
    pub(super) fn rows(&self, key: &str) -> Judged<Vec<Self>> {
        let Some(place) = self.at(key) else { return Ok(Vec::new()) };
        let Value::Array(rows) = place.value else { return Err(place.misfit("a list")) };
        let row = |(number, value): (usize, &'a Value)| {
            let row = Self { value, pointer: format!("{}/{number}", place.pointer) };
            if value.is_object() { Ok(row) } else { Err(row.misfit("an object")) }
        };
        rows.iter().enumerate().map(row).collect()
    }

    /// The amount below a key: a number, or a text that is one. An empty text is none.
    pub(super) fn amount(&self, key: &str) -> Judged<Option<Decimal>> {
        let Some(place) = self.at(key) else { return Ok(None) };
        let text = match place.value {
            Value::Number(number) => number.to_string(),
            Value::String(text) if text.trim().is_empty() => return Ok(None),
            Value::String(text) => text.trim().to_owned(),
            _ => return Err(place.misfit("an amount")),
        };
        let amount = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text));
        amount.map(Some).map_err(|_| place.misfit("an amount, such as 125.00 or \"125.00\""))
    }

    /// The amount below a key that has to be there.
    pub(super) fn needed_amount(&self, key: &str) -> Judged<Decimal> {
        self.amount(key)?.ok_or_else(|| {
            CheckOutcome::fail(format!("There is no amount at {}/{key}; submit it.", self.pointer))
        })
    }

    /// The word below a key, also where it is written as a number; an empty one is none.
    pub(super) fn word(&self, key: &str) -> Judged<Option<String>> {
        let Some(place) = self.at(key) else { return Ok(None) };
        match place.value {
            Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            Value::Number(number) => Ok(Some(number.to_string())),
            _ => Err(place.misfit("a text")),
        }
    }

    pub(super) fn pointer(&self) -> &str {
        if self.pointer.is_empty() { "the top level" } else { &self.pointer }
    }

    fn misfit(&self, wanted: &str) -> CheckOutcome {
        let kind = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        CheckOutcome::fail(format!(
            "What is submitted does not fit: at {} stands {kind} that is not {wanted}; submit what the check reads.",
            self.pointer()
        ))
    }
}
