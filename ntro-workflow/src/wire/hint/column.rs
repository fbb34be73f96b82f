//! The columns of a data table.

use serde_json::Value;

use super::config::Config;

/// How a column's values are shown and edited.
///
/// ```
/// use ntro_workflow::wire::hint::ColumnType;
///
/// assert_eq!(ColumnType::DrCr.as_str(), "dr_cr");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnType {
    /// Free text.
    Text,
    /// A number.
    Number,
    /// An amount of money.
    Currency,
    /// A date.
    Date,
    /// Yes or no.
    Boolean,
    /// Debit or credit.
    DrCr,
}

impl ColumnType {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Currency => "currency",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::DrCr => "dr_cr",
        }
    }
}

/// A column: the key within each row, its heading, and how it behaves.
///
/// ```
/// use ntro_workflow::wire::hint::{Column, ColumnType};
/// use serde_json::{Value, json};
///
/// let amount = Column::currency("amount", "Amount").editable().currency_key("currency");
/// assert_eq!(Value::from(amount), json!({
///     "key": "amount", "label": "Amount", "type": "currency", "editable": true, "currencyKey": "currency",
/// }));
///
/// let others = [
///     Column::text("description", "Description"),
///     Column::number("quantity", "Quantity"),
///     Column::date("due", "Due"),
///     Column::boolean("paid", "Paid"),
///     Column::dr_cr("side", "Side"),
///     Column::new(ColumnType::Text, "note", "Note"), // where the type is a value
/// ];
/// # drop(others);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a column is shown only by the dataset that it is given to"]
pub struct Column {
    key: String,
    label: String,
    column_type: ColumnType,
    editable: bool,
    currency_key: Option<String>,
}

impl Column {
    /// A column of any type; it is not editable unless it says so.
    pub fn new(column_type: ColumnType, key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), column_type, editable: false, currency_key: None }
    }

    /// Free text.
    pub fn text(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::Text, key, label)
    }

    /// A number.
    pub fn number(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::Number, key, label)
    }

    /// An amount of money.
    pub fn currency(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::Currency, key, label)
    }

    /// A date.
    pub fn date(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::Date, key, label)
    }

    /// Yes or no.
    pub fn boolean(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::Boolean, key, label)
    }

    /// Debit or credit.
    pub fn dr_cr(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(ColumnType::DrCr, key, label)
    }

    /// Lets a person edit the cells.
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// The key of the row's currency code.
    pub fn currency_key(mut self, key: impl Into<String>) -> Self {
        self.currency_key = Some(key.into());
        self
    }
}

impl From<Column> for Value {
    fn from(column: Column) -> Self {
        let mut spec = Config::default();
        spec.set("key", column.key);
        spec.set("label", column.label);
        spec.set("type", column.column_type.as_str());
        spec.set("editable", column.editable);
        if let Some(key) = column.currency_key {
            spec.set("currencyKey", key);
        }
        spec.into()
    }
}
