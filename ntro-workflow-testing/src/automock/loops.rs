//! References that lead back to where they stand, with no step down into the value between.
//!
//! `#[serde(untagged)] enum Again { Boxed(Box<Again>), Number(i64) }` is such a type. A validator follows
//! these until its stack overflows, so they must be found before.

use std::collections::BTreeSet;

use serde_json::Value;

use super::document::Document;

/// The first reference that leads back to itself.
pub(super) fn loop_in(document: &Document) -> Option<&str> {
    let mut references = BTreeSet::new();
    collect(document.root(), &mut references);
    let mut clean = BTreeSet::new();
    references.into_iter().find(|reference| leads_back(document, reference, &mut Vec::new(), &mut clean))
}

fn leads_back<'d>(
    document: &'d Document,
    reference: &'d str,
    path: &mut Vec<&'d str>,
    clean: &mut BTreeSet<&'d str>,
) -> bool {
    if path.contains(&reference) {
        return true;
    }
    if clean.contains(reference) {
        return false;
    }
    let mut next = Vec::new();
    document.resolve(reference).into_iter().for_each(|schema| in_place(schema, &mut next));
    path.push(reference);
    let found = next.into_iter().any(|next| leads_back(document, next, path, clean));
    path.pop();
    if !found {
        clean.insert(reference);
    }
    found
}

/// Every reference, wherever it stands.
fn collect<'d>(schema: &'d Value, references: &mut BTreeSet<&'d str>) {
    match schema {
        Value::Object(keywords) => {
            references.extend(keywords.get("$ref").and_then(Value::as_str));
            keywords.values().for_each(|value| collect(value, references));
        }
        Value::Array(schemas) => schemas.iter().for_each(|schema| collect(schema, references)),
        _ => {}
    }
}

/// The references of a schema that speak of the same value as it does.
fn in_place<'d>(schema: &'d Value, references: &mut Vec<&'d str>) {
    let Value::Object(keywords) = schema else { return };
    references.extend(keywords.get("$ref").and_then(Value::as_str));
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let parts = keywords.get(keyword).and_then(Value::as_array).into_iter().flatten();
        parts.for_each(|part| in_place(part, references));
    }
    for keyword in ["not", "if", "then", "else"] {
        keywords.get(keyword).into_iter().for_each(|part| in_place(part, references));
    }
    let dependents = keywords.get("dependentSchemas").and_then(Value::as_object).into_iter().flatten();
    dependents.for_each(|(_, part)| in_place(part, references));
}
