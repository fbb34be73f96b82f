//! The keywords of all parts that hold together at one place.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// What a value is, in JSON Schema's words; an integer is a number without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    List,
    Object,
}

/// Keywords that say of a value without a `type` what it is meant to be.
const TELLING: [(Kind, &[&str]); 4] = [
    (
        Kind::Object,
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
        ],
    ),
    (Kind::List, &["items", "prefixItems", "minItems", "maxItems", "contains", "uniqueItems"]),
    (Kind::Number, &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (Kind::Text, &["pattern", "format", "minLength", "maxLength"]),
];

const ANY: [Kind; 6] = [Kind::Null, Kind::Text, Kind::Integer, Kind::Boolean, Kind::Object, Kind::List];

/// Parts that hold together.
pub(super) struct Shape<'s> {
    pub(super) parts: &'s [&'s Map<String, Value>],
}

impl<'s> Shape<'s> {
    /// What each part says under a keyword.
    pub(super) fn all(&self, keyword: &'s str) -> impl Iterator<Item = &'s Value> + use<'s> {
        let parts = self.parts;
        parts.iter().filter_map(move |part| part.get(keyword))
    }

    pub(super) fn texts(&self, keyword: &'s str) -> impl Iterator<Item = &'s str> + use<'s> {
        self.all(keyword).filter_map(Value::as_str)
    }

    /// The strictest lower limit of a size.
    pub(super) fn at_least(&self, keyword: &'s str) -> usize {
        self.all(keyword).filter_map(size).max().unwrap_or(0)
    }

    /// The strictest upper limit of a size.
    pub(super) fn at_most(&self, keyword: &'s str) -> usize {
        self.all(keyword).filter_map(size).min().unwrap_or(usize::MAX)
    }

    /// What the value can be, the likeliest first; `null` is the last.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let mut typed = self.all("type").map(kinds_of);
        let first = typed.next().unwrap_or_else(|| self.likely());
        let mut kinds = typed.fold(first, |kinds, other| both(&kinds, &other));
        kinds.sort_by_key(|kind| *kind == Kind::Null && self.all("type").next().is_some());
        kinds
    }

    fn likely(&self) -> Vec<Kind> {
        let told = |keywords: &[&str]| {
            keywords.iter().any(|word| self.parts.iter().any(|part| part.contains_key(*word)))
        };
        let likely = TELLING.iter().filter(|(_, keywords)| told(keywords)).map(|(kind, _)| *kind);
        let mut kinds: Vec<_> = likely.collect();
        kinds.extend(ANY.into_iter().filter(|kind| !kinds.contains(kind)).collect::<Vec<_>>());
        kinds
    }

    /// The properties that must be there.
    pub(super) fn required(&self) -> BTreeSet<&'s str> {
        self.all("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect()
    }

    /// What the parts say under some keywords, for a message.
    pub(super) fn said(&self, keywords: &[&'s str]) -> String {
        let said = |keyword: &&'s str| {
            let keyword = *keyword;
            self.all(keyword).map(move |value| format!("`{keyword}` {value}")).collect::<Vec<_>>()
        };
        keywords.iter().flat_map(said).collect::<Vec<_>>().join(" and ")
    }
}

fn size(value: &Value) -> Option<usize> {
    let whole = value.as_u64().or_else(|| value.as_f64().map(|float| float as u64))?;
    usize::try_from(whole).ok()
}

fn kinds_of(types: &Value) -> Vec<Kind> {
    match types {
        Value::Array(words) => words.iter().filter_map(kind_of).collect(),
        word => kind_of(word).into_iter().collect(),
    }
}

fn kind_of(word: &Value) -> Option<Kind> {
    Some(match word.as_str()? {
        "null" => Kind::Null,
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "string" => Kind::Text,
        "array" => Kind::List,
        "object" => Kind::Object,
        _ => return None,
    })
}

/// What both lists allow, in the order of the first.
fn both(left: &[Kind], right: &[Kind]) -> Vec<Kind> {
    let allowed = |kind: &Kind| match kind {
        Kind::Integer if right.contains(&Kind::Number) => Some(Kind::Integer),
        Kind::Number if right.contains(&Kind::Integer) && !right.contains(&Kind::Number) => {
            Some(Kind::Integer)
        }
        kind => right.contains(kind).then_some(*kind),
    };
    left.iter().filter_map(allowed).collect()
}
