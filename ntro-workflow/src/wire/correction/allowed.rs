//! What of a payload may be corrected: what the author's types say, or else the columns of the hint.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::wire::editable::{EditField, EditRules};
use crate::wire::hint::{ColumnType, DisplayHint};

/// What may be corrected.
#[derive(Debug, Clone, Default)]
pub(crate) struct Allowed {
    /// Whether the author's types say it: then what they do not mention stays as it is.
    typed: bool,
    /// Whether it was all accepted before: then nothing is forbidden any more.
    lenient: bool,
    header: Cells,
    /// By the key of the list; none where the payload itself is the list.
    tables: BTreeMap<Option<String>, Cells>,
    /// The columns of a hint that does not say of which list they are.
    every_table: Option<Cells>,
}

/// Fields by key, and what may be sent for those that may be edited.
type Cells = BTreeMap<String, Option<Sent>>;

/// What may be sent for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// Whatever the payload's type takes.
    Anything,
    /// What a column of that type holds.
    Column(ColumnType),
}

/// What may be done with a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Permit<'a> {
    /// What the author's types say: it may be edited, also where it is left out because it is empty.
    Known(ColumnType),
    /// Nothing forbids it, if it is there.
    Free,
    /// Nothing; people may edit these.
    Fixed(Vec<&'a str>),
}

impl Allowed {
    /// The rules of a gate: those of the author's types, or else what the hint says of its columns.
    pub(crate) fn at(rules: Option<&EditRules>, hint: &DisplayHint) -> Self {
        rules.map_or_else(|| Self::shown(hint), Self::typed)
    }

    fn typed(rules: &EditRules) -> Self {
        let columns = |fields: &[EditField]| -> Cells {
            let sent = |field: &EditField| field.editable.then_some(Sent::Column(field.column));
            fields.iter().map(|field| (field.key.to_owned(), sent(field))).collect()
        };
        let tables = rules.rows.iter().map(|rows| (rows.key.map(str::to_owned), columns(rows.fields)));
        Self {
            typed: true,
            lenient: false,
            header: columns(rules.fields),
            tables: tables.collect(),
            every_table: None,
        }
    }

    /// The columns of a data table. A list without columns is one of which the hint says nothing.
    fn shown(hint: &DisplayHint) -> Self {
        let mut allowed = Self::default();
        let datasets = hint.config.get("datasets").and_then(Value::as_array);
        for dataset in datasets.into_iter().flatten().filter_map(Value::as_object) {
            let key = dataset.get("data_key").or_else(|| dataset.get("key")).and_then(Value::as_str);
            allowed.tables.extend(columns(dataset).map(|cells| (key.map(str::to_owned), cells)));
        }
        if let Some(cells) = columns(&hint.config) {
            match hint.config.get("data_key").and_then(Value::as_str) {
                Some(key) => drop(allowed.tables.insert(Some(key.to_owned()), cells)),
                None => allowed.every_table = Some(cells),
            }
        }
        allowed
    }

    /// The same lists and fields, and nothing is forbidden of them.
    pub(crate) fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// Whether nothing says what may be corrected.
    pub(super) fn says_nothing(&self) -> bool {
        !self.typed && self.tables.is_empty() && self.every_table.is_none()
    }

    /// Whether the author's types say it.
    pub(super) fn is_typed(&self) -> bool {
        self.typed
    }

    /// Whether something says what may be corrected in this list.
    pub(super) fn rules_table(&self, table: Option<&str>) -> bool {
        self.table(table).is_some()
    }

    /// Whether the author's types do not mention this list.
    pub(super) fn fixes_table(&self, table: Option<&str>) -> bool {
        self.typed && !self.lenient && !self.rules_table(table)
    }

    fn table(&self, table: Option<&str>) -> Option<&Cells> {
        self.tables.get(&table.map(str::to_owned)).or(self.every_table.as_ref())
    }

    /// What may be done with a field of a row of this list.
    pub(super) fn cell(&self, table: Option<&str>, field: &str) -> Permit<'_> {
        let permit = match self.table(table) {
            Some(cells) => permit(cells, field),
            None if self.typed => Permit::Fixed(Vec::new()),
            None => Permit::Free,
        };
        self.at_last(permit)
    }

    /// What may be done with a header field. A hint says nothing of those.
    pub(super) fn header(&self, field: &str) -> Permit<'_> {
        self.at_last(if self.typed { permit(&self.header, field) } else { Permit::Free })
    }

    fn at_last<'a>(&self, permit: Permit<'a>) -> Permit<'a> {
        match permit {
            Permit::Fixed(_) if self.lenient => Permit::Free,
            permit => permit,
        }
    }
}

fn permit<'a>(cells: &'a Cells, field: &str) -> Permit<'a> {
    match cells.get(field) {
        Some(Some(Sent::Column(column))) => Permit::Known(*column),
        Some(Some(Sent::Anything)) => Permit::Free,
        _ => {
            let editable = cells.iter().filter(|(_, sent)| sent.is_some());
            Permit::Fixed(editable.map(|(key, _)| key.as_str()).collect())
        }
    }
}

/// The columns of a table in a hint, which say of how a value looks and not of its type.
fn columns(table: &Map<String, Value>) -> Option<Cells> {
    let columns = table.get("columns").and_then(Value::as_array).filter(|columns| !columns.is_empty())?;
    let cells = columns.iter().filter_map(|column| {
        let editable = column.get("editable").and_then(Value::as_bool).unwrap_or(false);
        Some((column.get("key")?.as_str()?.to_owned(), editable.then_some(Sent::Anything)))
    });
    Some(cells.collect())
}
