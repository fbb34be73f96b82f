//! Reading a row action, flat or nested under `payload`, in either spelling of the row key.

use serde_json::{Map, Value};

use super::{fields, verb};
use crate::wire::action::{Malformed, RowAction, RowActionKind};

mod places;

use places::Places;

/// Keys that mean something wherever a row action is written.
pub(crate) const ROW_KEYS: [&str; 5] = ["action", "row_id", "rowId", "comments", "reason"];

/// Keys that mean something at the top level only.
const TOP_KEYS: [&str; 9] =
    ["kind", "type", "payload", "gate_id", "revision", "digest", "action_id", "actor", "actedBy"];

pub(super) fn row(message: &Map<String, Value>) -> Result<RowAction, Malformed> {
    let places = Places::new(message)?;
    let action = places.text(&["action"])?;
    let Some(action) = action.map(str::trim).filter(|action| !action.is_empty()) else {
        return Err(fields::missing("/action", "the row verb, such as `edit_cell`"));
    };
    let Some((pointer, row_id)) = places.find(&["row_id", "rowId"])? else {
        return Err(fields::missing("/row_id", "the `id` of the row"));
    };
    let row_id = fields::row_id(row_id, &pointer)?;
    let kind = match verb::row_verb(action) {
        Some(verb::EDIT_CELL) => edit_cell(&places)?,
        Some(_) => RowActionKind::RejectRow,
        None => custom(&places, action)?,
    };
    let comments = match places.text(&["comments"])? {
        None => places.text(&["reason"])?,
        given => given,
    };
    Ok(RowAction { kind, row_id, comments: comments.map(str::to_owned) })
}

fn edit_cell(places: &Places<'_>) -> Result<RowActionKind, Malformed> {
    let Some(field) = places.text(&["field"])?.filter(|field| !field.is_empty()) else {
        return Err(fields::missing("/field", "the key of the cell to edit"));
    };
    // A cell is emptied by saying so: a `value` that was lost on the way must not do it.
    let Some(value) = places.find_even_null("value")? else {
        let wanted = "the cell's new value, `null` if it should be empty";
        return Err(fields::missing("/value", wanted));
    };
    Ok(RowActionKind::EditCell {
        field: field.to_owned(),
        value: value.clone(),
        old_value: places.find_even_null("old_value")?.cloned(),
    })
}

fn custom(places: &Places<'_>, name: &str) -> Result<RowActionKind, Malformed> {
    let mut fields = Map::new();
    for (at, key, value) in places.entries() {
        let at_the_top = at.is_empty() && TOP_KEYS.contains(&key);
        if at_the_top || ROW_KEYS.contains(&key) {
            continue;
        }
        if fields.get(key).is_some_and(|same| same != value) {
            return Err(places::disagree(&format!("/{key}"), &format!("{at}/{key}")));
        }
        fields.insert(key.to_owned(), value.clone());
    }
    Ok(RowActionKind::Custom { name: name.to_owned(), fields })
}
