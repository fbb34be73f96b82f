//! The columns that a display hint names for the rows of a payload.

use std::collections::BTreeMap;

use ntro_workflow::wire::hint::DisplayHint;
use serde_json::{Map, Value};

/// The columns of a hint, by the list of the payload whose rows have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    by_list: BTreeMap<String, Vec<Column>>,
    /// Those of a table that names no list.
    of_any: Option<Vec<Column>>,
}

/// One column: the key of its cells, and what people may do with them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) key: String,
    pub(super) is_editable: bool,
    /// Whether its cells are texts, whatever they look like.
    pub(super) is_text: bool,
}

impl Columns {
    /// Those of a hint; where it says nothing of a list, the list has none.
    pub(super) fn of(hint: Option<&DisplayHint>) -> Self {
        let Some(config) = hint.map(|hint| &hint.config) else { return Self::default() };
        let datasets = config.get("datasets").and_then(Value::as_array).into_iter().flatten();
        let mut by_list: BTreeMap<_, _> = datasets.filter_map(Value::as_object).filter_map(named).collect();
        let own = columns(config);
        let of_any = match (own, config.get("data_key").and_then(Value::as_str)) {
            (Some(own), Some(list)) => {
                by_list.insert(list.to_owned(), own);
                None
            }
            (own, _) => own,
        };
        Self { by_list, of_any }
    }

    /// Those of a list.
    pub(super) fn of_list(&self, list: &str) -> Option<&[Column]> {
        self.by_list.get(list).or(self.of_any.as_ref()).map(Vec::as_slice)
    }
}

/// A dataset's list and its columns, if it has any.
fn named(dataset: &Map<String, Value>) -> Option<(String, Vec<Column>)> {
    let list = dataset.get("data_key").or_else(|| dataset.get("key"))?.as_str()?;
    Some((list.to_owned(), columns(dataset)?))
}

fn columns(table: &Map<String, Value>) -> Option<Vec<Column>> {
    let columns = table.get("columns")?.as_array()?.iter().filter_map(column);
    Some(columns.collect::<Vec<_>>()).filter(|columns| !columns.is_empty())
}

fn column(spec: &Value) -> Option<Column> {
    Some(Column {
        key: spec.get("key")?.as_str()?.to_owned(),
        is_editable: spec.get("editable") == Some(&Value::Bool(true)),
        is_text: matches!(spec.get("type").and_then(Value::as_str), Some("text" | "date" | "dr_cr")),
    })
}
