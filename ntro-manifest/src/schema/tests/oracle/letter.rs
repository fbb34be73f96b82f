//! Whether a value fits a schema, to the letter of the standard.

use serde_json::Value;

use crate::schema::number::is_same;

/// Whether it fits a schema of the document `root`.
pub(super) fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
    let Value::Object(keywords) = schema else { return schema == true };
    keywords.iter().all(|(keyword, expected)| keyword_fits(value, (schema, root), keyword, expected))
}

fn keyword_fits(value: &Value, (schema, root): (&Value, &Value), keyword: &str, expected: &Value) -> bool {
    let all = || expected.as_array().expect("a list").iter();
    match keyword {
        "type" if expected.is_array() => all().any(|kind| has_type(value, kind)),
        "type" => has_type(value, expected),
        "const" => is_same(value, expected),
        "enum" => all().any(|other| is_same(value, other)),
        "anyOf" => all().any(|schema| fits(value, schema, root)),
        "oneOf" => all().filter(|schema| fits(value, schema, root)).count() == 1,
        "allOf" => all().all(|schema| fits(value, schema, root)),
        "$ref" => {
            let pointer = expected.as_str().and_then(|to| to.strip_prefix('#')).expect("a local reference");
            fits(value, root.pointer(pointer).expect("that leads somewhere"), root)
        }
        keyword => match value {
            Value::Number(number) => number_fits(number.as_f64().expect("a double"), keyword, expected),
            Value::String(text) => {
                let length = text.chars().count() as u64;
                keyword != "minLength" || length >= expected.as_u64().expect("a count")
            }
            Value::Array(items) => items_fit(items, (schema, root), keyword, expected),
            Value::Object(members) => members_fit(members, (schema, root), keyword, expected),
            Value::Null | Value::Bool(_) => true,
        },
    }
}

fn number_fits(number: f64, keyword: &str, expected: &Value) -> bool {
    let expected = || expected.as_f64().expect("a number");
    match keyword {
        "minimum" => number >= expected(),
        "maximum" => number <= expected(),
        "exclusiveMaximum" => number < expected(),
        "multipleOf" => (number / expected()).fract() == 0.0,
        _ => true,
    }
}

fn items_fit(items: &[Value], (schema, root): (&Value, &Value), keyword: &str, expected: &Value) -> bool {
    let leading = schema["prefixItems"].as_array().map_or(&[][..], Vec::as_slice);
    match keyword {
        "maxItems" => items.len() as u64 <= expected.as_u64().expect("a count"),
        "uniqueItems" => !items.iter().enumerate().any(|(at, item)| items[..at].contains(item)),
        "prefixItems" => items.iter().zip(leading).all(|(item, schema)| fits(item, schema, root)),
        "items" => items.iter().skip(leading.len()).all(|item| fits(item, expected, root)),
        _ => true,
    }
}

fn members_fit(
    members: &serde_json::Map<String, Value>,
    (schema, root): (&Value, &Value),
    keyword: &str,
    expected: &Value,
) -> bool {
    match keyword {
        "required" => {
            let mut names = expected.as_array().expect("a list").iter().filter_map(Value::as_str);
            names.all(|name| members.contains_key(name))
        }
        "properties" => members
            .iter()
            .all(|(name, member)| expected.get(name).is_none_or(|schema| fits(member, schema, root))),
        "additionalProperties" => members
            .iter()
            .all(|(name, member)| schema["properties"].get(name).is_some() || fits(member, expected, root)),
        _ => true,
    }
}

fn has_type(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        _ => value.is_object(),
    }
}
