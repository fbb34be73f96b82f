//! Each keyword, and the value that it gives.

use serde_json::{Value, json};

use super::plain;

fn check(rows: &[(Value, Value)]) {
    for (schema, expected) in rows {
        assert_eq!(&plain(schema), expected, "{schema}");
    }
}

#[test]
fn types() {
    check(&[
        (json!(true), json!(null)),
        (json!({}), json!(null)),
        (json!({"type": "null"}), json!(null)),
        (json!({"type": "boolean"}), json!(true)),
        (json!({"type": "integer"}), json!(1)),
        (json!({"type": "number"}), json!(1.0)),
        (json!({"type": "string"}), json!("text")),
        (json!({"type": "array"}), json!([])),
        (json!({"type": "object"}), json!({})),
        (json!({"type": ["null", "string"]}), json!("text")),
        (json!({"type": ["integer", "string"], "minLength": 2}), json!(1)),
        (json!({"minLength": 9}), json!("texttextt")),
        (json!({"allOf": [{"type": "number"}, {"type": "integer"}]}), json!(1)),
    ]);
}

#[test]
fn what_the_author_wrote() {
    check(&[
        (json!({"type": "string", "examples": ["2026-03", "2026-04"], "default": "x"}), json!("2026-03")),
        (json!({"type": "string", "example": "2026-03"}), json!("2026-03")),
        (json!({"type": "string", "default": "EUR"}), json!("EUR")),
        (json!({"type": "integer", "default": 0}), json!(0)),
        (json!({"type": ["string", "null"], "default": null}), json!("text")),
        (json!({"type": "array", "items": {"type": "integer"}, "default": []}), json!([1])),
        (json!({"const": {"a": 1}}), json!({"a": 1})),
        (json!({"enum": [null, "draft", "paid"]}), json!("draft")),
        (json!({"enum": [1, "draft", "paid"], "type": "string", "not": {"const": "draft"}}), json!("paid")),
    ]);
}

#[test]
fn an_example_that_does_not_fit_is_passed_over() {
    check(&[
        (json!({"type": "integer", "examples": ["one", 7]}), json!(7)),
        (json!({"type": "integer", "examples": ["one"], "default": "two"}), json!(1)),
        (
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "examples": [{"a": 1}]}),
            json!({"a": "a"}),
        ),
    ]);
}

#[test]
fn numbers() {
    check(&[
        (json!({"type": "integer", "minimum": 5}), json!(5)),
        (json!({"type": "integer", "maximum": -3}), json!(-3)),
        (json!({"type": "integer", "exclusiveMinimum": 5, "maximum": 6}), json!(6)),
        (json!({"type": "integer", "minimum": 1.5}), json!(2)),
        (json!({"type": "integer", "multipleOf": 5}), json!(5)),
        (json!({"type": "integer", "multipleOf": 1.5, "minimum": 4}), json!(6)),
        (json!({"allOf": [{"type": "integer", "multipleOf": 4}, {"multipleOf": 6}]}), json!(12)),
        (json!({"type": "integer", "not": {"const": 1}}), json!(2)),
        (json!({"type": "integer", "format": "int8", "minimum": 127}), json!(127)),
        (json!({"type": "integer", "format": "uint64", "minimum": 0}), json!(1)),
        (json!({"type": "number", "minimum": 0, "maximum": 0.5}), json!(0.0)),
        (json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}), json!(0.9)),
        (json!({"type": "number", "multipleOf": 0.01, "exclusiveMaximum": 0.08}), json!(0.07)),
        (json!({"type": "number", "minimum": 0.123456789, "maximum": 0.123456789}), json!(0.123456789)),
        (json!({"type": "number", "minimum": 1e300}), json!(1e300)),
        (json!({"type": "integer", "minimum": u64::MAX}), json!(u64::MAX)),
        (json!({"type": "integer", "maximum": i64::MIN}), json!(i64::MIN)),
    ]);
}

#[test]
fn texts() {
    check(&[
        (json!({"type": "string", "maxLength": 2}), json!("te")),
        (json!({"type": "string", "maxLength": 0}), json!("")),
        (json!({"type": "string", "pattern": "^[A-Z]{3}$"}), json!("AAA")),
        (json!({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}), json!("2026-01")),
        (json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}), json!("2026-01-15")),
        (json!({"type": "string", "pattern": r"^\d{2}:\d{2}$"}), json!("09:30")),
        (json!({"type": "string", "pattern": "^[0-9]{4}$"}), json!("1111")),
        (json!({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}), json!("1")),
        (json!({"type": "string", "pattern": "^[a-z_]+$"}), json!("text")),
        (json!({"type": "string", "pattern": "^(USD|EUR)$"}), json!("USD")),
        (json!({"type": "string", "pattern": "^(January|May)$", "maxLength": 4}), json!("May")),
        (json!({"type": "string", "pattern": "^B[0-9]*$", "minLength": 5}), json!("B1111")),
        (json!({"type": "string", "pattern": "^B", "minLength": 5}), json!("Baaaa")),
        (json!({"type": "string", "pattern": "^(A|B+)$", "minLength": 3}), json!("BBB")),
        (json!({"type": "string", "pattern": "B$", "minLength": 5}), json!("aaaaB")),
        (json!({"allOf": [{"type": "string", "pattern": "^A"}, {"pattern": "^[A-Z]+1$"}]}), json!("A1")),
    ]);
}

#[test]
fn formats() {
    let text = |format: &str| json!({"type": "string", "format": format});
    check(&[
        (text("date"), json!("2026-01-15")),
        (text("date-time"), json!("2026-01-15T09:30:00Z")),
        (text("time"), json!("09:30:00Z")),
        (text("duration"), json!("PT1H")),
        (text("uuid"), json!("00000000-0000-4000-8000-000000000001")),
        (text("email"), json!("text@example.com")),
        (text("uri"), json!("https://example.com/text")),
        (text("hostname"), json!("text.example.com")),
        (text("ipv4"), json!("192.0.2.1")),
        (text("ipv6"), json!("2001:db8::1")),
        (text("of-the-author"), json!("text")),
        (json!({"type": "string", "format": "email", "maxLength": 8}), json!("a@b.co")),
        (json!({"type": "string", "format": "date", "pattern": "^2"}), json!("2026-01-15")),
    ]);
}

#[test]
fn lists() {
    let integer = json!({"type": "integer"});
    check(&[
        (json!({"type": "array", "items": integer}), json!([1])),
        (json!({"type": "array", "items": integer, "minItems": 3}), json!([1, 2, 3])),
        (json!({"type": "array", "items": {"type": "string"}, "minItems": 2}), json!(["text", "text-2"])),
        (json!({"type": "array", "items": integer, "maxItems": 0}), json!([])),
        (json!({"type": "array", "items": false}), json!([])),
        (json!({"prefixItems": [integer, {"type": "string"}], "items": false}), json!([1, "text-2"])),
        (
            json!({"type": "array", "items": {"type": "boolean"}, "minItems": 2, "uniqueItems": true}),
            json!([true, false]),
        ),
        (json!({"type": "array", "contains": {"const": 9}, "items": integer}), json!([9])),
        (json!({"type": "array", "contains": {"const": 9}, "minContains": 2}), json!([9, 9])),
        (
            json!({"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 3, "uniqueItems": true, "contains": {"const": "c"}}),
            json!(["c", "b", "a"]),
        ),
    ]);
}

#[test]
fn objects() {
    let text = json!({"type": "string"});
    check(&[
        (
            json!({"properties": {"invoice_number": text, "note": text}, "required": ["note"]}),
            json!({"invoice_number": "invoice_number", "note": "note"}),
        ),
        (json!({"type": "object", "required": ["a"]}), json!({"a": null})),
        (json!({"type": "object", "additionalProperties": {"type": "integer"}}), json!({"key": 1})),
        (
            json!({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}),
            json!({"key": 1, "key-2": 1}),
        ),
        (json!({"type": "object", "minProperties": 1}), json!({"key": null})),
        (
            json!({"type": "object", "patternProperties": {r"^\d+$": {"type": "boolean"}}, "additionalProperties": false}),
            json!({"1": true}),
        ),
        (
            json!({"type": "object", "propertyNames": {"pattern": "^[A-Z]$"}, "minProperties": 1}),
            json!({"A": null}),
        ),
    ]);
}

#[test]
fn objects_with_limits() {
    let text = json!({"type": "string"});
    check(&[
        (json!({"properties": {"a": text, "b": text}, "maxProperties": 1}), json!({"a": "a"})),
        (
            json!({"properties": {"a": text, "b": text}, "maxProperties": 1, "required": ["b"]}),
            json!({"b": "b"}),
        ),
        (
            json!({"type": "object", "properties": {"a": text}, "dependentRequired": {"a": ["b"]}}),
            json!({"a": "a", "b": null}),
        ),
        (json!({"properties": {"a": false, "b": text}}), json!({"b": "b"})),
        (
            json!({"properties": {"ab": text, "c": text}, "propertyNames": {"maxLength": 1}}),
            json!({"c": "c"}),
        ),
        (
            json!({"allOf": [{"properties": {"a": text}, "additionalProperties": false}, {"properties": {"b": text}}], "type": "object"}),
            json!({"a": "a"}),
        ),
        (
            json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}),
            json!({"a": {"b": "b"}}),
        ),
    ]);
}

#[test]
fn alternatives() {
    check(&[
        (json!({"anyOf": [{"type": "string"}, {"type": "null"}]}), json!("text")),
        (
            json!({"anyOf": [{"type": "string", "minLength": 3, "maxLength": 1}, {"type": "integer"}]}),
            json!(1),
        ),
        (json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}), json!(1.5)),
        (json!({"oneOf": [{"type": "integer", "minimum": 1}, {"type": "integer", "maximum": 3}]}), json!(4)),
        (
            json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}),
            json!({"a": "a"}),
        ),
        (
            json!({"type": "object", "oneOf": [{"properties": {"kind": {"const": "cash"}}, "required": ["kind"]}, {"properties": {"kind": {"const": "card"}}, "required": ["kind"]}]}),
            json!({"kind": "cash"}),
        ),
        (
            json!({"if": {"properties": {"kind": {"const": "card"}}, "required": ["kind"]}, "then": {"required": ["number"]}, "type": "object", "properties": {"kind": {"enum": ["cash", "card"]}, "number": {"type": "integer"}}}),
            json!({"kind": "card", "number": 1}),
        ),
        (json!({"if": {"type": "string"}, "then": false, "else": {"type": "integer"}}), json!(1)),
        (json!({"not": {"type": "null"}}), json!("text")),
        (json!({"not": {"not": {"type": "array", "minItems": 1}}}), json!([null])),
        (json!({"not": {"anyOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]}}), json!(true)),
        (
            json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, "not": {"required": ["b"]}}),
            json!({}),
        ),
    ]);
}

#[test]
fn references() {
    check(&[
        (json!({"$ref": "#/$defs/Line", "$defs": {"Line": {"type": "string"}}}), json!("text")),
        (json!({"$ref": "#/$defs/a%20~1~0b", "$defs": {"a /~b": {"type": "integer"}}}), json!(1)),
        (
            json!({"properties": {"a": {"type": "integer", "minimum": 4}, "b": {"$ref": "#/properties/a"}}}),
            json!({"a": 4, "b": 4}),
        ),
        (
            json!({"properties": {"a": {"$ref": "#/$defs/A", "examples": ["own"]}}, "$defs": {"A": {"type": "string", "examples": ["its"]}}}),
            json!({"a": "own"}),
        ),
        (json!({"type": "object", "properties": {"next": {"$ref": "#"}}}), json!({"next": {}})),
        (
            json!({"allOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/A"}], "$defs": {"A": {"type": "integer"}}}),
            json!(1),
        ),
        (json!({"properties": {"$ref": {"type": "string"}}, "required": ["$ref"]}), json!({"$ref": "$ref"})),
    ]);
}

#[test]
fn recursion_ends() {
    let tree = json!({"$ref": "#/$defs/Node", "$defs": {"Node": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "kids": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
        "required": ["name", "kids"],
    }}});
    let sum = json!({"$ref": "#/$defs/Sum", "$defs": {"Sum": {"oneOf": [
        {"type": "object", "properties": {"left": {"$ref": "#/$defs/Sum"}, "right": {"$ref": "#/$defs/Sum"}}, "required": ["left", "right"]},
        {"type": "integer"},
    ]}}});
    let named = json!({"$ref": "#/$defs/Folder", "$defs": {"Folder": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Folder"}}}});
    check(&[(tree, json!({"name": "name", "kids": []})), (sum, json!(1)), (named, json!({}))]);
}

/// Twelve types, each of which may have all of them, by alternatives and by optional properties.
#[test]
fn tangled_recursion_ends() {
    let names: Vec<_> = (0..12).map(|index| format!("T{index}")).collect();
    let all: serde_json::Map<_, _> =
        names.iter().map(|name| (name.clone(), json!({"$ref": format!("#/$defs/{name}")}))).collect();
    let optional = json!({"type": "object", "properties": all});
    let required =
        json!({"oneOf": [{"type": "object", "properties": all, "required": names}, {"type": "integer"}]});
    for one in [optional, required] {
        let defs: serde_json::Map<_, _> = names.iter().map(|name| (name.clone(), one.clone())).collect();
        let value = super::value_of(&json!({"$ref": "#/$defs/T0", "$defs": defs})).expect("made");
        assert!(value.to_string().len() < 1_000_000);
    }
}
