//! Setting one cell, with every reason not to.

use serde_json::Value;

use super::{
    Change, CorrectionError,
    rows::{ID, Rows, escaped},
    same::same,
};

/// One cell to set.
pub(super) struct Edit<'a> {
    pub(super) row_id: &'a str,
    pub(super) field: &'a str,
    pub(super) value: &'a Value,
    pub(super) old_value: Option<&'a Value>,
}

impl Edit<'_> {
    /// Sets the cell in `payload`, whose rows are `rows`. `None` means that it already was so.
    pub(super) fn apply(&self, rows: &Rows, payload: &mut Value) -> Result<Option<Change>, CorrectionError> {
        let place = rows.find(self.row_id)?;
        let pointer = format!("{}/{}", place.pointer(), escaped(self.field));
        if self.field == ID {
            return Err(CorrectionError::IdNotEditable { row_id: self.row_id.to_owned(), pointer });
        }
        let cell = place.row_mut(payload).and_then(|row| row.get_mut(self.field));
        let Some(cell) = cell else {
            return Err(self.unknown_field(pointer));
        };
        if self.old_value.is_some_and(|seen| !same(seen, cell)) {
            return Err(self.stale(pointer, cell));
        }
        // A number in another notation is no change: it would only disturb the payload's digest.
        if same(self.value, cell) {
            return Ok(None);
        }
        let before = std::mem::replace(cell, self.value.clone());
        Ok(Some(Change { pointer, before, after: self.value.clone() }))
    }

    fn unknown_field(&self, pointer: String) -> CorrectionError {
        CorrectionError::UnknownField {
            row_id: self.row_id.to_owned(),
            field: self.field.to_owned(),
            pointer,
        }
    }

    fn stale(&self, pointer: String, current: &Value) -> CorrectionError {
        CorrectionError::Stale {
            row_id: self.row_id.to_owned(),
            field: self.field.to_owned(),
            pointer,
            current: current.clone(),
        }
    }
}
