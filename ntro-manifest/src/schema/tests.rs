//! The rules per keyword, by a table that is read forwards and backwards, and what holds of all schemas.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Difference, Direction, compare, essence};

mod oracle;

/// The rules of `docs/manifest.md`, row by row.
const TABLE: &str = include_str!("tests/table.txt");
const DOCS: &str = include_str!("../../../docs/manifest.md");

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

struct Row {
    keyword: &'static str,
    old: Value,
    new: Value,
    expected: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let [keyword, old, new, expected] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("a row has four columns: {line}");
        };
        let schema = |text| serde_json::from_str(text).expect("a schema is JSON");
        let expected = expected.split(';').map(str::trim).filter(|it| !it.is_empty()).collect();
        Row { keyword, old: schema(old), new: schema(new), expected }
    };
    lines.map(row).collect()
}

#[test]
fn each_keyword_is_compared_by_its_rule() {
    for Row { keyword, old, new, expected } in rows() {
        assert_eq!(said(&compare(&old, &new)), expected, "{keyword}: {old} → {new}");
        let mut expected: Vec<String> = expected.iter().map(|line| backwards(line)).collect();
        expected.sort();
        let mut found = said(&compare(&new, &old));
        found.sort();
        assert_eq!(found, expected, "{keyword} backwards: {new} → {old}");
    }
}

#[test]
fn the_docs_list_the_keywords_of_the_table() {
    let (_, section) = DOCS.split_once("| keyword |").expect("the docs have the table");
    let rows_of_docs = section.lines().skip(2).take_while(|line| line.starts_with('|'));
    let first_columns = rows_of_docs.filter_map(|line| line.split('|').nth(1));
    let listed: BTreeSet<&str> =
        first_columns.flat_map(|column| column.split('`').skip(1).step_by(2)).collect();
    let tested: BTreeSet<&str> = rows().iter().map(|row| row.keyword).collect();
    assert_eq!(listed, tested);
}

fn object(properties: Value, required: Value) -> Value {
    json!({"type": "object", "properties": properties, "required": required})
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
fn docs_of_a_variant_are_words() {
    let one = |value: &str| json!({"type": "string", "const": value, "description": "Words."});
    let listed = |values: &[&str]| json!({"type": "string", "enum": values});
    let plain = listed(&["a", "b", "c"]);
    let other = object(json!({"d": {"type": "number"}}), json!(["d"]));
    for members in [vec![one("c"), listed(&["b", "a"])], vec![one("b"), one("a"), one("c")]] {
        let mut with_other = members.clone();
        with_other.insert(1, other.clone());
        assert_eq!(essence(&json!({"oneOf": members})), essence(&plain));
        assert_eq!(essence(&json!({"oneOf": with_other})), essence(&json!({"oneOf": [plain, other]})));
    }
    let twice = json!({"oneOf": [{"const": "a", "type": "string"}, {"enum": ["a"], "type": "string"}]});
    assert_eq!(essence(&twice), twice, "a string that both take is taken by none");
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
fn a_difference_says_what_was_and_what_is() {
    let old = object(json!({"n": {"type": "integer", "minimum": 0}, "s": {"enum": ["a", "b"]}}), json!([]));
    let new = object(json!({"n": {"type": "integer", "minimum": 1}, "s": {"enum": ["b", "c"]}}), json!([]));
    let texts: Vec<String> = compare(&old, &new).iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["minimum 0 → 1", "no longer takes \"a\"; takes \"c\" as well"]);
    let anchor = |kind: &str| json!({"$ref": "#Line", "$defs": {"A": {"$anchor": "Line", "type": kind}}});
    let text = compare(&anchor("integer"), &anchor("number"))[0].to_string();
    assert_eq!(
        text,
        "$ref \"#Line\", which depends on what stands elsewhere; what that means cannot be told"
    );
}

#[test]
fn a_text_shows_great_numbers_and_empty_lists_as_they_are_written() {
    let text = |old: Value, new: Value| compare(&old, &new)[0].to_string();
    let most = |most: f64| json!({"type": "number", "maximum": most});
    assert_eq!(text(most(1.5), most(1e308)), "maximum 1.5 → 1e+308");
    assert_eq!(
        text(json!({"type": "string"}), json!({"type": "string", "enum": []})),
        "enum none → no value"
    );
}

#[test]
fn a_list_of_many_values_that_gets_words_is_still_the_same() {
    let names: Vec<String> = (0..600).map(|index| format!("name {index}")).collect();
    let worded: Vec<Value> =
        names.iter().map(|name| json!({"const": name, "description": "Words."})).collect();
    assert_eq!(compare(&json!({"enum": names}), &json!({"oneOf": worded})), []);
}

#[test]
fn large_structs_that_nothing_tells_apart_are_given_up_in_time() {
    let names: Vec<String> = (0..30).map(|index| format!("field {index}")).collect();
    let with = |leaf: &str| {
        let structs = (0..5).flat_map(|level| ["A", "B"].map(|name| (name, level))).map(|(name, level)| {
            let field = match level {
                0 => json!({ "type": leaf }),
                level => json!({"$ref": format!("#/$defs/{name}{}", level - 1)}),
            };
            let fields = names.iter().map(|name| (name.clone(), field.clone())).collect();
            (format!("{name}{level}"), object(Value::Object(fields), json!(names)))
        });
        json!({"anyOf": [{"$ref": "#/$defs/A4"}, {"$ref": "#/$defs/B4"}], "$defs": Value::Object(structs.collect())})
    };
    let differences = compare(&with("integer"), &with("number"));
    assert!(differences.iter().any(|it| it.direction == Direction::Unknown), "{differences:?}");
}

#[test]
fn alternatives_within_alternatives_are_given_up_in_time() {
    let nested = (0..12).fold(json!({"type": "integer"}), |inner, _| {
        json!({"anyOf": [{"type": "array", "items": inner}, {"type": "array", "items": inner, "minItems": 1}]})
    });
    let other = (0..12).fold(json!({"type": "number"}), |inner, _| {
        json!({"anyOf": [{"type": "array", "items": inner, "minItems": 2}, {"type": "array", "items": inner}]})
    });
    let differences = compare(&nested, &other);
    let given_up: Vec<_> = differences.iter().filter(|it| it.keyword == "schema").collect();
    assert_eq!((given_up.len(), given_up[0].direction), (1, Direction::Unknown));
    assert!(given_up[0].what.contains("too many alternatives or levels"), "{}", given_up[0]);
}

const KEYS: [&str; 25] = [
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
];

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
    let key = prop::sample::select(&KEYS[..]);
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
        // Nor within another one, where nothing is cut short. A reference to `#` leads to the whole there.
        let within = |title: &str| json!({"type": "object", "properties": {"a": schema, "b": {"const": title}}});
        let differences = compare(&within("old"), &within("new"));
        prop_assert!(differences.iter().all(|it| it.pointer.ends_with("/b") || it.direction == Direction::Unknown), "{:?}", differences);
    }

    #[test]
    fn nothing_panics_and_both_directions_agree(old in any_json(), new in any_json()) {
        let forwards: Vec<String> = said(&compare(&old, &new)).iter().map(|line| backwards(line)).collect();
        prop_assert_eq!(said(&compare(&new, &old)), forwards);
    }
}
