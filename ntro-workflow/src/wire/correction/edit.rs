//! Setting one cell, with every reason not to.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::allowed::{Allowed, Permit};
use super::{
    Change, CorrectionError, column,
    rows::{ID, Place, Rows, escaped},
    same::same,
};

/// One cell to set.
pub(super) struct Edit<'a> {
    /// The id of the row; empty for a header field.
    pub(super) row_id: Cow<'a, str>,
    /// Where the row is, if that is known already.
    pub(super) place: Option<Place>,
    pub(super) field: &'a str,
    pub(super) value: &'a Value,
    pub(super) old_value: Option<&'a Value>,
}

/// What the cell is in.
enum Around<'a> {
    /// The payload itself: a header field.
    Payload,
    Row(&'a Place),
}

impl Edit<'_> {
    /// Sets the cell in `payload`, whose rows are `rows`. `None` means that it already was so.
    pub(super) fn apply(
        &self,
        rows: &Rows,
        allowed: &Allowed,
        payload: &mut Value,
    ) -> Result<Option<Change>, CorrectionError> {
        let around = self.around(rows, allowed)?;
        let pointer = around.pointer(self.field);
        if matches!(around, Around::Row(_)) && self.field == ID {
            return Err(CorrectionError::IdNotEditable { row_id: self.row_id.clone().into_owned(), pointer });
        }
        let permit = around.permit(allowed, self.field);
        let known = matches!(permit, Permit::Known(_));
        let Some(object) = around.object(payload).filter(|object| known || object.contains_key(self.field))
        else {
            return Err(self.unknown_field(pointer));
        };
        let current = object.get(self.field).unwrap_or(&Value::Null);
        self.permitted(permit, &pointer)?;
        if self.old_value.is_some_and(|seen| !same(seen, current)) {
            return Err(self.stale(pointer, current));
        }
        // A number in another notation is no change: it would only disturb the payload's digest.
        if same(self.value, current) {
            return Ok(None);
        }
        let before = object.insert(self.field.to_owned(), self.value.clone()).unwrap_or_default();
        Ok(Some(Change { pointer, before, after: self.value.clone() }))
    }

    /// Header fields have an empty row id where the author's types say which of them may be edited.
    fn around<'a>(&'a self, rows: &'a Rows, allowed: &Allowed) -> Result<Around<'a>, CorrectionError> {
        match &self.place {
            Some(place) => Ok(Around::Row(place)),
            None if self.row_id.is_empty() && allowed.is_typed() => Ok(Around::Payload),
            None => rows.find(&self.row_id).map(Around::Row),
        }
    }

    fn permitted(&self, permit: Permit<'_>, pointer: &str) -> Result<(), CorrectionError> {
        let (row_id, field, pointer) =
            (self.row_id.clone().into_owned(), self.field.to_owned(), pointer.to_owned());
        match permit {
            Permit::Fixed(editable) => Err(CorrectionError::NotEditable {
                row_id,
                field,
                pointer,
                editable: editable.into_iter().map(str::to_owned).collect(),
            }),
            Permit::Known(column) if !column::takes(column, self.value) => Err(CorrectionError::WrongType {
                row_id,
                field,
                pointer,
                wanted: column::wanted(column),
                found: column::what(self.value),
            }),
            Permit::Known(_) | Permit::Free => Ok(()),
        }
    }

    fn unknown_field(&self, pointer: String) -> CorrectionError {
        CorrectionError::UnknownField {
            row_id: self.row_id.clone().into_owned(),
            field: self.field.to_owned(),
            pointer,
        }
    }

    fn stale(&self, pointer: String, current: &Value) -> CorrectionError {
        CorrectionError::Stale {
            row_id: self.row_id.clone().into_owned(),
            field: self.field.to_owned(),
            pointer,
            current: current.clone(),
        }
    }
}

impl Around<'_> {
    fn pointer(&self, field: &str) -> String {
        let at = match self {
            Self::Payload => String::new(),
            Self::Row(place) => place.pointer(),
        };
        format!("{at}/{}", escaped(field))
    }

    fn permit<'r>(&self, allowed: &'r Allowed, field: &str) -> Permit<'r> {
        match self {
            Self::Payload => allowed.header(field),
            Self::Row(place) => allowed.cell(place.table(), field),
        }
    }

    /// The object that holds the cell, in this payload or a corrected copy of it.
    fn object<'v>(&self, payload: &'v mut Value) -> Option<&'v mut Map<String, Value>> {
        match self {
            Self::Payload => payload.as_object_mut(),
            Self::Row(place) => place.row_mut(payload),
        }
    }
}
