//! The input's fields, as the peer's `config_schema` has them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bundle::ConfigKey;
use crate::bundle::view::in_words;
use crate::schema::referred;

/// References followed one after the other; a schema that refers to itself ends there.
const MOST_REFERENCES: usize = 16;

/// The keys of an input; none if it is no object.
pub(super) fn keys(input: &Value) -> BTreeMap<String, ConfigKey> {
    let schema = resolved(input, input);
    let properties = schema.get("properties").and_then(Value::as_object);
    let key = |(name, schema): (&String, &Value)| (name.clone(), key(name, schema, input));
    properties.into_iter().flatten().map(key).collect()
}

fn key(name: &str, schema: &Value, root: &Value) -> ConfigKey {
    let target = resolved(schema, root);
    // What stands at the property speaks of it; what it refers to, of its type.
    let said = |keyword: &str| schema.get(keyword).or_else(|| target.get(keyword));
    let text = |keyword: &str| said(keyword).and_then(Value::as_str).map(str::to_owned);
    ConfigKey {
        type_name: type_name(target),
        description: text("description").unwrap_or_else(|| in_words(name)),
        default: said("default").filter(|value| !value.is_null()).cloned(),
        pattern: text("pattern"),
        values: values(target),
        other: BTreeMap::new(),
    }
}

/// What is behind a reference, or behind "this or null".
fn resolved<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let mut schema = schema;
    for _ in 0..MOST_REFERENCES {
        let target = schema.get("$ref").and_then(|reference| referred(reference, root));
        let Some(next) = target.or_else(|| only_alternative(schema)) else { break };
        schema = next;
    }
    schema
}

fn only_alternative(schema: &Value) -> Option<&Value> {
    let schemas = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
    let mut others = schemas.iter().filter(|schema| schema.get("type").is_none_or(|it| it != "null"));
    others.next().filter(|_| others.next().is_none())
}

fn type_name(schema: &Value) -> String {
    let name = match schema.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        name => name.and_then(Value::as_str),
    };
    let of_values = || values(schema).filter(|values| values.iter().all(Value::is_string)).map(|_| "string");
    name.or_else(of_values).unwrap_or("object").to_owned()
}

/// The values of an enum, which may each have a description of their own.
fn values(schema: &Value) -> Option<Vec<Value>> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return Some(values.iter().filter(|value| !value.is_null()).cloned().collect());
    }
    if let Some(value) = schema.get("const") {
        return Some(vec![value.clone()]);
    }
    let alternatives = schema.get("oneOf")?.as_array()?;
    let lists: Option<Vec<Vec<Value>>> = alternatives.iter().map(values).collect();
    Some(lists?.into_iter().flatten().collect())
}
