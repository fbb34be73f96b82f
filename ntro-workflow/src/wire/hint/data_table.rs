//! `DATA_TABLE`

use serde_json::{Number, Value};

use crate::wire::editable::{EditField, EditRows, EditRules, Editable};

use super::{
    Column, Dataset, DisplayHint, HintAction,
    config::{Config, config_escape},
};

/// Rows to look through, and perhaps to correct.
///
/// ```
/// use ntro_workflow::wire::hint::{Column, DataTable, DisplayHint, HintAction};
/// use serde_json::json;
///
/// let table = DataTable::new("Review extracted lines")
///     .subtitle("Amounts below the threshold are marked")
///     .dataset("line_items", "Line items")
///     .columns([
///         Column::text("description", "Description").editable(),
///         Column::currency("amount", "Amount").editable().currency_key("currency"),
///     ])
///     .allow_corrections(true)
///     .confidence_warning_threshold(0.7);
/// let hint = DisplayHint::from(table);
/// assert_eq!(hint.component, "DATA_TABLE");
/// assert_eq!(hint.config["datasets"][0]["data_key"], "line_items");
/// assert_eq!(hint.config["datasets"][0]["columns"][1]["currencyKey"], "currency");
/// assert_eq!(hint.config["confidence_warning_threshold"], json!(0.7));
///
/// let plain = DataTable::default()
///     .data_key("rows")
///     .row_type("Expense")
///     .summary("3 expenses, 412.50 EUR")
///     .row_actions(["edit", "reject"])
///     .footer_actions(["approve", "reject"])
///     .validation_rules([json!({ "field": "amount", "min": 0 })])
///     .action(HintAction::reject("Revise"))
///     .approve_label("Post")
///     .reject_label("Back")
///     .config("page_size", 50);
/// assert_eq!(DisplayHint::from(plain).config["actions"][0]["label"], "Revise");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct DataTable {
    config: Config,
    datasets: Vec<Dataset>,
}

impl DataTable {
    /// A titled table. `DataTable::default()` has no title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::default().with("title", title.into())
    }

    /// A titled table of what `T` says: one dataset per list of rows of a payload, with the columns of its
    /// rows; of the type of a row, the columns of the table itself.
    ///
    /// ```
    /// use ntro_workflow::wire::editable::{EditField, EditRows, Editable};
    /// use ntro_workflow::wire::hint::{ColumnType, DataTable, DisplayHint};
    /// use serde_json::json;
    ///
    /// struct Line;
    ///
    /// impl Editable for Line {
    ///     const FIELDS: &'static [EditField] =
    ///         &[EditField::new("amount", "Amount", ColumnType::Number).editable()];
    ///     const ROWS: &'static [EditRows] = &[];
    /// }
    ///
    /// let amount = json!([{ "key": "amount", "label": "Amount", "type": "number", "editable": true }]);
    /// let rows = DisplayHint::from(DataTable::of::<Line>("Lines").data_key("lines"));
    /// assert_eq!(rows.config["columns"], amount);
    /// ```
    pub fn of<T: Editable + ?Sized>(title: impl Into<String>) -> Self {
        Self::new(title).editing(&EditRules::of::<T>())
    }

    /// Adds what the rules say: their lists of rows as datasets, or without any their fields as columns.
    /// Header fields beside lists of rows are under `fields`, in the shape of columns.
    pub fn editing(mut self, rules: &EditRules) -> Self {
        let columns = |fields: &[EditField]| fields.iter().copied().map(Column::from).collect::<Vec<_>>();
        match rules.rows {
            [] if !rules.fields.is_empty() => self.config.set_all("columns", columns(rules.fields)),
            [EditRows { key: None, fields, .. }] => self.config.set_all("columns", columns(fields)),
            rows => {
                let keyed = rows.iter().filter_map(|rows| Some((rows.key?, rows)));
                let datasets =
                    keyed.map(|(key, rows)| Dataset::new(key, rows.label).columns(columns(rows.fields)));
                self.datasets.extend(datasets);
                if !rules.fields.is_empty() {
                    self.config.set_all("fields", columns(rules.fields));
                }
            }
        }
        self
    }

    /// A line below the title.
    pub fn subtitle(self, subtitle: impl Into<String>) -> Self {
        self.with("subtitle", subtitle.into())
    }

    /// One line above the rows that sums them up.
    pub fn summary(self, summary: impl Into<String>) -> Self {
        self.with("summary", summary.into())
    }

    /// Adds a dataset whose rows are in the payload under `key`: short for
    /// `.datasets([Dataset::new(key, label)])`.
    pub fn dataset(self, key: impl Into<String>, label: impl Into<String>) -> Self {
        self.datasets([Dataset::new(key, label)])
    }

    /// Adds datasets.
    pub fn datasets(mut self, datasets: impl IntoIterator<Item = Dataset>) -> Self {
        self.datasets.extend(datasets);
        self
    }

    /// The columns of the dataset that was added last, or of the table itself when it has none.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        match self.datasets.pop() {
            Some(last) => self.datasets.push(last.columns(columns)),
            None => self.config.set_all("columns", columns),
        }
        self
    }

    /// Where the rows are in the payload, for a table without datasets.
    pub fn data_key(self, key: impl Into<String>) -> Self {
        self.with("data_key", key.into())
    }

    /// The name of the rows' type.
    pub fn row_type(self, name: impl Into<String>) -> Self {
        self.with("row_type", name.into())
    }

    /// The text of the approve button.
    pub fn approve_label(self, label: impl Into<String>) -> Self {
        self.with("approve_label", label.into())
    }

    /// The text of the reject button.
    pub fn reject_label(self, label: impl Into<String>) -> Self {
        self.with("reject_label", label.into())
    }

    /// Whether cells may be corrected.
    pub fn allow_corrections(self, allow: bool) -> Self {
        self.with("allow_corrections", allow)
    }

    /// The confidence below which a row is marked. A number that JSON cannot hold (NaN or an
    /// infinity) leaves the option out.
    pub fn confidence_warning_threshold(self, threshold: f64) -> Self {
        match Number::from_f64(threshold) {
            Some(threshold) => self.with("confidence_warning_threshold", threshold),
            None => self,
        }
    }

    /// A button. May be called several times, from left to right, the primary one last.
    pub fn action(mut self, action: HintAction) -> Self {
        self.config.push("actions", action);
        self
    }

    /// The words of the actions that each row offers, such as `edit`.
    pub fn row_actions(self, actions: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with_all("row_actions", actions.into_iter().map(Into::into))
    }

    /// The words of the actions below the table, such as `approve` and `reject`.
    pub fn footer_actions(self, actions: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.with_all("footer_actions", actions.into_iter().map(Into::into))
    }

    /// Rules that the screen checks before it sends anything, in the screen's own shape.
    pub fn validation_rules(self, rules: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        self.with_all("validation_rules", rules.into_iter().map(Into::into))
    }

    config_escape!();

    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.config.set(key, value);
        self
    }

    fn with_all(mut self, key: &str, values: impl Iterator<Item = impl Into<Value>>) -> Self {
        self.config.set_all(key, values);
        self
    }
}

impl From<DataTable> for DisplayHint {
    fn from(table: DataTable) -> Self {
        let mut config = table.config;
        if !table.datasets.is_empty() {
            config.set_all("datasets", table.datasets);
        }
        config.hint("DATA_TABLE")
    }
}
