//! Reading corrections.

use serde_json::{Map, Value};

use super::fields;
use crate::wire::action::{Correction, Malformed};

/// More than a person corrects by hand, and little enough to be applied within one task.
const LIMIT: usize = 10_000;

/// The key that names the row, in the order in which the templates look for it.
const ROW_KEYS: [&str; 3] = ["line_item_id", "expense_id", "id"];

pub(super) fn corrections(message: &Map<String, Value>) -> Result<Vec<Correction>, Malformed> {
    let list = match fields::given(message, "corrections") {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => {
            return Err(fields::wrong("/corrections", other, "an array of corrections"));
        }
    };
    if list.len() > LIMIT {
        return Err(Malformed::shape(format!(
            "`/corrections` has more than {LIMIT} entries: send the edited object as `payload`",
        )));
    }
    list.iter()
        .enumerate()
        .map(|(index, value)| correction(value, &format!("/corrections/{index}")))
        .collect()
}

/// Reads one correction; `at` is its JSON pointer.
pub(crate) fn correction(value: &Value, at: &str) -> Result<Correction, Malformed> {
    let Some(object) = value.as_object() else {
        let wanted = "an object with `line_item_id`, `field` and `new_value`";
        return Err(fields::wrong(at, value, wanted));
    };
    let new_value = object
        .get("new_value")
        .ok_or_else(|| fields::missing(&format!("{at}/new_value"), "the value that should be there"))?;
    Ok(Correction {
        line_item_id: row_id(object, at)?,
        field: fields::required(object, at, "field")?.to_owned(),
        old_value: object.get("old_value").cloned(),
        new_value: new_value.clone(),
    })
}

fn row_id(object: &Map<String, Value>, at: &str) -> Result<String, Malformed> {
    let found = ROW_KEYS.iter().find_map(|key| Some((key, fields::given(object, key)?)));
    match found {
        // No row at all: a header field. Whether the gate has any that people may edit is for it to say.
        Some((_, Value::String(none))) if none.is_empty() => Ok(String::new()),
        Some((key, value)) => fields::row_id(value, &format!("{at}/{key}")),
        None => Err(fields::missing(&format!("{at}/line_item_id"), "the `id` of the row")),
    }
}
