//! An action on one row of what a gate shows.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::wire::decode::{self, Violation};

/// An action on one row. The gate stays open.
///
/// ```
/// use ntro_workflow::wire::action::{ActionMessage, RowAction, Verb};
/// use serde_json::json;
///
/// // The nested spelling of templates and the flat one of the HTTP surface mean the same.
/// let nested = json!({ "kind": "row_action", "payload":
///     { "action": "edit_cell", "row_id": "r1", "field": "vat", "value": 4 } });
/// let flat = json!({ "kind": "row_action", "action": "edit_cell", "rowId": "r1", "field": "vat", "value": 4 });
/// let expected = Verb::Row(RowAction::edit_cell("r1", "vat", 4));
/// assert_eq!(ActionMessage::decode(&nested)?.verb, expected);
/// assert_eq!(ActionMessage::decode(&flat)?.verb, expected);
///
/// let seen = RowAction::edit_cell("r1", "vat", 5).old_value(4).comments("typo");
/// let others = [RowAction::reject_row("r2"), RowAction::custom("flag", "r3").field("colour", "red")];
/// # drop((seen, others));
/// # Ok::<(), ntro_workflow::wire::action::Malformed>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAction {
    /// What to do with the row.
    pub kind: RowActionKind,
    /// The `id` of the row.
    pub row_id: String,
    /// What the person wrote.
    pub comments: Option<String>,
}

/// What to do with a row.
///
/// ```
/// use ntro_workflow::wire::action::{RowAction, RowActionKind};
///
/// let flag = RowAction::custom("flag", "r1").field("colour", "red");
/// assert!(matches!(flag.kind, RowActionKind::Custom { name, .. } if name == "flag"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowActionKind {
    /// Set one field (`edit_cell`).
    EditCell {
        /// The key within the row.
        field: String,
        /// What should be there.
        value: Value,
        /// What the sender saw there, when the message says so; JSON `null` is a value too.
        old_value: Option<Value>,
    },
    /// Set the row's `status` to `REJECTED` (`reject_row`).
    RejectRow,
    /// Any other word: the runbook's own row action.
    Custom {
        /// The word.
        name: String,
        /// Every other key of the message that has no meaning of its own to the framework.
        fields: Map<String, Value>,
    },
}

impl RowAction {
    /// Set one field of a row.
    pub fn edit_cell(row_id: impl Into<String>, field: impl Into<String>, value: impl Into<Value>) -> Self {
        let kind = RowActionKind::EditCell { field: field.into(), value: value.into(), old_value: None };
        Self::new(kind, row_id)
    }

    /// Mark a row as rejected.
    pub fn reject_row(row_id: impl Into<String>) -> Self {
        Self::new(RowActionKind::RejectRow, row_id)
    }

    /// A row action of the runbook's own.
    pub fn custom(name: impl Into<String>, row_id: impl Into<String>) -> Self {
        let kind = RowActionKind::Custom { name: name.into(), fields: Map::new() };
        Self::new(kind, row_id)
    }

    fn new(kind: RowActionKind, row_id: impl Into<String>) -> Self {
        Self { kind, row_id: row_id.into(), comments: None }
    }

    /// A field of a custom action, as what it should be.
    ///
    /// # Errors
    /// One sentence for the person that names the field: it is missing, or something else. Other actions
    /// have no fields.
    ///
    /// ```
    /// use ntro_workflow::wire::action::RowAction;
    ///
    /// let split = RowAction::custom("split", "r1").field("parts", 3);
    /// assert_eq!(split.argument::<u32>("parts"), Ok(3));
    /// let refusal = split.argument::<bool>("parts").unwrap_err();
    /// assert_eq!(refusal, "`/parts` does not fit: invalid type: integer `3`, expected a boolean");
    /// ```
    pub fn argument<V: DeserializeOwned>(&self, key: &str) -> Result<V, String> {
        let value = match &self.kind {
            RowActionKind::Custom { fields, .. } => fields.get(key),
            RowActionKind::EditCell { .. } | RowActionKind::RejectRow => None,
        };
        let value = value.ok_or_else(|| format!("`/{key}` is missing: send it beside the row's id"))?;
        decode::from_value(value.clone())
            .map_err(|Violation { pointer, message }| format!("`/{key}{pointer}` does not fit: {message}"))
    }

    /// Says what an edited cell held before; for other actions it does nothing.
    #[must_use]
    pub fn old_value(mut self, seen: impl Into<Value>) -> Self {
        if let RowActionKind::EditCell { old_value, .. } = &mut self.kind {
            *old_value = Some(seen.into());
        }
        self
    }

    /// Adds a field to a custom action; for other actions it does nothing.
    ///
    /// The keys `action`, `row_id`, `rowId`, `comments` and `reason` belong to the message and
    /// are not sent as fields.
    #[must_use]
    pub fn field(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        if let RowActionKind::Custom { fields, .. } = &mut self.kind {
            fields.insert(key.into(), value.into());
        }
        self
    }

    /// Adds what the person wrote.
    #[must_use]
    pub fn comments(mut self, comments: impl Into<String>) -> Self {
        self.comments = Some(comments.into());
        self
    }
}
