//! A whole payload that was sent back: what it changes, taken as edits.
//!
//! Clients send back what they show, sorted or with numbers in another notation. So the payload that was
//! shown is kept, and what is different is applied to it cell by cell, under the same rules.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::allowed::Allowed;
use super::difference::by_id;
use super::edit::Edit;
use super::rows::{Place, array_pointer, escaped, id_of};
use super::{CorrectionError, apply_all, column, same::same};

/// The payload that was shown, with what was changed in the one that was sent back.
pub(crate) fn echo(shown: &Value, echoed: &Value, allowed: &Allowed) -> Result<Value, CorrectionError> {
    if allowed.says_nothing() {
        return Ok(echoed.clone());
    }
    let mut echo = Echo { allowed, base: shown.clone(), edits: Vec::new() };
    match (shown, echoed) {
        (Value::Array(shown), Value::Array(echoed)) => echo.table(None, shown, echoed)?,
        (Value::Object(shown), Value::Object(echoed)) => echo.members(shown, echoed)?,
        _ => same_shape("", shown, echoed)?,
    }
    apply_all(&echo.base, echo.edits, allowed).map(|applied| applied.payload)
}

/// What was sent back, read so far.
struct Echo<'a> {
    allowed: &'a Allowed,
    /// What was shown, with what has no rules taken as it was sent.
    base: Value,
    edits: Vec<Edit<'a>>,
}

impl<'a> Echo<'a> {
    fn members(
        &mut self,
        shown: &'a Map<String, Value>,
        echoed: &'a Map<String, Value>,
    ) -> Result<(), CorrectionError> {
        for (key, was, is) in members(shown, echoed) {
            match was {
                Some(Value::Array(was)) if self.allowed.rules_table(Some(key)) => match is {
                    Some(Value::Array(is)) => self.table(Some(key), was, is)?,
                    Some(other) => return Err(other_shape(&array_pointer(Some(key)), "an array", other)),
                    None => return Err(missing("", key, array_pointer(Some(key)))),
                },
                was => self.header(key, was, is)?,
            }
        }
        Ok(())
    }

    fn header(
        &mut self,
        key: &'a str,
        was: Option<&Value>,
        is: Option<&'a Value>,
    ) -> Result<(), CorrectionError> {
        match is {
            _ if unchanged(was, is) => {}
            Some(value) if self.allowed.is_typed() => {
                self.edits.push(Edit { row_id: "".into(), place: None, field: key, value, old_value: None });
            }
            None if self.allowed.is_typed() => return Err(missing("", key, array_pointer(Some(key)))),
            is => {
                if let Value::Object(base) = &mut self.base {
                    base.remove(key);
                    base.extend(is.map(|value| (key.to_owned(), value.clone())));
                }
            }
        }
        Ok(())
    }

    /// Rows are told apart by their ids, or by their places where some have none.
    fn table(
        &mut self,
        table: Option<&'a str>,
        shown: &'a [Value],
        echoed: &'a [Value],
    ) -> Result<(), CorrectionError> {
        let (ids, at) = (by_id(shown), array_pointer(table));
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, row) in echoed.iter().enumerate() {
            let row_id = || id_of(row).unwrap_or_else(|| index.to_string());
            let place = match &ids {
                Some(ids) => id_of(row).and_then(|id| ids.get(&id)).copied(),
                None => Some(index),
            };
            let Some((place, was)) = place.and_then(|place| Some((place, shown.get(place)?))) else {
                return Err(CorrectionError::UnknownRow { row_id: row_id(), searched: vec![at] });
            };
            if let Some(first) = found.insert(place, index) {
                let (first, second) = (format!("{at}/{first}"), format!("{at}/{index}"));
                return Err(CorrectionError::RowFoundTwice { row_id: row_id(), first, second });
            }
            self.row(Place::new(table, place), was, row)?;
        }
        match (0..shown.len()).find(|place| !found.contains_key(place)) {
            None => Ok(()),
            Some(place) => {
                let row_id = shown.get(place).and_then(id_of).unwrap_or_else(|| place.to_string());
                Err(CorrectionError::RowMissing { row_id, pointer: format!("{at}/{place}") })
            }
        }
    }

    fn row(&mut self, place: Place, was: &'a Value, is: &'a Value) -> Result<(), CorrectionError> {
        let (Value::Object(shown), Value::Object(echoed)) = (was, is) else {
            return same_shape(&place.pointer(), was, is);
        };
        let row_id: Cow<'a, str> = id_of(was).map_or_else(|| place.pointer().into(), Cow::from);
        for (field, _, is) in members(shown, echoed).filter(|(_, was, is)| !unchanged(*was, *is)) {
            let Some(value) = is else {
                return Err(missing(&row_id, field, format!("{}/{}", place.pointer(), escaped(field))));
            };
            let place = Some(place.clone());
            self.edits.push(Edit { row_id: row_id.clone(), place, field, value, old_value: None });
        }
        Ok(())
    }
}

/// Every key of either object, with what was there and what is.
fn members<'a>(
    shown: &'a Map<String, Value>,
    echoed: &'a Map<String, Value>,
) -> impl Iterator<Item = (&'a str, Option<&'a Value>, Option<&'a Value>)> {
    let kept = shown.iter().map(|(key, was)| (key.as_str(), Some(was), echoed.get(key)));
    let added = echoed.iter().filter(|(key, _)| !shown.contains_key(*key));
    kept.chain(added.map(|(key, is)| (key.as_str(), None, Some(is))))
}

/// What is empty may be left out: not every language writes it.
fn unchanged(was: Option<&Value>, is: Option<&Value>) -> bool {
    same(was.unwrap_or(&Value::Null), is.unwrap_or(&Value::Null))
}

fn same_shape(at: &str, shown: &Value, echoed: &Value) -> Result<(), CorrectionError> {
    if same(shown, echoed) { Ok(()) } else { Err(other_shape(at, column::what(shown), echoed)) }
}

fn other_shape(at: &str, wanted: &'static str, found: &Value) -> CorrectionError {
    CorrectionError::OtherShape { pointer: at.to_owned(), wanted, found: column::what(found) }
}

fn missing(row_id: &str, field: &str, pointer: String) -> CorrectionError {
    CorrectionError::FieldMissing { row_id: row_id.to_owned(), field: field.to_owned(), pointer }
}
