//! Types of several shapes: alternatives, maps, and objects that refuse what they do not name.

use serde_json::{Value, json};

use super::{base, compare, manifest, said};

/// What is said where the schema at that place was the one and is the other.
fn changed(place: &str, old: &Value, new: &Value) -> Vec<String> {
    let with = |schema: &Value| {
        let mut old_or_new = base();
        *old_or_new.pointer_mut(place).expect("the base has the place") = schema.clone();
        manifest(&old_or_new)
    };
    let told = said(&compare(&with(old), &with(new)));
    told.into_iter().map(|line| line.split_once('#').expect("a place in a schema").1.to_owned()).collect()
}

const INPUT: &str = "/runbooks/0/input/schema";
const OUTPUT: &str = "/runbooks/0/output/schema";
const GATE: &str = "/runbooks/0/steps/1/gates/0/payload/schema";
const ANSWER: &str = "/runbooks/0/queries/0/answer/schema";

fn of(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required})
}

fn closed(properties: Value) -> Value {
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// One of two structs that have no tag; `more` are properties of both.
fn untagged(amount: Value, text: Value, more: &[(&str, Value)], required: bool) -> Value {
    let variant = |name: &'static str, schema: Value| {
        let mut properties = json!({ name: schema });
        let mut names = vec![name];
        for (name, schema) in more {
            properties[name] = schema.clone();
            names.extend(required.then_some(name));
        }
        of(properties, &names)
    };
    json!({"anyOf": [variant("amount", amount), variant("text", text)]})
}

#[test]
fn what_all_alternatives_share_does_not_hide_the_rest() {
    let (integer, string) = (json!({"type": "integer"}), json!({"type": "string"}));
    let note = ("note", string.clone());
    let old = untagged(integer.clone(), string.clone(), &[], false);

    let new = untagged(integer, string, std::slice::from_ref(&note), false);
    assert_eq!(changed(OUTPUT, &old, &new), ["/note: new, optional [result-new-field]"]);

    let (integer, string) = (json!({"type": ["integer", "null"]}), json!({"type": ["string", "null"]}));
    let new = untagged(integer, string, std::slice::from_ref(&note), false);
    let told = changed(OUTPUT, &old, &new);
    let wider = ": takes object with amount as well; takes object with text as well [result-widened]";
    assert_eq!(told, [wider, "/note: new, optional [result-new-field]"]);

    let (integer, string) =
        (json!({"type": "integer", "maximum": 9}), json!({"type": "string", "minLength": 3}));
    let told = changed(INPUT, &old, &untagged(integer, string, &[note], true));
    let narrower = ": no longer takes object with amount; no longer takes object with text [sent-narrowed]";
    assert_eq!(told, [narrower, "/note: new, required [input-new-required]"]);
}

#[test]
fn an_alternative_that_goes_is_not_the_other_one_with_a_new_field() {
    let both = untagged(json!({"type": "integer"}), json!({"type": "string"}), &[], false);
    let one = both["anyOf"][0].clone();
    let gone = ": no longer takes object with text";
    assert_eq!(changed(INPUT, &both, &one), [format!("{gone} [sent-narrowed]")]);
    assert_eq!(changed(GATE, &both, &one), [format!("{gone} [gate-narrowed]")]);
    let came = ": takes object with text as well [result-widened]";
    assert_eq!(changed(OUTPUT, &one, &both), [came]);
}

#[test]
fn alternatives_that_nothing_tells_apart_have_not_changed_where_they_are_the_same() {
    let reviewed = |more: &[&str], outcome: &str| {
        let mut properties = json!({"outcome": {"$ref": "#/$defs/Outcome"}});
        more.iter().for_each(|name| properties[*name] = json!({"type": "string"}));
        let variant = |name: &str, schema: Value| of(json!({ name: schema }), &[name]);
        let ok = variant("Ok", json!({"$ref": "#/$defs/Paid"}));
        json!({
            "type": "object", "properties": properties, "required": ["outcome"],
            "$defs": {
                "Outcome": {"oneOf": [ok, variant("Err", json!({"type": "string"}))]},
                "Paid": of(json!({"amount": {"type": outcome}}), &["amount"]),
            },
        })
    };
    let old = reviewed(&[], "integer");
    assert_eq!(
        changed(GATE, &old, &reviewed(&["note"], "integer")),
        ["/note: new, optional [gate-new-field]"]
    );
    let told = changed(GATE, &old, &reviewed(&[], "string"));
    assert!(told.iter().any(|line| line.starts_with("/outcome")), "{told:?}");
}

#[test]
fn what_cannot_be_told_of_all_alternatives_does_not_hide_the_rest() {
    let with = |pattern: &str, least: u64| {
        let (integer, string) =
            (json!({"type": "integer", "minimum": least}), json!({"type": "string", "minLength": least}));
        let id = ("id", json!({"type": "string", "pattern": pattern}));
        untagged(integer, string, &[id], true)
    };
    let told = changed(GATE, &with("^a", 0), &with("^b", 5));
    assert!(told.iter().any(|line| line.ends_with("[gate-narrowed]")), "{told:?}");
}

#[test]
fn a_field_that_moves_between_alternatives_is_not_new() {
    let variant = |kind: &str, reference: Option<&[&str]>| {
        let mut properties = json!({"kind": {"const": kind}});
        if reference.is_some() {
            properties["reference"] = json!({"type": "string"});
        }
        of(properties, &[&["kind"], reference.unwrap_or_default()].concat())
    };
    let old = json!({"oneOf": [variant("posted", Some(&["reference"])), variant("held", None)]});
    let new = json!({"oneOf": [variant("posted", None), variant("held", Some(&[]))]});
    let what = "/reference: new in one alternative, dropped in another one";
    assert_eq!(changed(ANSWER, &old, &new), [format!("{what} [result-widened]")]);
    assert_eq!(changed(INPUT, &new, &old), [format!("{what} [sent-narrowed]")]);
}

#[test]
fn readers_that_refuse_other_fields_do_not_pass_over_a_new_one() {
    let (old, new) = (closed(json!({"n": true})), closed(json!({"n": true, "note": {"type": "string"}})));
    assert_eq!(changed(ANSWER, &old, &new), ["/note: new, optional [result-widened]"]);
    assert_eq!(changed(GATE, &old, &new), ["/note: new, optional [gate-widened]"]);
    assert_eq!(changed(INPUT, &new, &old), ["/note: dropped [sent-narrowed]"]);
}

#[test]
fn a_map_that_becomes_a_struct_loses_its_other_keys() {
    let new = of(json!({"bank": {"type": ["number", "null"]}}), &[]);
    for map in [
        json!({"type": "object", "additionalProperties": {"type": "number"}}),
        json!({"type": "object", "additionalProperties": true}),
        json!({"type": "object", "patternProperties": {"^[0-9]+$": {"type": "number"}}, "additionalProperties": false}),
    ] {
        let told = changed(INPUT, &map, &new);
        assert!(told.contains(&"/*: dropped [sent-field-dropped]".to_owned()), "{map}: {told:?}");
    }
}
