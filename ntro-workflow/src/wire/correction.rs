//! Applying corrections of the contract's shape to a JSON payload.
//!
//! A correction names a row by its `id` and a key of that row. Rows are the objects of any array
//! that is a direct member of the payload (`line_items`, `rows`, `fields`, …), or of the payload
//! itself when that is an array. Row edits of an open gate go through the same finder.
//!
//! | file | idea |
//! | --- | --- |
//! | `rows` | finding the one row of an id |
//! | `edit` | setting one cell, with every reason not to |
//! | `allowed` | what may be corrected: by the author's types, or by the columns of the hint |
//! | `column` | which JSON a column takes |
//! | `echo` | a whole payload that was sent back, taken as edits |
//! | `difference` | what is different between two payloads |
//! | `same` | equality of JSON values, numbers by value |
//! | `error` | why nothing was applied |

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::action::Correction;

mod allowed;
mod column;
mod difference;
mod echo;
mod edit;
mod error;
mod rows;
mod same;
#[cfg(test)]
mod tests;

pub(crate) use allowed::Allowed;
pub(crate) use difference::between;
pub(crate) use echo::echo;
pub use error::CorrectionError;

use edit::Edit;
use rows::Rows;
use same::same;

/// The field that [`reject_row`] sets, and what it sets it to.
const STATUS: (&str, &str) = ("status", "REJECTED");

/// A payload after corrections.
///
/// ```
/// use ntro_workflow::wire::{action::Correction, correction};
/// use serde_json::json;
///
/// let shown = json!({ "line_items": [{ "id": "r1", "amount": 152 }] });
/// let applied = correction::apply(&shown, &[Correction::new("r1", "amount", 125)])?;
/// assert_eq!(applied.payload, json!({ "line_items": [{ "id": "r1", "amount": 125 }] }));
/// assert_eq!(applied.changes[0].pointer, "/line_items/0/amount");
/// # Ok::<(), ntro_workflow::wire::correction::CorrectionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The corrected payload.
    pub payload: Value,
    /// What is different, each place once, in the order in which the places were first corrected.
    pub changes: Vec<Change>,
}

/// One place that is different.
///
/// ```
/// use ntro_workflow::wire::correction;
/// use serde_json::json;
///
/// let applied = correction::edit_cell(&json!([{ "id": 1, "paid": false }]), "1", "paid", &json!(true), None)?;
/// assert_eq!(
///     serde_json::to_value(&applied.changes).unwrap(),
///     json!([{ "pointer": "/0/paid", "before": false, "after": true }]),
/// );
/// # Ok::<(), ntro_workflow::wire::correction::CorrectionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What was there.
    pub before: Value,
    /// What is there now.
    pub after: Value,
}

/// Applies all corrections, or none.
///
/// They are applied in order, so that of two corrections of one cell the later one sees what the
/// earlier one wrote. A correction to the value that is already there changes nothing.
///
/// # Errors
///
/// [`CorrectionError`] for the first correction that does not fit; the payload is then untouched.
///
/// ```
/// use ntro_workflow::wire::{action::Correction, correction::{self, CorrectionError}};
/// use serde_json::json;
///
/// let shown = json!({ "rows": [{ "id": "r1", "amount": 130 }] });
/// let seen_before = Correction::new("r1", "amount", 125).old_value(152);
/// let refusal = correction::apply(&shown, &[seen_before]).unwrap_err();
/// assert!(matches!(refusal, CorrectionError::Stale { .. }));
/// assert_eq!(refusal.pointer(), "/rows/0/amount");
/// ```
pub fn apply(payload: &Value, corrections: &[Correction]) -> Result<Applied, CorrectionError> {
    apply_within(payload, corrections, &Allowed::default())
}

/// The same, of what may be corrected only.
pub(crate) fn apply_within(
    payload: &Value,
    corrections: &[Correction],
    allowed: &Allowed,
) -> Result<Applied, CorrectionError> {
    let edits = corrections.iter().map(|correction| Edit {
        row_id: correction.line_item_id.as_str().into(),
        place: None,
        field: &correction.field,
        value: &correction.new_value,
        old_value: correction.old_value.as_ref(),
    });
    apply_all(payload, edits, allowed)
}

/// Sets one field of one row.
///
/// # Errors
///
/// [`CorrectionError`] when the edit does not fit the payload.
///
/// ```
/// use ntro_workflow::wire::correction;
/// use serde_json::json;
///
/// let shown = json!({ "rows": [{ "id": "r1", "vat": 4 }] });
/// let applied = correction::edit_cell(&shown, "r1", "vat", &json!(5), Some(&json!(4.0)))?;
/// assert_eq!(applied.payload["rows"][0]["vat"], 5);
/// # Ok::<(), ntro_workflow::wire::correction::CorrectionError>(())
/// ```
pub fn edit_cell(
    payload: &Value,
    row_id: &str,
    field: &str,
    value: &Value,
    old_value: Option<&Value>,
) -> Result<Applied, CorrectionError> {
    edit_cell_within(payload, row_id, field, (value, old_value), &Allowed::default())
}

/// The same, of what may be edited only; the old value stands behind the new one.
pub(crate) fn edit_cell_within(
    payload: &Value,
    row_id: &str,
    field: &str,
    (value, old_value): (&Value, Option<&Value>),
    allowed: &Allowed,
) -> Result<Applied, CorrectionError> {
    let edit = Edit { row_id: row_id.into(), place: None, field, value, old_value };
    apply_all(payload, [edit], allowed)
}

/// Sets the `status` of one row to `REJECTED`. A row that is rejected already stays so.
///
/// # Errors
///
/// [`CorrectionError`] when there is not exactly one such row, or when it has no `status`. The
/// key is not added: a row type without it would lose the mark on the way back into the runbook,
/// and commit a row that the screen showed as rejected.
///
/// ```
/// use ntro_workflow::wire::correction;
/// use serde_json::json;
///
/// let shown = json!({ "rows": [{ "id": "r1", "status": "PENDING" }] });
/// let applied = correction::reject_row(&shown, "r1")?;
/// assert_eq!(applied.payload["rows"][0]["status"], "REJECTED");
/// # Ok::<(), ntro_workflow::wire::correction::CorrectionError>(())
/// ```
pub fn reject_row(payload: &Value, row_id: &str) -> Result<Applied, CorrectionError> {
    let (field, rejected) = STATUS;
    edit_cell(payload, row_id, field, &rejected.into(), None)
}

/// Whether a row may be acted on: it is there, and the author's types mention the list that it is in.
pub(crate) fn find_row(payload: &Value, row_id: &str, allowed: &Allowed) -> Result<(), CorrectionError> {
    let rows = Rows::of(payload);
    let place = rows.find(row_id)?;
    if allowed.fixes_table(place.table()) {
        let (row_id, pointer) = (row_id.to_owned(), place.pointer());
        return Err(CorrectionError::RowFixed { row_id, pointer });
    }
    Ok(())
}

fn apply_all<'a>(
    payload: &Value,
    edits: impl IntoIterator<Item = Edit<'a>>,
    allowed: &Allowed,
) -> Result<Applied, CorrectionError> {
    // No edit touches an `id`, so the rows found at the start are the rows throughout.
    let rows = Rows::of(payload);
    let mut corrected = payload.clone();
    let mut changes = Changes::default();
    for edit in edits {
        if let Some(change) = edit.apply(&rows, allowed, &mut corrected)? {
            changes.record(change);
        }
    }
    let (changes, undone) = changes.net();
    undone.iter().for_each(|change| restore(&change.pointer, payload, &mut corrected));
    Ok(Applied { payload: corrected, changes })
}

/// Makes a cell that was changed and changed back what it was to the letter: another notation of its
/// number, or a key that was not there before, would be a difference.
fn restore(pointer: &str, payload: &Value, corrected: &mut Value) {
    match (payload.pointer(pointer), corrected.pointer_mut(pointer), pointer.rsplit_once('/')) {
        (Some(before), Some(cell), _) => cell.clone_from(before),
        (None, Some(_), Some((object, key))) => {
            let object = corrected.pointer_mut(object).and_then(Value::as_object_mut);
            let key = key.replace("~1", "/").replace("~0", "~");
            object.map(|object| object.remove(&key));
        }
        _ => {}
    }
}

/// What changed so far, each place once.
#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    /// Pointer to position in the list: corrections come by the thousand.
    positions: BTreeMap<String, usize>,
}

impl Changes {
    fn record(&mut self, change: Change) {
        let known = self.positions.get(&change.pointer).copied();
        match known.and_then(|position| self.list.get_mut(position)) {
            Some(earlier) => earlier.after = change.after,
            None => {
                self.positions.insert(change.pointer.clone(), self.list.len());
                self.list.push(change);
            }
        }
    }

    /// What is different at last, and what was changed and changed back.
    fn net(self) -> (Vec<Change>, Vec<Change>) {
        self.list.into_iter().partition(|change| !same(&change.before, &change.after))
    }
}
