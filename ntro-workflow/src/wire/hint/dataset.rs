//! The tables within a data table.

use serde_json::Value;

use super::{Column, config::Config};

/// One table: an array of rows in the payload, under a heading.
///
/// ```
/// use ntro_workflow::wire::hint::{Column, Dataset};
/// use serde_json::{Value, json};
///
/// let lines = Dataset::new("lines", "Lines")
///     .data_key("line_items")
///     .columns([Column::text("description", "Description").editable()]);
/// assert_eq!(Value::from(lines), json!({
///     "key": "lines", "label": "Lines", "data_key": "line_items",
///     "columns": [{ "key": "description", "label": "Description", "type": "text", "editable": true }],
/// }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a dataset is shown only by the table that it is given to"]
pub struct Dataset {
    key: String,
    label: String,
    data_key: Option<String>,
    columns: Option<Vec<Column>>,
}

impl Dataset {
    /// A dataset whose rows are in the payload under the same key.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), data_key: None, columns: None }
    }

    /// The key within the payload, where it is another one.
    pub fn data_key(mut self, key: impl Into<String>) -> Self {
        self.data_key = Some(key.into());
        self
    }

    /// The columns, from left to right. Without any, the screen makes its own from the rows.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns = Some(columns.into_iter().collect());
        self
    }
}

impl From<Dataset> for Value {
    fn from(dataset: Dataset) -> Self {
        let mut spec = Config::default();
        spec.set("data_key", dataset.data_key.unwrap_or_else(|| dataset.key.clone()));
        spec.set("key", dataset.key);
        spec.set("label", dataset.label);
        if let Some(columns) = dataset.columns {
            spec.set_all("columns", columns);
        }
        spec.into()
    }
}
