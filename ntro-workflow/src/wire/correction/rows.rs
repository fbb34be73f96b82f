//! Finding the one row of an id.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{CorrectionError, same::whole};

/// The key that identifies a row.
pub(super) const ID: &str = "id";

/// All rows of a payload by id.
pub(super) struct Rows {
    by_id: BTreeMap<String, Found>,
    /// The pointers of the arrays that were searched, for the message when there is no such row.
    searched: Vec<String>,
}

/// The places of an id: one, or the first two.
struct Found {
    place: Place,
    again: Option<Place>,
}

/// A row's place: the array, and the position within it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The key of the array in the payload; `None` when the payload is the array.
    array: Option<String>,
    index: usize,
}

impl Rows {
    pub(super) fn of(payload: &Value) -> Self {
        let mut rows = Self { by_id: BTreeMap::new(), searched: Vec::new() };
        match payload {
            Value::Array(array) => rows.add(None, array),
            Value::Object(members) => {
                let arrays = members.iter().filter_map(|(key, member)| Some((key, member.as_array()?)));
                arrays.for_each(|(key, array)| rows.add(Some(key), array));
            }
            _ => {}
        }
        rows
    }

    fn add(&mut self, key: Option<&String>, array: &[Value]) {
        self.searched.push(array_pointer(key.map(String::as_str)));
        for (index, row) in array.iter().enumerate() {
            let Some(id) = id_of(row) else {
                continue;
            };
            let place = Place { array: key.cloned(), index };
            match self.by_id.get_mut(&id) {
                Some(found) => {
                    found.again.get_or_insert(place);
                }
                None => {
                    let found = Found { place, again: None };
                    self.by_id.insert(id, found);
                }
            }
        }
    }

    /// The one place of a row.
    pub(super) fn find(&self, row_id: &str) -> Result<&Place, CorrectionError> {
        match self.by_id.get(row_id) {
            None => Err(CorrectionError::UnknownRow {
                row_id: row_id.to_owned(),
                searched: self.searched.clone(),
            }),
            Some(Found { place, again: Some(again) }) => Err(CorrectionError::RowFoundTwice {
                row_id: row_id.to_owned(),
                first: place.pointer(),
                second: again.pointer(),
            }),
            Some(Found { place, again: None }) => Ok(place),
        }
    }
}

impl Place {
    pub(super) fn new(table: Option<&str>, index: usize) -> Self {
        Self { array: table.map(str::to_owned), index }
    }

    /// The key of its array; none when the payload is the array.
    pub(super) fn table(&self) -> Option<&str> {
        self.array.as_deref()
    }

    pub(super) fn pointer(&self) -> String {
        let array = array_pointer(self.array.as_deref());
        format!("{array}/{index}", index = self.index)
    }

    /// The row itself, in this payload or a corrected copy of it.
    pub(super) fn row_mut<'a>(&self, payload: &'a mut Value) -> Option<&'a mut Map<String, Value>> {
        let array = match &self.array {
            None => payload,
            Some(key) => payload.get_mut(key)?,
        };
        array.get_mut(self.index)?.as_object_mut()
    }
}

pub(super) fn array_pointer(key: Option<&str>) -> String {
    key.map_or_else(String::new, |key| format!("/{}", escaped(key)))
}

/// A key as a token of a JSON pointer (RFC 6901).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The id of a row, as text.
pub(super) fn id_of(row: &Value) -> Option<String> {
    row.get(ID).and_then(id_text)
}

/// An id as text. A number counts by value: a browser cannot tell `7.0` from `7`.
fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => {
            Some(whole(number).map_or_else(|| number.to_string(), |whole| whole.to_string()))
        }
        _ => None,
    }
}
