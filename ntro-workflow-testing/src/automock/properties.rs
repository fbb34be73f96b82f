//! What the parts say of one property.

use serde_json::{Map, Value, json};

use super::document::Document;
use super::shape::Shape;

/// The properties that are described by name, in the schema's order.
pub(super) fn names<'s>(shape: &Shape<'s>) -> Vec<&'s str> {
    let maps = shape.all("properties").filter_map(Value::as_object);
    maps.flat_map(Map::keys).map(String::as_str).collect()
}

/// What each part says of a property: by name, by pattern, or of all others.
pub(super) fn described<'s>(shape: &Shape<'s>, name: &str, document: &Document) -> Vec<&'s Value> {
    let mut schemas = Vec::new();
    for part in shape.parts {
        let found = by_name_and_pattern(part, name, document);
        let others = part.get("additionalProperties").filter(|_| found.is_empty());
        schemas.extend(found);
        schemas.extend(others);
    }
    if schemas.is_empty() {
        schemas.extend(shape.all("unevaluatedProperties"));
    }
    schemas
}

fn by_name_and_pattern<'s>(part: &'s Map<String, Value>, name: &str, document: &Document) -> Vec<&'s Value> {
    let own = part.get("properties").and_then(|properties| properties.get(name));
    let text = Value::String(name.to_owned());
    let matches = |pattern: &str| document.fits(&[&json!({"pattern": pattern})], &text);
    let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let matching = patterns.filter(|(pattern, _)| matches(pattern)).map(|(_, schema)| schema);
    own.into_iter().chain(matching).collect()
}
