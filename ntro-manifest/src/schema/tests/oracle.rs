//! What is said of two schemas, held against values: where a value of the old one does not fit the new
//! one, that must have been said.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::schema::number::is_same;
use crate::schema::{Direction, compare};

/// Schemas of the keywords that `fits` below knows. With `allOf`, some take no value at all.
fn schema(all_of: bool) -> impl Strategy<Value = Value> {
    let number = (0..3i64, 2..5i64, prop::sample::select(vec!["integer", "number"]))
        .prop_map(|(least, most, kind)| json!({"type": kind, "minimum": least, "exclusiveMaximum": most}));
    let scalar = prop_oneof![
        Just(json!({"type": ["string", "null"]})),
        Just(json!({"type": "boolean"})),
        (0..3u64).prop_map(|least| json!({"type": "string", "minLength": least})),
        prop::collection::vec(
            prop::sample::select(vec![json!(1), json!("a"), json!(null), json!(true)]),
            1..3
        )
        .prop_map(|values| json!({"enum": values})),
        number,
    ];
    scalar.prop_recursive(3, 12, 3, move |inner| {
        let object = (inner.clone(), prop::option::of(inner.clone()), any::<bool>(), any::<bool>()).prop_map(
            |(a, b, required, closed)| {
                let mut schema = json!({"type": "object", "properties": {"a": a}});
                if let Some(b) = b {
                    schema["properties"]["b"] = b;
                }
                if required {
                    schema["required"] = json!(["a"]);
                }
                if closed {
                    schema["additionalProperties"] = json!(false);
                }
                schema
            },
        );
        prop_oneof![
            object,
            (inner.clone(), 0..3u64)
                .prop_map(|(items, most)| json!({"type": "array", "items": items, "maxItems": most})),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| json!({"anyOf": [one, other]})),
            (inner.clone(), inner)
                .prop_map(move |(one, other)| { if all_of { json!({"allOf": [one, other]}) } else { one } }),
        ]
    })
}

fn value() -> impl Strategy<Value = Value> {
    let scalar = prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(1.5),
        json!(3),
        json!(""),
        json!("a"),
        json!("ab"),
    ]);
    scalar.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(prop::sample::select(vec!["a", "b"]), inner, 0..3)
                .prop_map(|members| json!(members)),
        ]
    })
}

/// Whether a value fits, to the letter of the standard.
fn fits(value: &Value, schema: &Value) -> bool {
    let Value::Object(keywords) = schema else { return schema == true };
    keywords.iter().all(|(keyword, expected)| keyword_fits(value, schema, keyword, expected))
}

fn keyword_fits(value: &Value, schema: &Value, keyword: &str, expected: &Value) -> bool {
    let all = || expected.as_array().expect("a list").iter();
    match (keyword, value) {
        ("type", value) if expected.is_array() => all().any(|kind| has_type(value, kind)),
        ("type", value) => has_type(value, expected),
        ("enum", value) => all().any(|other| is_same(value, other)),
        ("anyOf", value) => all().any(|schema| fits(value, schema)),
        ("allOf", value) => all().all(|schema| fits(value, schema)),
        ("minimum", Value::Number(number)) => number.as_f64() >= expected.as_f64(),
        ("exclusiveMaximum", Value::Number(number)) => number.as_f64() < expected.as_f64(),
        ("minLength", Value::String(text)) => {
            text.chars().count() as u64 >= expected.as_u64().expect("a count")
        }
        ("maxItems", Value::Array(items)) => items.len() as u64 <= expected.as_u64().expect("a count"),
        ("items", Value::Array(items)) => items.iter().all(|item| fits(item, expected)),
        ("required", Value::Object(members)) => {
            all().all(|name| members.contains_key(name.as_str().expect("a name")))
        }
        ("properties", Value::Object(members)) => {
            members.iter().all(|(name, member)| expected.get(name).is_none_or(|schema| fits(member, schema)))
        }
        ("additionalProperties", Value::Object(members)) => {
            members.iter().all(|(name, _)| schema["properties"].get(name).is_some())
        }
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

/// The same schema with every object closed: a struct takes what it names, which is how schemas that
/// say nothing of other properties are read.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let mut keywords: serde_json::Map<String, Value> =
                keywords.iter().map(|(keyword, value)| (keyword.clone(), closed(value))).collect();
            if keywords.contains_key("properties") {
                keywords.insert("additionalProperties".into(), Value::Bool(false));
            }
            Value::Object(keywords)
        }
        Value::Array(entries) => entries.iter().map(closed).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_value_that_fits_no_longer_was_announced(old in schema(true), new in schema(true), values in prop::collection::vec(value(), 20)) {
        let (old, new) = (closed(&old), closed(&new));
        let differences = compare(&old, &new);
        let narrower = differences.iter().any(|it| it.direction != Direction::Wider);
        let wider = differences.iter().any(|it| it.direction != Direction::Narrower);
        for value in values {
            let (before, after) = (fits(&value, &old), fits(&value, &new));
            prop_assert!(!before || after || narrower, "{} fits {} and not {}", value, old, new);
            prop_assert!(before || !after || wider, "{} fits {} and not {}", value, new, old);
        }
    }

    #[test]
    fn alternatives_beside_others_are_a_widening(old in schema(false), other in schema(true)) {
        let new = json!({"anyOf": [closed(&other), closed(&old)]});
        let differences = compare(&closed(&old), &new);
        prop_assert!(
            differences.iter().all(|it| it.direction == Direction::Wider),
            "{} → {}: {:?}", old, new, differences
        );
    }
}
