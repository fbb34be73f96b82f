//! A later version of a schema: a place or two are of another kind, and its objects may get a field.

use serde_json::{Value, json};

/// Where a schema may have others.
const PLACES: [&str; 11] = [
    "/properties/a",
    "/properties/b",
    "/additionalProperties",
    "/items",
    "/prefixItems/0",
    "/anyOf/0",
    "/anyOf/1",
    "/oneOf/0",
    "/oneOf/1",
    "/allOf/0",
    "/allOf/1",
];

/// A way into a schema, and what stands there then.
type Edit = (Vec<usize>, Value);

/// With the edits, and with a field in each object that has some, which is required or not.
pub(super) fn edited(old: &Value, (edits, field): (Vec<Edit>, Option<bool>)) -> Value {
    let mut new = old.clone();
    for (way, schema) in edits {
        *place(&mut new, &way) = schema;
    }
    // A whole document may have been replaced.
    new["$defs"] = old["$defs"].clone();
    if let Some(required) = field {
        add_field(&mut new, required);
    }
    new
}

fn place<'s>(schema: &'s mut Value, way: &[usize]) -> &'s mut Value {
    let places: Vec<&str> = PLACES.into_iter().filter(|place| schema.pointer(place).is_some()).collect();
    match way {
        [first, rest @ ..] if !places.is_empty() => {
            let below = schema.pointer_mut(places[first % places.len()]).expect("it was found");
            place(below, rest)
        }
        _ => schema,
    }
}

fn add_field(schema: &mut Value, required: bool) {
    for at in PLACES {
        if let Some(below) = schema.pointer_mut(at) {
            add_field(below, required);
        }
    }
    if schema.get("properties").is_some() {
        schema["properties"]["c"] = json!({"type": "string"});
        if required {
            let mut names = schema["required"].as_array().cloned().unwrap_or_default();
            names.push(json!("c"));
            schema["required"] = Value::from(names);
        }
    }
}
