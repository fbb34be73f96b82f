//! What cannot be made, and what is said of it.

use serde_json::{Value, json};

use super::{plain, value_of};

fn refused(schema: &Value) -> Vec<String> {
    let error = value_of(schema).expect_err("no value");
    error.to_string().lines().map(str::to_owned).collect()
}

#[test]
fn every_fault_is_named_at_once() {
    let schema = json!({
        "type": "object",
        "properties": {
            "lines": {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {
                "code": {"type": "string", "pattern": "^(?=A)A$"},
                "amount": {"type": "number", "minimum": 5, "maximum": 3},
            }, "required": ["amount"]}},
            "period": {"type": "string", "minLength": 3, "maxLength": 2},
        },
        "required": ["lines", "period"],
    });
    let lines = refused(&schema);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert_eq!(
        lines[0],
        "at /lines/0/amount: no number meets `minimum` 5 and `maximum` 3; make the schema one that a value can fit"
    );
    assert!(
        lines[1].starts_with("at /lines/0/code: no text can be made from `pattern` ^(?=A)A$: look-around")
    );
    assert!(
        lines[1].ends_with(
            "; give it an example that fits with `#[schemars(example = ...)]`, or mock it by hand"
        )
    );
    assert_eq!(
        lines[2],
        "at /period: `minLength` 3 is more than `maxLength` 2; make the schema one that a value can fit"
    );
}

#[test]
fn an_example_is_the_remedy() {
    let pattern = "^(?!.*--)[A-Z-]+[0-9]$";
    let schema = json!({"type": "string", "pattern": pattern});
    assert!(refused(&schema)[0].contains("`pattern`"));
    assert_eq!(plain(&json!({"type": "string", "pattern": pattern, "examples": ["A-B1"]})), "A-B1");
}

#[test]
fn recursion_without_an_end_is_named() {
    let schema = json!({"$ref": "#/$defs/Node", "$defs": {"Node": {
        "type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}, "required": ["next"],
    }}});
    assert_eq!(
        refused(&schema),
        [
            "at /next: `Node` needs itself without an end; let it end in an `Option`, a list or an alternative, \
          or mock it by hand"
        ]
    );
}

#[test]
fn a_schema_that_is_its_own_alternative_is_refused_and_not_followed() {
    let itself = json!({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}});
    let in_turn = json!({"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {
        "A": {"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/B"}]},
        "B": {"allOf": [{"not": {"$ref": "#/$defs/A"}}]},
    }});
    for schema in [itself, in_turn] {
        assert!(refused(&schema)[0].contains("`A` is a part or an alternative of itself"), "{schema}");
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let deep = (0..150).fold(
        json!({"type": "integer"}),
        |inner, _| json!({"type": "object", "properties": {"a": inner}, "required": ["a"]}),
    );
    assert!(refused(&deep)[0].contains("nested 100 levels deep"));
}

#[test]
fn contradictions_name_their_keywords() {
    let rows = [
        (json!(false), "at the top level: the schema allows nothing"),
        (
            json!({"type": "integer", "minimum": 2, "multipleOf": 7, "maximum": 6}),
            "no integer meets `minimum` 2 and `maximum` 6 and `multipleOf` 7",
        ),
        (
            json!({"allOf": [{"type": "string"}, {"type": "integer"}]}),
            "`type` \"string\" and `type` \"integer\" leaves no type",
        ),
        (json!({"type": "string", "not": {}}), "the schema allows nothing"),
        (json!({"enum": ["a"], "type": "integer"}), "nothing in `enum` [\"a\"] fits"),
        (
            json!({"type": "array", "minItems": 2, "maxItems": 1}),
            "`minItems` 2 and `maxItems` 1 allow no length",
        ),
        (
            json!({"type": "array", "items": {"type": "null"}, "minItems": 2, "uniqueItems": true}),
            "at /1: `uniqueItems` asks for more items than were found",
        ),
        (json!({"type": "object", "required": ["a", "b"], "maxProperties": 1}), "contradict each other"),
        (
            json!({"type": "object", "required": ["ab"], "propertyNames": {"maxLength": 1}}),
            "at /ab: `propertyNames` does not allow it",
        ),
        (
            json!({"type": "object", "properties": {"a": false}, "required": ["a"]}),
            "at /a: the schema allows nothing",
        ),
        (json!({"type": "object", "minProperties": 1, "additionalProperties": false}), "no names were found"),
        (json!({"type": "null", "not": {"type": "null"}}), "at the top level: no value was found that fits"),
    ];
    for (schema, expected) in rows {
        let lines = refused(&schema);
        assert!(lines[0].contains(expected), "{schema}: {lines:?}");
    }
}

#[test]
fn what_is_no_schema_is_said_to_be_none() {
    for schema in [json!({"type": "text"}), json!({"type": "string", "pattern": "("}), json!(3)] {
        assert!(refused(&schema)[0].starts_with("at the top level: the schema cannot be used: "), "{schema}");
    }
    let elsewhere =
        json!({"properties": {"a": {"$ref": "https://example.com/other.json"}}, "required": ["a"]});
    assert!(refused(&elsewhere)[0].contains("example.com/other.json"));
}

#[test]
fn what_need_not_be_there_is_left_out_only_if_nothing_fits_it() {
    let none = json!({"type": "object", "properties": {"a": {"enum": ["x"], "type": "integer"}}});
    assert_eq!(plain(&none), json!({}));
    let unknown = json!({"type": "object", "properties": {"a": {"type": "string", "pattern": "^(?=1)1$"}}});
    assert!(refused(&unknown)[0].starts_with("at /a: "));
}
