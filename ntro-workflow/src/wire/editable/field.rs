//! One field that people see, and perhaps edit.

use crate::wire::hint::{Column, ColumnType};

/// A column of a table, or a header field.
///
/// ```
/// use ntro_workflow::wire::editable::EditField;
/// use ntro_workflow::wire::hint::{Column, ColumnType};
/// use serde_json::{Value, json};
///
/// const AMOUNT: EditField =
///     EditField::new("amount", "Amount", ColumnType::Currency).currency_key("currency").editable();
/// assert_eq!(Value::from(Column::from(AMOUNT)), json!({
///     "key": "amount", "label": "Amount", "type": "currency", "editable": true, "currencyKey": "currency",
/// }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EditField {
    /// Its key in the JSON.
    pub key: &'static str,
    /// What people read above it.
    pub label: &'static str,
    /// How it is shown, and what may be sent for it.
    pub column: ColumnType,
    /// The key beside it that holds the currency of an amount.
    pub currency_key: Option<&'static str>,
    /// Whether people may edit it.
    pub editable: bool,
}

impl EditField {
    /// A field that people see and do not edit.
    #[must_use]
    pub const fn new(key: &'static str, label: &'static str, column: ColumnType) -> Self {
        Self { key, label, column, currency_key: None, editable: false }
    }

    /// With the key of its currency.
    #[must_use]
    pub const fn currency_key(self, key: &'static str) -> Self {
        Self { currency_key: Some(key), ..self }
    }

    /// The same field, which people may edit.
    #[must_use]
    pub const fn editable(self) -> Self {
        Self { editable: true, ..self }
    }
}

impl From<EditField> for Column {
    fn from(field: EditField) -> Self {
        let column = Self::new(field.column, field.key, field.label);
        let column = match field.currency_key {
            Some(key) => column.currency_key(key),
            None => column,
        };
        if field.editable { column.editable() } else { column }
    }
}
