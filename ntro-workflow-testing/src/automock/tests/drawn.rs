//! Schemas and seeds at random: what is made fits, and is made again the same.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{fits, value_for};

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(true)),
        Just(json!({"type": "null"})),
        Just(json!({"type": "boolean"})),
        (-20..20_i64, -20..20_i64, 1..7_i64).prop_map(
            |(low, high, step)| json!({"type": "integer", "minimum": low, "maximum": high, "multipleOf": step})
        ),
        (-5.0..5.0_f64, -5.0..5.0_f64).prop_map(
            |(low, high)| json!({"type": "number", "exclusiveMinimum": low, "exclusiveMaximum": high})
        ),
        (0..8_usize, 0..12_usize).prop_map(|(least, most)| json!({"type": "string", "minLength": least, "maxLength": most})),
        ("\\^[a-c]{1,3}(\\[[A-F]-[M-Z]\\]\\{[1-3]\\}|\\(x\\|yy\\)\\*|\\\\d\\+){1,2}\\$", 0..5_usize)
            .prop_map(|(pattern, least)| json!({"type": "string", "pattern": pattern, "minLength": least})),
        prop::sample::select(vec!["date", "date-time", "uuid", "email", "uri", "ipv4", "duration", "hostname"])
            .prop_map(|format| json!({"type": "string", "format": format})),
        prop::collection::vec(prop_oneof![Just(json!(1)), Just(json!("a")), Just(json!(null))], 1..4)
            .prop_map(|members| json!({"enum": members})),
        Just(json!({"$ref": "#/$defs/Again"})),
    ]
}

fn schema() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let many = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (inner.clone(), 0..3_usize, any::<bool>())
                .prop_map(|(items, least, unique)| json!({"type": "array", "items": items, "minItems": least, "uniqueItems": unique})),
            many.clone().prop_map(|prefix| json!({"type": "array", "prefixItems": prefix, "items": false})),
            inner.clone().prop_map(|item| json!({"type": "array", "contains": item})),
            (prop::collection::btree_map("[a-d]", inner.clone(), 0..4), prop::collection::btree_set("[a-d]", 0..3), any::<bool>())
                .prop_map(|(properties, required, closed)| json!({
                    "type": "object", "properties": properties, "required": required, "additionalProperties": !closed,
                })),
            (inner.clone(), 0..3_usize)
                .prop_map(|(values, least)| json!({"type": "object", "additionalProperties": values, "minProperties": least})),
            (prop::sample::select(vec!["anyOf", "oneOf", "allOf"]), many).prop_map(|(word, parts)| json!({word: parts})),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| json!({"if": a, "then": b, "else": c})),
            inner.clone().prop_map(|not| json!({"not": not})),
            (inner.clone(), inner).prop_map(|(schema, example)| json!({"allOf": [schema], "examples": [example, 1, "a"]})),
        ]
    })
}

fn rooted() -> impl Strategy<Value = Value> {
    (schema(), schema()).prop_map(|(schema, again)| json!({"allOf": [schema], "$defs": {"Again": again}}))
}

proptest! {
    #[test]
    fn what_is_made_fits_and_is_the_same_again(schema in rooted(), seed in prop_oneof![Just(0), 0..1_000_u64]) {
        let made = value_for(&schema, seed);
        prop_assert_eq!(&made, &value_for(&schema, seed));
        match made {
            Ok(value) => prop_assert!(fits(&schema, &value), "{}", value),
            Err(error) => prop_assert!(!error.faults().is_empty() && !error.to_string().is_empty()),
        }
    }
}

/// Schemas that contradict themselves are frequent among random ones; most can be met, and are.
#[test]
fn most_can_be_made() {
    let mut runner = TestRunner::deterministic();
    let schemas = (0..400).map(|_| rooted().new_tree(&mut runner).expect("a schema").current());
    let made = schemas.filter(|schema| value_for(schema, 0).is_ok()).count();
    assert!(made > 300, "{made} of 400");
}

#[test]
fn seeds_vary_what_may_vary() {
    let schema = json!({
        "type": "object",
        "properties": {
            "number": {"type": "number"},
            "text": {"type": "string"},
            "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "day": {"type": "string", "format": "date"},
            "lines": {"type": "array", "items": {"type": "integer"}},
            "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "told": {"type": "string", "examples": ["a", "b"]},
        },
        "required": ["number", "text", "code", "day", "lines", "either", "told"],
    });
    let made: Vec<_> = (0..40).map(|seed| value_for(&schema, seed).expect("made")).collect();
    for name in ["number", "text", "code", "day", "either", "told"] {
        assert!(made.iter().any(|value| value[name] != made[0][name]), "{name} is always the same");
    }
    let length = |value: &Value| value["lines"].as_array().map(Vec::len);
    assert!(made.iter().any(|value| length(value) != length(&made[0])));
}

#[test]
fn a_field_that_is_added_changes_no_other() {
    let of = |properties: Value| json!({"type": "object", "properties": properties, "required": ["amount"]});
    let before = of(json!({"amount": {"type": "integer"}}));
    let after = of(json!({"account": {"type": "string"}, "amount": {"type": "integer"}}));
    for seed in 0..20 {
        let amount = |schema| value_for(schema, seed).expect("made")["amount"].clone();
        assert_eq!(amount(&before), amount(&after), "seed {seed}");
    }
}
