//! One row per rule of `docs/manifest.md`, each read forwards and backwards.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Difference, Direction, compare, essence};

mod oracle;

/// A keyword, an old and a new schema, and each difference as `pointer keyword direction`.
type Row = (&'static str, Value, Value, &'static [&'static str]);

fn said(differences: &[Difference]) -> Vec<String> {
    let direction = |difference: &Difference| match difference.direction {
        Direction::Wider => "wider",
        Direction::Narrower => "narrower",
        Direction::Changed => "changed",
        Direction::Unknown => "unknown",
    };
    let line = |it: &Difference| format!("{} {} {}", it.pointer, it.keyword, direction(it));
    differences.iter().map(|it| line(it).trim_start().to_owned()).collect()
}

fn backwards(line: &str) -> String {
    if let Some(line) = line.strip_suffix("wider") {
        return format!("{line}narrower");
    }
    line.strip_suffix("narrower").map_or_else(|| line.to_owned(), |line| format!("{line}wider"))
}

const DOCS: &str = include_str!("../../../docs/manifest.md");

fn check(rows: Vec<Row>) {
    for (keyword, old, new, expected) in rows {
        let listed = DOCS.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{keyword}`")));
        assert!(listed, "docs/manifest.md does not list `{keyword}`");
        let found = said(&compare(&old, &new));
        assert_eq!(found, expected, "{keyword}: {old} → {new}");
        let expected: Vec<String> = expected.iter().map(|line| backwards(line)).collect();
        assert_eq!(said(&compare(&new, &old)), expected, "{keyword} backwards: {new} → {old}");
    }
}

#[test]
fn types() {
    check(vec![
        ("type", json!({"type": "integer"}), json!({"type": "number"}), &["type wider"]),
        ("type", json!({"type": "string"}), json!({"type": ["null", "string"]}), &["type wider"]),
        ("type", json!({"type": "string"}), json!({"type": "integer"}), &["type changed"]),
        ("type", json!({"type": ["string", "null"]}), json!({"type": ["null", "string"]}), &[]),
        ("type", json!({"type": "strnig"}), json!({"type": "string"}), &["type changed"]),
        ("type", json!({"type": "boolean"}), json!({"enum": [true, false]}), &[]),
        ("true", json!(true), json!({}), &[]),
        ("false", json!(false), json!({"type": "null"}), &["false wider"]),
        (
            "$ref",
            json!({"$ref": "#/$defs/A", "$defs": {"A": {"type": "null"}}}),
            json!({"type": "null"}),
            &[],
        ),
        ("items", json!({"items": 5}), json!({"items": 6}), &["items unknown"]),
    ]);
}

#[test]
fn listed_values() {
    check(vec![
        ("enum", json!({"enum": ["a", "b"]}), json!({"enum": ["c", "b", "a"]}), &["enum wider"]),
        ("enum", json!({"enum": ["a"]}), json!({"enum": ["b"]}), &["enum changed"]),
        ("enum", json!({"type": "string"}), json!({"type": "string", "enum": ["a"]}), &["enum narrower"]),
        ("enum", json!({"enum": [1]}), json!({"enum": [1.0]}), &[]),
        ("const", json!({"const": "a"}), json!({"enum": ["a", "b"]}), &["enum wider"]),
        ("const", json!({"const": "a"}), json!({"enum": ["a"]}), &[]),
        ("const", json!({"const": null}), json!({"type": "null"}), &[]),
    ]);
}

#[test]
fn numbers() {
    let number = |keyword: &str, value: Value| json!({"type": "number", keyword: value});
    let integer = |keyword: &str, value: Value| json!({"type": "integer", keyword: value});
    check(vec![
        ("minimum", number("minimum", json!(0)), number("minimum", json!(1)), &["minimum narrower"]),
        ("minimum", json!({"type": "number"}), number("minimum", json!(1)), &["minimum narrower"]),
        ("minimum", number("minimum", json!(1)), number("minimum", json!(1.0)), &[]),
        ("minimum", json!({"enum": [3, 4]}), json!({"enum": [3, 4], "minimum": 2}), &[]),
        ("maximum", number("maximum", json!(9)), number("maximum", json!(8)), &["maximum narrower"]),
        (
            "exclusiveMinimum",
            number("minimum", json!(0)),
            number("exclusiveMinimum", json!(0)),
            &["exclusiveMinimum narrower"],
        ),
        ("exclusiveMinimum", integer("minimum", json!(1)), integer("exclusiveMinimum", json!(0)), &[]),
        (
            "exclusiveMaximum",
            number("exclusiveMaximum", json!(5)),
            number("maximum", json!(5)),
            &["exclusiveMaximum wider"],
        ),
        ("exclusiveMaximum", integer("exclusiveMaximum", json!(5)), integer("maximum", json!(4)), &[]),
        ("multipleOf", number("multipleOf", json!(4)), number("multipleOf", json!(2)), &["multipleOf wider"]),
        (
            "multipleOf",
            number("multipleOf", json!(0.3)),
            number("multipleOf", json!(0.1)),
            &["multipleOf wider"],
        ),
        (
            "multipleOf",
            number("multipleOf", json!(2)),
            number("multipleOf", json!(3)),
            &["multipleOf changed"],
        ),
        ("multipleOf", json!({"type": "integer"}), integer("multipleOf", json!(1)), &[]),
        ("minimum", json!({"type": "string"}), json!({"type": "string", "minimum": 1}), &[]),
        ("minimum", number("minimum", json!("low")), number("minimum", json!("high")), &["minimum unknown"]),
    ]);
}

#[test]
fn formats() {
    let integer = |format: &str| json!({"type": "integer", "format": format});
    let string = |format: &str| json!({"type": "string", "format": format});
    check(vec![
        ("format", integer("int32"), integer("int64"), &["format wider"]),
        ("format", integer("uint8"), integer("int32"), &["format wider"]),
        ("format", integer("uint64"), integer("int64"), &["format changed"]),
        ("format", integer("int8"), json!({"type": "integer", "minimum": -128, "maximum": 127}), &[]),
        ("format", json!({"type": "number"}), json!({"type": "number", "format": "double"}), &[]),
        (
            "format",
            json!({"type": "number", "format": "float"}),
            json!({"type": "number", "format": "double"}),
            &["format wider"],
        ),
        ("format", json!({"type": "string"}), string("date"), &["format narrower"]),
        ("format", string("date"), string("date-time"), &["format changed"]),
    ]);
}

#[test]
fn strings() {
    let string = |keyword: &str, value: Value| json!({"type": "string", keyword: value});
    check(vec![
        ("minLength", string("minLength", json!(1)), string("minLength", json!(2)), &["minLength narrower"]),
        ("minLength", json!({"type": "string"}), string("minLength", json!(0)), &[]),
        ("minLength", json!({"const": "ab"}), json!({"const": "ab", "minLength": 2}), &[]),
        ("maxLength", string("maxLength", json!(9)), json!({"type": "string"}), &["maxLength wider"]),
        ("pattern", json!({"type": "string"}), string("pattern", json!("^a$")), &["pattern narrower"]),
        ("pattern", string("pattern", json!("^a$")), string("pattern", json!("^b$")), &["pattern unknown"]),
    ]);
}

fn object(properties: Value, required: Value) -> Value {
    json!({"type": "object", "properties": properties, "required": required})
}

#[test]
fn properties() {
    let text = || json!({"type": "string"});
    let with = |keyword: &str, value: Value| json!({"type": "object", "properties": {"a": {"type": "string"}}, keyword: value});
    check(vec![
        (
            "properties",
            object(json!({}), json!([])),
            object(json!({"a": text()}), json!([])),
            &["/a properties wider"],
        ),
        (
            "properties",
            object(json!({}), json!([])),
            object(json!({"a": text()}), json!(["a"])),
            &["/a properties changed"],
        ),
        (
            "properties",
            object(json!({"a": text()}), json!([])),
            object(json!({"a": {"type": "null"}}), json!([])),
            &["/a type changed"],
        ),
        (
            "properties",
            json!({"type": "object"}),
            object(json!({"a": text()}), json!([])),
            &["/a properties wider"],
        ),
        (
            "properties",
            object(json!({"a/b": text()}), json!([])),
            object(json!({"a/b": true}), json!([])),
            &["/a~1b type wider"],
        ),
        (
            "required",
            object(json!({"a": text()}), json!([])),
            object(json!({"a": text()}), json!(["a"])),
            &["/a required narrower"],
        ),
        (
            "required",
            object(json!({"a": text()}), json!(5)),
            object(json!({"a": text()}), json!(6)),
            &["required unknown"],
        ),
        (
            "additionalProperties",
            with("additionalProperties", json!(true)),
            with("additionalProperties", json!(false)),
            &["/* false narrower"],
        ),
        (
            "additionalProperties",
            with("title", json!("open")),
            with("additionalProperties", json!(false)),
            &["additionalProperties narrower"],
        ),
        (
            "additionalProperties",
            with("title", json!("open")),
            with("additionalProperties", json!(true)),
            &[],
        ),
        (
            "additionalProperties",
            json!({"type": "object", "additionalProperties": {"type": "integer"}}),
            json!({"type": "object", "additionalProperties": {"type": "number"}}),
            &["/* type wider"],
        ),
        (
            "additionalProperties",
            json!({"type": "object", "additionalProperties": false}),
            with("additionalProperties", json!(false)),
            &["/a properties wider"],
        ),
        (
            "patternProperties",
            with("patternProperties", json!({"^x": {"type": "integer"}})),
            with("patternProperties", json!({"^x": {"type": "number"}})),
            &["/* type wider"],
        ),
        (
            "patternProperties",
            json!({"type": "object", "patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": false}),
            json!({"type": "object", "patternProperties": {"^y": {"type": "integer"}}, "additionalProperties": false}),
            &["patternProperties unknown", "/* false changed"],
        ),
        (
            "minProperties",
            with("minProperties", json!(1)),
            with("minProperties", json!(2)),
            &["minProperties narrower"],
        ),
        (
            "minProperties",
            object(json!({"a": text()}), json!(["a"])),
            json!({"type": "object", "properties": {"a": text()}, "required": ["a"], "minProperties": 1}),
            &[],
        ),
        (
            "maxProperties",
            with("maxProperties", json!(3)),
            with("maxProperties", json!(2)),
            &["maxProperties narrower"],
        ),
        (
            "propertyNames",
            with("propertyNames", json!({"maxLength": 3})),
            with("propertyNames", json!({"maxLength": 4})),
            &["propertyNames unknown"],
        ),
    ]);
}

#[test]
fn items() {
    let array = |keyword: &str, value: Value| json!({"type": "array", keyword: value});
    let (whole, number) = (json!({"type": "integer"}), json!({"type": "number"}));
    check(vec![
        ("items", array("items", whole.clone()), array("items", number.clone()), &["/* type wider"]),
        ("items", json!({"type": "array"}), array("items", whole.clone()), &["/* type narrower"]),
        ("items", array("items", json!([whole])), array("items", json!([number])), &["items unknown"]),
        (
            "prefixItems",
            array("prefixItems", json!([whole])),
            array("prefixItems", json!([number])),
            &["/0 type wider"],
        ),
        (
            "prefixItems",
            json!({"type": "array", "prefixItems": [whole], "items": false}),
            array("items", whole.clone()),
            &["/* false wider"],
        ),
        ("minItems", array("minItems", json!(1)), array("minItems", json!(2)), &["minItems narrower"]),
        ("maxItems", array("maxItems", json!(1)), array("maxItems", json!(2)), &["maxItems wider"]),
        ("maxItems", json!({"type": "array", "items": false}), array("maxItems", json!(0)), &[]),
        (
            "uniqueItems",
            json!({"type": "array"}),
            array("uniqueItems", json!(true)),
            &["uniqueItems narrower"],
        ),
        ("uniqueItems", json!({"type": "array"}), array("uniqueItems", json!(false)), &[]),
        ("contains", array("contains", whole.clone()), array("contains", number), &["contains unknown"]),
    ]);
}

/// As `schemars` writes an enum: by its variant's name, or by a tag.
fn variant(name: &str) -> Value {
    json!({"type": "object", "properties": {name: {"type": "string"}}, "required": [name], "additionalProperties": false})
}

fn tagged(tag: &str, field: &str) -> Value {
    object(json!({"kind": {"const": tag}, field: {"type": "string"}}), json!(["kind", field]))
}

#[test]
fn alternatives() {
    let any_of = |schemas: Value| json!({"anyOf": schemas});
    let one_of = |schemas: Value| json!({"oneOf": schemas});
    let (text, nothing) = (json!({"type": "string"}), json!({"type": "null"}));
    check(vec![
        ("anyOf", text.clone(), any_of(json!([text, nothing])), &["type wider"]),
        ("anyOf", json!({"type": ["string", "null"]}), any_of(json!([nothing, text])), &[]),
        (
            "anyOf",
            any_of(json!([text, nothing])),
            any_of(json!([text, {"type": "integer"}])),
            &["anyOf changed"],
        ),
        (
            "oneOf",
            one_of(json!([variant("A")])),
            one_of(json!([variant("A"), variant("B")])),
            &["oneOf wider"],
        ),
        (
            "oneOf",
            one_of(json!([variant("A"), variant("B")])),
            one_of(json!([variant("B"), variant("A")])),
            &[],
        ),
        (
            "oneOf",
            one_of(json!([{"const": "a"}, {"const": "b"}])),
            json!({"enum": ["a", "b", "c"]}),
            &["oneOf wider"],
        ),
        (
            "oneOf",
            one_of(json!([tagged("a", "x"), tagged("b", "y")])),
            one_of(json!([tagged("a", "x")])),
            &["oneOf narrower"],
        ),
        (
            "oneOf",
            one_of(json!([text, {"minLength": 1}])),
            one_of(json!([text, {"minLength": 2}])),
            &["oneOf unknown"],
        ),
        ("allOf", json!({"allOf": [text, {"minLength": 1}]}), json!({"type": "string", "minLength": 1}), &[]),
        (
            "allOf",
            json!({"allOf": [text]}),
            json!({"allOf": [text, {"maxLength": 1}]}),
            &["maxLength narrower"],
        ),
        ("not", json!({"not": text}), json!({"not": null}), &["not unknown"]),
        (
            "if",
            json!({"if": text, "then": {"minLength": 1}}),
            json!({"if": text, "then": {"minLength": 2}}),
            &["then unknown"],
        ),
        ("$dynamicRef", json!({"$dynamicRef": "#a"}), json!({"$dynamicRef": "#b"}), &["$dynamicRef unknown"]),
    ]);
}

#[test]
fn words_and_order_are_no_difference() {
    let plain = object(json!({"title": {"type": "string"}}), json!(["title"]));
    let mut worded = plain.clone();
    for keyword in ["$comment", "title", "description", "default", "examples", "deprecated", "readOnly"] {
        worded[keyword] = json!("words");
        worded["properties"]["title"][keyword] = json!("words");
    }
    assert_eq!(compare(&plain, &worded), []);
    assert_eq!(essence(&worded), essence(&plain), "a property called `title` is no title");
}

#[test]
fn types_that_contain_themselves_are_compared() {
    let tree = |leaf: &str| {
        json!({"$ref": "#/$defs/Tree", "$defs": {"Tree": {"type": "object", "required": ["value"], "properties": {
            "value": {"type": leaf}, "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}
        }}}})
    };
    assert_eq!(said(&compare(&tree("integer"), &tree("number"))), ["/value type wider"]);
    let circle =
        json!({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}}});
    assert_eq!(said(&compare(&circle, &json!({"type": "null"}))), ["type narrower"]);
}

#[test]
fn a_reference_elsewhere_is_not_understood() {
    let (old, new) = (json!({"$ref": "other.json"}), json!({"$ref": "another.json"}));
    assert_eq!(said(&compare(&old, &new)), ["$ref unknown"]);
}

#[test]
fn a_difference_says_what_was_and_what_is() {
    let old = object(json!({"n": {"type": "integer", "minimum": 0}, "s": {"enum": ["a", "b"]}}), json!([]));
    let new = object(json!({"n": {"type": "integer", "minimum": 1}, "s": {"enum": ["b", "c"]}}), json!([]));
    let texts: Vec<String> = compare(&old, &new).iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["minimum 0 → 1", "no longer takes \"a\"; takes \"c\" as well"]);
}

#[test]
fn alternatives_within_alternatives_are_given_up_in_time() {
    let nested = (0..12).fold(json!({"type": "integer"}), |inner, _| {
        json!({"anyOf": [{"type": "array", "items": inner}, {"type": "array", "items": inner, "minItems": 1}]})
    });
    let other = (0..12).fold(json!({"type": "number"}), |inner, _| {
        json!({"anyOf": [{"type": "array", "items": inner, "minItems": 2}, {"type": "array", "items": inner}]})
    });
    assert!(!compare(&nested, &other).is_empty());
}

/// Anything that is JSON, with the keywords of schemas among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..9).prop_map(Value::from),
        (-2.0f64..2.0).prop_map(Value::from),
        prop::sample::select(vec!["string", "integer", "object", "array", "null", "a", "#", "#/$defs/a"])
            .prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "type",
        "enum",
        "const",
        "required",
        "properties",
        "additionalProperties",
        "patternProperties",
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "pattern",
        "format",
        "anyOf",
        "oneOf",
        "allOf",
        "$ref",
        "$defs",
        "not",
        "a",
    ]);
    scalar.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_schema_does_not_differ_from_itself(schema in any_json()) {
        prop_assert_eq!(compare(&schema, &schema), []);
        // Nor within another one, where nothing is cut short.
        let within = |title: &str| json!({"type": "object", "properties": {"a": schema, "b": {"const": title}}});
        let differences = compare(&within("old"), &within("new"));
        prop_assert!(differences.iter().all(|it| it.pointer == "/b" || it.direction == Direction::Unknown), "{:?}", differences);
    }

    #[test]
    fn nothing_panics_and_both_directions_agree(old in any_json(), new in any_json()) {
        let forwards: Vec<String> = said(&compare(&old, &new)).iter().map(|line| backwards(line)).collect();
        prop_assert_eq!(said(&compare(&new, &old)), forwards);
    }
}
