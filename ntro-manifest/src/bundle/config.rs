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
    let mut keys: BTreeMap<String, ConfigKey> = BTreeMap::new();
    let properties = parts(input, input).into_iter().filter_map(|part| part.get("properties")?.as_object());
    for (name, schema) in properties.flatten() {
        let key = key(name, schema, input);
        match keys.get_mut(name) {
            Some(same) => same.values = either(same.values.take(), key.values),
            None => drop(keys.insert(name.clone(), key)),
        }
    }
    keys
}

/// What two alternatives allow of one key, each with its own values.
fn either(one: Option<Vec<Value>>, other: Option<Vec<Value>>) -> Option<Vec<Value>> {
    let (mut values, other) = (one?, other?);
    values.extend(other.into_iter().filter(|value| !values.contains(value)).collect::<Vec<_>>());
    Some(values)
}

/// A schema and what it is put together from: what it refers to, its parts, its alternatives. Each once,
/// the outer ones first.
fn parts<'s>(schema: &'s Value, root: &'s Value) -> Vec<&'s Value> {
    let mut parts = vec![schema];
    let mut next = 0;
    while let Some(part) = parts.get(next).copied() {
        let target = part.get("$ref").and_then(|reference| referred(reference, root));
        let lists =
            ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| part.get(keyword)?.as_array());
        for part in target.into_iter().chain(lists.flatten()) {
            if !parts.iter().any(|known| std::ptr::eq(*known, part)) {
                parts.push(part);
            }
        }
        next += 1;
    }
    parts
}

fn key(name: &str, schema: &Value, root: &Value) -> ConfigKey {
    let target = resolved(schema, root);
    // What stands at the property speaks of it; what it refers to, of its type.
    let said = |keyword: &str| schema.get(keyword).or_else(|| target.get(keyword));
    let text = |keyword: &str| said(keyword).and_then(Value::as_str).map(str::to_owned);
    ConfigKey {
        type_name: type_name(target, root),
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

/// The type of the first part that has one. What takes anything has none, and passes for an object.
fn type_name(schema: &Value, root: &Value) -> String {
    let own = |part: &Value| {
        let names = part.get("type")?;
        let mut names = names.as_array().map_or(std::slice::from_ref(names), Vec::as_slice).iter();
        names.find_map(|name| name.as_str().filter(|name| *name != "null")).map(str::to_owned)
    };
    let of_values = || values(schema).filter(|values| values.iter().all(Value::is_string)).map(|_| "string");
    let found = parts(schema, root).into_iter().find_map(own);
    found.unwrap_or_else(|| of_values().unwrap_or("object").to_owned())
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
