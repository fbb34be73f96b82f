//! TOML with places: tables whose keys know where they stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Place, Problem};

/// A parsed file.
pub(super) struct TomlText<'a> {
    file: &'a str,
    text: &'a str,
    document: Spanned<DeTable<'a>>,
}

/// A table of it.
pub(super) struct Table<'a> {
    file: &'a str,
    text: &'a str,
    table: &'a DeTable<'a>,
}

/// A value of it.
pub(super) struct Value<'a> {
    file: &'a str,
    text: &'a str,
    value: &'a DeValue<'a>,
}

impl<'a> TomlText<'a> {
    pub(super) fn parse(file: &'a str, text: &'a str) -> Result<Self, Problem> {
        match DeTable::parse(text) {
            Ok(document) => Ok(Self { file, text, document }),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                let message = format!("this is not TOML: {}; mend it", error.message());
                Err(Problem::new(Place::of_offset(file, text, offset), message))
            }
        }
    }

    pub(super) fn document(&'a self) -> Table<'a> {
        Table { file: self.file, text: self.text, table: self.document.get_ref() }
    }
}

impl<'a> Table<'a> {
    /// Its keys with their places and values, as they are written.
    pub(super) fn entries(&self) -> Vec<(&'a str, Place, Value<'a>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&'a Spanned<toml::de::DeString<'a>>, &'a Spanned<DeValue<'a>>)| {
            let place = Place::of_offset(self.file, self.text, key.span().start);
            (key.get_ref().as_ref(), place, self.value_of(value))
        };
        entries.into_iter().map(entry).collect()
    }

    fn value_of(&self, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        Value { file: self.file, text: self.text, value: value.get_ref() }
    }

    pub(super) fn get(&self, key: &str) -> Option<Value<'a>> {
        self.table.get(key).map(|value| self.value_of(value))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn table(&self, key: &str) -> Option<Table<'a>> {
        self.get(key)?.table()
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.text()
    }

    /// The texts of a list; none if it is anything else.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        self.get(key).and_then(|value| value.texts()).unwrap_or_default()
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)?.value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The tables of `[[key]]`, with their places.
    pub(super) fn tables(&self, key: &str) -> Vec<(Place, Table<'a>)> {
        let Some(Value { value: DeValue::Array(array), .. }) = self.get(key) else { return Vec::new() };
        let with_place = |value: &'a Spanned<DeValue<'a>>| {
            let place = Place::of_offset(self.file, self.text, value.span().start);
            Some((place, self.value_of(value).table()?))
        };
        array.iter().filter_map(with_place).collect()
    }
}

impl<'a> Value<'a> {
    pub(super) fn text(&self) -> Option<String> {
        self.value.as_str().map(str::to_owned)
    }

    pub(super) fn texts(&self) -> Option<Vec<String>> {
        let DeValue::Array(array) = self.value else { return None };
        array.iter().map(|text| text.get_ref().as_str().map(str::to_owned)).collect()
    }

    pub(super) fn table(&self) -> Option<Table<'a>> {
        let DeValue::Table(table) = self.value else { return None };
        Some(Table { file: self.file, text: self.text, table })
    }
}
