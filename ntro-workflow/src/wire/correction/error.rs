//! Why nothing was applied.

use serde_json::Value;

/// The first correction that does not fit the payload.
///
/// Its text names the row, the field and the place, and says what to do. It does not quote cell
/// values, which may be private.
///
/// ```
/// use ntro_workflow::wire::{action::Correction, correction};
/// use serde_json::json;
///
/// let shown = json!({ "line_items": [{ "id": "r1", "amount": 152 }] });
/// let refusal = correction::apply(&shown, &[Correction::new("r1", "ammount", 125)]).unwrap_err();
/// assert_eq!(refusal.row_id(), "r1");
/// assert_eq!(refusal.pointer(), "/line_items/0/ammount");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// No row has the id; the empty one is that of the header, where people may edit its fields.
    #[error("{}", no_row(row_id, searched))]
    UnknownRow {
        /// The id that was asked for.
        row_id: String,
        /// JSON pointers of the arrays that were searched.
        searched: Vec<String>,
    },
    /// Two rows have the id, so it does not say which one is meant.
    #[error(
        "`{first}` and `{second}` both have the id `{row_id}`: give every row of a payload an id of its own"
    )]
    RowFoundTwice {
        /// The id that was asked for.
        row_id: String,
        /// JSON pointer of the first row.
        first: String,
        /// JSON pointer of the second row.
        second: String,
    },
    /// The row has no such key.
    #[error(
        "there is no `{pointer}`: {} has no field `{field}`, send a key that it already has",
        holder(row_id)
    )]
    UnknownField {
        /// The row.
        row_id: String,
        /// The field that was asked for.
        field: String,
        /// JSON pointer of the cell, had it existed.
        pointer: String,
    },
    /// The cell no longer holds what the sender saw.
    #[error(
        "`{pointer}` no longer holds the `old_value` that was sent for field `{field}` of {}: look again and answer what is shown now",
        holder(row_id)
    )]
    Stale {
        /// The row.
        row_id: String,
        /// The field.
        field: String,
        /// JSON pointer of the cell.
        pointer: String,
        /// What the cell holds now.
        current: Value,
    },
    /// The id of a row is how corrections find it, so it stays.
    #[error(
        "`{pointer}` cannot be edited: the `id` of row `{row_id}` is how corrections find it, correct another field"
    )]
    IdNotEditable {
        /// The row.
        row_id: String,
        /// JSON pointer of the id.
        pointer: String,
    },
    /// The author's types, or the columns of the hint, do not let people edit it.
    #[error(
        "`{pointer}` cannot be edited: field `{field}` of {} is fixed here, {}",
        holder(row_id),
        instead(editable)
    )]
    NotEditable {
        /// The row; empty for a header field.
        row_id: String,
        /// The field.
        field: String,
        /// JSON pointer of the cell.
        pointer: String,
        /// The fields beside it that people may edit.
        editable: Vec<String>,
    },
    /// The row is in a list of which the author's types let people edit nothing.
    #[error("the row `{row_id}` is fixed here: people may edit nothing of the list that `{pointer}` is in")]
    RowFixed {
        /// The row.
        row_id: String,
        /// JSON pointer of the row.
        pointer: String,
    },
    /// The column takes no such JSON.
    #[error("`{pointer}` cannot be {found}: send {wanted} for field `{field}` of {}", holder(row_id))]
    WrongType {
        /// The row; empty for a header field.
        row_id: String,
        /// The field.
        field: String,
        /// JSON pointer of the cell.
        pointer: String,
        /// What to send.
        wanted: &'static str,
        /// What was sent.
        found: &'static str,
    },
    /// A row that was shown is not in the payload that was sent back.
    #[error(
        "the row `{row_id}`, `{pointer}` of what is shown, is missing: send every row back, people cannot remove one here"
    )]
    RowMissing {
        /// The row.
        row_id: String,
        /// JSON pointer of the row in what is shown.
        pointer: String,
    },
    /// A field that was shown is not in the payload that was sent back.
    #[error(
        "`{pointer}` is missing: send field `{field}` of {} back as it is shown, or `null` to empty it",
        holder(row_id)
    )]
    FieldMissing {
        /// The row; empty for a header field.
        row_id: String,
        /// The field.
        field: String,
        /// JSON pointer of the cell in what is shown.
        pointer: String,
    },
    /// What was sent back is an object where a list is shown, or the like.
    #[error("{} is {found}: send {wanted}, as it is shown", place(pointer))]
    OtherShape {
        /// JSON pointer of what was shown.
        pointer: String,
        /// What was shown.
        wanted: &'static str,
        /// What was sent.
        found: &'static str,
    },
}

impl CorrectionError {
    /// The place, as a JSON pointer into the payload; the empty pointer is the payload itself.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match self {
            Self::UnknownRow { .. } => "",
            Self::RowFoundTwice { second, .. } => second,
            Self::UnknownField { pointer, .. }
            | Self::Stale { pointer, .. }
            | Self::IdNotEditable { pointer, .. }
            | Self::NotEditable { pointer, .. }
            | Self::WrongType { pointer, .. }
            | Self::RowFixed { pointer, .. }
            | Self::RowMissing { pointer, .. }
            | Self::FieldMissing { pointer, .. }
            | Self::OtherShape { pointer, .. } => pointer,
        }
    }

    /// The id of the row that was asked for; empty for a header field.
    #[must_use]
    pub fn row_id(&self) -> &str {
        match self {
            Self::UnknownRow { row_id, .. }
            | Self::RowFoundTwice { row_id, .. }
            | Self::UnknownField { row_id, .. }
            | Self::Stale { row_id, .. }
            | Self::IdNotEditable { row_id, .. }
            | Self::NotEditable { row_id, .. }
            | Self::WrongType { row_id, .. }
            | Self::RowFixed { row_id, .. }
            | Self::RowMissing { row_id, .. }
            | Self::FieldMissing { row_id, .. } => row_id,
            Self::OtherShape { .. } => "",
        }
    }
}

fn no_row(row_id: &str, searched: &[String]) -> String {
    if row_id.is_empty() {
        return "header fields cannot be corrected one by one here: send the `id` of a row that is shown, or the \
                whole payload"
            .to_owned();
    }
    format!("no row has the id `{row_id}` {}: send the `id` of a row that is shown", within(searched))
}

fn within(searched: &[String]) -> String {
    match searched {
        [] => "since the payload has no array of rows".to_owned(),
        [payload] if payload.is_empty() => "in the payload".to_owned(),
        arrays => format!("in `{}`", arrays.join("`, `")),
    }
}

/// What a field is in.
fn holder(row_id: &str) -> String {
    if row_id.is_empty() { "the payload".to_owned() } else { format!("row `{row_id}`") }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() { "the payload".to_owned() } else { format!("`{pointer}`") }
}

fn instead(editable: &[String]) -> String {
    match editable {
        [] => "and so is everything beside it".to_owned(),
        editable => format!("people may edit `{}`", editable.join("`, `")),
    }
}
