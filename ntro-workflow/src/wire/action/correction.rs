//! One corrected cell, as a decision carries it.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;

use super::decode;

/// "In that row, that field should read …".
///
/// Read, the row key may also be called `expense_id` or `id`, and may be a number; written, it is
/// `line_item_id`. Applying corrections to a payload is the work of
/// [`correction::apply`](crate::wire::correction::apply).
///
/// ```
/// use ntro_workflow::wire::action::Correction;
/// use serde_json::json;
///
/// let correction: Correction =
///     serde_json::from_value(json!({ "id": 7, "field": "amount", "old_value": null, "new_value": 3 }))?;
/// assert_eq!(correction, Correction::new("7", "amount", 3).old_value(json!(null)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    /// The `id` of the row; empty for a header field, where the gate's payload says what people may edit.
    pub line_item_id: String,
    /// The key within the row.
    pub field: String,
    /// What the sender saw there. When given it must still be so; JSON `null` is a value too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_value: Option<Value>,
    /// What should be there.
    pub new_value: Value,
}

impl Correction {
    /// A correction that does not say what it replaces.
    pub fn new(
        line_item_id: impl Into<String>,
        field: impl Into<String>,
        new_value: impl Into<Value>,
    ) -> Self {
        Self {
            line_item_id: line_item_id.into(),
            field: field.into(),
            old_value: None,
            new_value: new_value.into(),
        }
    }

    /// Says what is being replaced, so that a newer value is not overwritten unseen.
    #[must_use]
    pub fn old_value(mut self, old_value: impl Into<Value>) -> Self {
        self.old_value = Some(old_value.into());
        self
    }
}

impl<'de> Deserialize<'de> for Correction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        decode::correction(&value, "").map_err(D::Error::custom)
    }
}
