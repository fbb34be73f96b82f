//! What the parts of a schema say together about the values that fit.

use serde_json::Value;

use crate::schema::node::Conj;
use crate::schema::number::is_same;
use crate::schema::reason::shown;
use crate::schema::types::Types;

impl<'s> Conj<'s> {
    /// The types that a value may have.
    pub(crate) fn types(&self) -> Types {
        if self.never {
            return Types::NONE;
        }
        let said = self.all("type").filter_map(|(types, _)| Types::of_keyword(types));
        let types = said.fold(self.only_types, Types::and);
        let Some(values) = self.listed() else { return types };
        let of_values = values.into_iter().map(Types::of_value).fold(Types::NONE, Types::or);
        types.and(of_values)
    }

    /// The values that may be, if they are few.
    pub(crate) fn values(&self) -> Option<Vec<&'s Value>> {
        static FEW: [Value; 3] = [Value::Null, Value::Bool(false), Value::Bool(true)];
        let types = self.types();
        let values = match self.listed() {
            Some(values) => values,
            None if types.is_within(Types::NULL.or(Types::BOOLEAN)) => FEW.iter().collect(),
            None => return None,
        };
        Some(values.into_iter().filter(|value| Types::of_value(value).is_within(types)).collect())
    }

    /// The values that `const` and `enum` list.
    fn listed(&self) -> Option<Vec<&'s Value>> {
        if let Some(value) = self.only_value {
            return Some(vec![value]);
        }
        let constants = self.all("const").map(|(value, _)| std::slice::from_ref(value));
        let enums = self.all("enum").filter_map(|(values, _)| values.as_array().map(Vec::as_slice));
        let mut lists = constants.chain(enums);
        let mut values: Vec<&Value> = lists.next()?.iter().collect();
        for list in lists {
            values.retain(|value| list.iter().any(|other| is_same(value, other)));
        }
        Some(values)
    }

    /// No value fits.
    pub(crate) fn is_never(&self) -> bool {
        self.types().is_empty() || self.values().is_some_and(|values| values.is_empty())
    }

    /// The least that a count of `keyword` may be: 0 if nothing is said.
    pub(crate) fn at_least(&self, keyword: &str) -> u64 {
        self.all(keyword).filter_map(|(count, _)| count.as_u64()).max().unwrap_or(0)
    }

    /// The most that a count of `keyword` may be.
    pub(crate) fn at_most(&self, keyword: &str) -> Option<u64> {
        self.all(keyword).filter_map(|(count, _)| count.as_u64()).min()
    }

    /// The names that are required.
    pub(crate) fn requires(&self, name: &str) -> bool {
        let lists = self.all("required").filter_map(|(names, _)| names.as_array());
        lists.flatten().any(|required| required.as_str() == Some(name))
    }

    /// What it is, in some words.
    pub(crate) fn described(&self) -> String {
        if let Some(values) = self.values() {
            return values.into_iter().map(shown).collect::<Vec<_>>().join(", ");
        }
        let types = self.types();
        if types != Types::OBJECT {
            return types.to_string();
        }
        let lists = self.all("required").filter_map(|(names, _)| names.as_array()).flatten();
        let mut names: Vec<String> = lists.filter_map(Value::as_str).map(|name| self.tagged(name)).collect();
        names.sort();
        names.dedup();
        if names.is_empty() { "object".to_owned() } else { format!("object with {}", names.join(", ")) }
    }

    /// A property's name, with its value if that is always the same.
    fn tagged(&self, name: &str) -> String {
        match self.property(name).conj.values().as_deref() {
            Some([value]) => format!("{name}: {}", shown(value)),
            _ => name.to_owned(),
        }
    }
}
