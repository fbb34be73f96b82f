//! A schema moved below a key of another document, with its references moved along.

use serde_json::{Map, Value};

/// The key below `$defs`.
pub(super) const HOSTED: &str = "hosted";

/// The schema as it reads below the key.
pub(super) fn hosted(schema: &Value) -> Value {
    let mut moved = moved(schema);
    if let Value::Object(keywords) = &mut moved {
        // Either would make it a document of its own again, whose references start at itself.
        keywords.remove("$id");
        keywords.remove("$schema");
    }
    moved
}

/// A message about it, with the references as the author wrote them.
pub(super) fn unhosted(message: &str) -> String {
    message.replace(&format!("#/$defs/{HOSTED}"), "#")
}

fn moved(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            Value::Object(keywords.iter().map(|(key, value)| (key.clone(), keyword(key, value))).collect())
        }
        Value::Array(schemas) => schemas.iter().map(moved).collect(),
        other => other.clone(),
    }
}

fn keyword(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("$ref", Value::String(reference)) => Value::String(match reference.strip_prefix('#') {
            Some(pointer) if pointer.is_empty() || pointer.starts_with('/') => {
                format!("#/$defs/{HOSTED}{pointer}")
            }
            _ => reference.clone(),
        }),
        ("const" | "enum" | "default" | "example" | "examples", data) => data.clone(),
        ("properties" | "patternProperties" | "$defs" | "dependentSchemas", Value::Object(named)) => {
            let each = named.iter().map(|(name, schema)| (name.clone(), moved(schema)));
            Value::Object(each.collect::<Map<_, _>>())
        }
        (_, other) => moved(other),
    }
}
