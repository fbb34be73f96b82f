//! What of a schema decides which values fit, in one order.

use serde_json::{Map, Value, json};

/// Keywords that say something about a value and refuse none.
const ANNOTATIONS: [&str; 12] = [
    "$comment",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// Keywords of which each member is a schema.
const MAPS_OF_SCHEMAS: [&str; 5] =
    ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/// Keywords of which the value is a schema, or a list of them.
const SCHEMAS: [&str; 14] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords of which the order of the entries means nothing.
const SETS: [&str; 3] = ["enum", "required", "type"];

/// Whether the keyword refuses no value.
pub(crate) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword)
}

/// The schema without what refuses no value (titles, descriptions, defaults, examples), its keys and
/// its sets sorted: two schemas of which only the words or the order differ have the same essence. So
/// `oneOf` lists its strings in one place: whether each stands alone depends on which of them have docs.
///
/// ```
/// use ntro_manifest::schema::essence;
/// use serde_json::json;
///
/// let written = json!({"type": "object", "title": "Line", "required": ["b", "a"]});
/// assert_eq!(essence(&written), json!({"required": ["a", "b"], "type": "object"}));
/// ```
#[must_use]
pub fn essence(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let said = sorted(keywords).filter(|(keyword, _)| !is_annotation(keyword));
            let essential =
                said.map(|(keyword, value)| (keyword.clone(), essence_of_keyword(keyword, value)));
            strings_joined(essential.collect())
        }
        Value::Array(schemas) => schemas.iter().map(essence).collect(),
        other => other.clone(),
    }
}

fn essence_of_keyword(keyword: &str, value: &Value) -> Value {
    match value {
        Value::Object(members) if MAPS_OF_SCHEMAS.contains(&keyword) => {
            Value::Object(sorted(members).map(|(name, schema)| (name.clone(), essence(schema))).collect())
        }
        Value::Array(entries) if SETS.contains(&keyword) => {
            let mut entries: Vec<Value> = entries.iter().map(in_key_order).collect();
            entries.sort_by_cached_key(Value::to_string);
            Value::Array(entries)
        }
        value if SCHEMAS.contains(&keyword) => essence(value),
        value => in_key_order(value),
    }
}

/// The strings of `oneOf` in one `enum`, before the other alternatives.
fn strings_joined(mut keywords: Map<String, Value>) -> Value {
    let Some(members) = keywords.get("oneOf").and_then(Value::as_array) else {
        return Value::Object(keywords);
    };
    let (strings, others): (Vec<&Value>, Vec<&Value>) =
        members.iter().partition(|member| strings_of(member).is_some());
    let mut values: Vec<&Value> = strings.into_iter().filter_map(strings_of).flatten().collect();
    values.sort_by_cached_key(|value| value.to_string());
    // A string that two members take is taken by none.
    if values.is_empty() || values.windows(2).any(|pair| pair[0] == pair[1]) {
        return Value::Object(keywords);
    }
    let joined = json!({"enum": values, "type": "string"});
    let beside = ["enum", "type"].into_iter().any(|keyword| keywords.contains_key(keyword));
    if others.is_empty() && !beside {
        keywords.remove("oneOf");
        keywords.extend(joined.as_object().cloned().unwrap_or_default());
    } else {
        let members = std::iter::once(&joined).chain(others).cloned().collect();
        keywords.insert("oneOf".to_owned(), members);
    }
    in_key_order(&Value::Object(keywords))
}

/// The strings that a schema lists, if it says nothing else.
fn strings_of(schema: &Value) -> Option<&[Value]> {
    let keywords = schema.as_object().filter(|keywords| keywords.len() == 2)?;
    let is_string = keywords.get("type").is_some_and(|it| it == "string");
    let values = match (keywords.get("const"), keywords.get("enum")) {
        (Some(value), _) => std::slice::from_ref(value),
        (None, Some(values)) => values.as_array()?,
        (None, None) => return None,
    };
    (is_string && values.iter().all(Value::is_string)).then_some(values)
}

/// The same JSON with its keys sorted. What a map of `serde_json` does with their order depends on a
/// feature that any crate of a build may turn on.
pub(crate) fn in_key_order(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(sorted(members).map(|(key, value)| (key.clone(), in_key_order(value))).collect())
        }
        Value::Array(items) => items.iter().map(in_key_order).collect(),
        other => other.clone(),
    }
}

fn sorted(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(key, _)| *key);
    members.into_iter()
}
