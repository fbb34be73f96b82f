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
    /// No row has the id.
    #[error("no row has the id `{row_id}` {}: send the `id` of a row that is shown", within(searched))]
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
        "there is no `{pointer}`: the row `{row_id}` has no field `{field}`, send a key that the row already has"
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
        "`{pointer}` no longer holds the `old_value` that was sent for field `{field}` of row `{row_id}`: look again and answer what is shown now"
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
            | Self::IdNotEditable { pointer, .. } => pointer,
        }
    }

    /// The id of the row that was asked for.
    #[must_use]
    pub fn row_id(&self) -> &str {
        match self {
            Self::UnknownRow { row_id, .. }
            | Self::RowFoundTwice { row_id, .. }
            | Self::UnknownField { row_id, .. }
            | Self::Stale { row_id, .. }
            | Self::IdNotEditable { row_id, .. } => row_id,
        }
    }
}

fn within(searched: &[String]) -> String {
    match searched {
        [] => "since the payload has no array of rows".to_owned(),
        [payload] if payload.is_empty() => "in the payload".to_owned(),
        arrays => format!("in `{}`", arrays.join("`, `")),
    }
}
