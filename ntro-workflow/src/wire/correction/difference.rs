//! What is different between two payloads, cell by cell.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::rows::{escaped, id_of};
use super::{Change, same::same};

/// Everything that is different, in the order of the payload that is there now. Rows are compared by their
/// ids, so that a row that was added does not make every row below it another one.
pub(crate) fn between(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", before, after, &mut changes);
    changes
}

fn compare(at: &str, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    match (before, after) {
        _ if same(before, after) => {}
        (Value::Object(before), Value::Object(after)) => members(at, before, after, changes),
        (Value::Array(old), Value::Array(new)) => match (by_id(old), by_id(new)) {
            (Some(old_ids), Some(new_ids)) => rows(at, (old, &old_ids), (new, &new_ids), changes),
            _ if old.len() == new.len() => {
                let pairs = old.iter().zip(new).enumerate();
                pairs.for_each(|(index, (old, new))| compare(&format!("{at}/{index}"), old, new, changes));
            }
            _ => changes.push(change(at, before, after)),
        },
        _ => changes.push(change(at, before, after)),
    }
}

fn members(at: &str, before: &Map<String, Value>, after: &Map<String, Value>, changes: &mut Vec<Change>) {
    let pointer = |key: &String| format!("{at}/{}", escaped(key));
    for (key, new) in after {
        compare(&pointer(key), before.get(key).unwrap_or(&Value::Null), new, changes);
    }
    for (key, old) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        compare(&pointer(key), old, &Value::Null, changes);
    }
}

type Ids = BTreeMap<String, usize>;

fn rows(
    at: &str,
    (old, old_ids): (&[Value], &Ids),
    (new, new_ids): (&[Value], &Ids),
    changes: &mut Vec<Change>,
) {
    for (index, row) in new.iter().enumerate() {
        let pointer = format!("{at}/{index}");
        match id_of(row).and_then(|id| old_ids.get(&id)).and_then(|&index| old.get(index)) {
            Some(before) => compare(&pointer, before, row, changes),
            None => changes.push(change(&pointer, &Value::Null, row)),
        }
    }
    for (index, row) in old.iter().enumerate() {
        if id_of(row).is_none_or(|id| !new_ids.contains_key(&id)) {
            changes.push(change(&format!("{at}/{index}"), row, &Value::Null));
        }
    }
}

/// The rows of a list by their ids; `None` if one has none, or the id of another.
pub(super) fn by_id(list: &[Value]) -> Option<Ids> {
    let mut ids = Ids::new();
    for (index, row) in list.iter().enumerate() {
        if ids.insert(id_of(row)?, index).is_some() {
            return None;
        }
    }
    Some(ids)
}

fn change(pointer: &str, before: &Value, after: &Value) -> Change {
    Change { pointer: pointer.to_owned(), before: before.clone(), after: after.clone() }
}
