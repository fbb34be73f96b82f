//! What is said of two schemas, held against values: where a value of the old one does not fit the new
//! one, that must have been said, and must not be called harmless.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::schema::{Direction, compare};
use crate::{Class, Manifest};

mod edit;
mod letter;

use edit::edited;
use letter::fits;

/// What a schema may be made of.
#[derive(Clone, Copy)]
struct Kinds {
    /// With these, some take no value at all, and two alternatives may take the same one.
    overlapping: bool,
    /// To `D` of the document.
    references: bool,
}

fn scalar() -> impl Strategy<Value = Value> {
    let listed = prop::sample::select(vec![json!(1), json!("a"), json!(null), json!(true)]);
    let bounded = (0..3i64, 2..5i64, prop::sample::select(vec!["integer", "number"]), any::<bool>())
        .prop_map(|(least, most, kind, exclusive)| {
            let maximum = if exclusive { "exclusiveMaximum" } else { "maximum" };
            json!({"type": kind, "minimum": least, maximum: most})
        });
    prop_oneof![
        Just(json!({"type": ["string", "null"]})),
        Just(json!({"type": "boolean"})),
        (0..3u64).prop_map(|least| json!({"type": "string", "minLength": least})),
        prop::collection::vec(listed.clone(), 1..3).prop_map(|values| json!({"enum": values})),
        listed.prop_map(|value| json!({"const": value})),
        (1..4u64).prop_map(|step| json!({"type": "number", "multipleOf": step})),
        bounded,
    ]
}

fn object(inner: impl Strategy<Value = Value> + Clone) -> impl Strategy<Value = Value> {
    let others = prop_oneof![Just(None), Just(Some(json!(false))), inner.clone().prop_map(Some)];
    (inner.clone(), prop::option::of(inner), any::<bool>(), others).prop_map(|(a, b, required, others)| {
        let mut schema = json!({"type": "object", "properties": {"a": a}});
        if let Some(b) = b {
            schema["properties"]["b"] = b;
        }
        if required {
            schema["required"] = json!(["a"]);
        }
        if let Some(others) = others {
            schema["additionalProperties"] = others;
        }
        schema
    })
}

/// One variant of an enum, as a tag in its properties tells.
fn tagged(mut object: Value, tag: &str) -> Value {
    object["properties"]["k"] = json!({"const": tag});
    object["required"] = match object["required"].take() {
        Value::Null => json!(["k"]),
        _ => json!(["a", "k"]),
    };
    object
}

fn array(inner: impl Strategy<Value = Value> + Clone) -> impl Strategy<Value = Value> {
    (inner.clone(), prop::option::of(inner), 0..3u64, any::<bool>()).prop_map(
        |(items, first, most, unique)| {
            let mut schema = json!({"type": "array", "items": items, "maxItems": most});
            if let Some(first) = first {
                schema["prefixItems"] = json!([first]);
            }
            if unique {
                schema["uniqueItems"] = json!(true);
            }
            schema
        },
    )
}

fn schema(kinds: Kinds) -> impl Strategy<Value = Value> {
    let leaf = (scalar(), any::<bool>()).prop_map(move |(scalar, refers)| {
        if refers && kinds.references { json!({"$ref": "#/$defs/D"}) } else { scalar }
    });
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let variants = (object(inner.clone()), object(inner.clone()));
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            object(inner.clone()),
            array(inner),
            variants.prop_map(|(one, other)| json!({"oneOf": [tagged(one, "A"), tagged(other, "B")]})),
            pair.clone().prop_map(|(one, other)| json!({"anyOf": [one, other]})),
            (pair, prop::sample::select(vec!["allOf", "oneOf"])).prop_map(move |((one, other), keyword)| {
                if kinds.overlapping { json!({keyword: [one, other]}) } else { one }
            }),
        ]
    })
}

/// A document: a schema with what it refers to.
fn document() -> impl Strategy<Value = Value> {
    (schema(Kinds { overlapping: true, references: true }), scalar()).prop_map(|(schema, referred)| {
        let mut document = schema;
        document["$defs"] = json!({"D": referred});
        document
    })
}

/// A document and a later version of it.
fn versions() -> impl Strategy<Value = (Value, Value)> {
    let edit = (prop::collection::vec(any::<usize>(), 0..4), scalar());
    let edits = (prop::collection::vec(edit, 0..3), prop::option::of(any::<bool>()));
    (document(), edits, prop::option::weighted(0.2, document())).prop_map(|(old, edits, other)| {
        let new = other.unwrap_or_else(|| edited(&old, edits));
        (old, new)
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
        let object =
            prop::collection::btree_map(prop::sample::select(vec!["a", "b", "c"]), inner.clone(), 0..3);
        let tag = prop::option::of(prop::sample::select(vec!["A", "B"]));
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::from),
            (object, tag).prop_map(|(members, tag)| {
                let mut object = json!(members);
                if let Some(tag) = tag {
                    object["k"] = json!(tag);
                }
                object
            }),
        ]
    })
}

/// The same schema with every object closed that says nothing of other properties: a struct takes what it
/// names, which is how these are read.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let mut keywords: serde_json::Map<String, Value> =
                keywords.iter().map(|(keyword, value)| (keyword.clone(), closed(value))).collect();
            if keywords.contains_key("properties") {
                keywords.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            Value::Object(keywords)
        }
        Value::Array(entries) => entries.iter().map(closed).collect(),
        other => other.clone(),
    }
}

/// How grave the change is where others send such values (a signal), and where they read them (an
/// answer); what cannot be told counts as the gravest.
fn classes(old: &Value, new: &Value) -> [Option<Class>; 2] {
    let manifest = |schema: &Value| {
        let payload = json!({"type": "T", "schema": schema});
        let runbook = json!({"slug": "r", "workflow_type": "R", "steps": [],
            "signals": [{"name": "s", "payload": payload}], "queries": [{"name": "q", "answer": payload}]});
        Manifest::from_value(json!({"manifest_version": 1, "runbooks": [runbook]})).expect("a manifest")
    };
    let comparison = crate::compare(&manifest(old), &manifest(new));
    ["r/signals", "r/queries"].map(|place| {
        let changes = comparison.changes.iter().filter(|change| change.place.starts_with(place));
        let class = |change: &crate::Change| match change.rule.as_str() {
            "schema-unknown" => Class::Breaking,
            _ => change.class,
        };
        changes.map(class).min()
    })
}

proptest! {
    #[test]
    fn a_value_that_fits_no_longer_was_announced((old, new) in versions(), values in prop::collection::vec(value(), 20)) {
        let (old, new) = (closed(&old), closed(&new));
        let differences = compare(&old, &new);
        let narrower = differences.iter().any(|it| it.direction != Direction::Wider);
        let wider = differences.iter().any(|it| it.direction != Direction::Narrower);
        let [sent, read] = classes(&old, &new).map(|class| class == Some(Class::Breaking));
        for value in values {
            let (before, after) = (fits(&value, &old, &old), fits(&value, &new, &new));
            prop_assert!(!before || after || (narrower && sent), "{} fits {} and not {}", value, old, new);
            prop_assert!(before || !after || (wider && read), "{} fits {} and not {}", value, new, old);
        }
    }

    #[test]
    fn a_value_that_is_refused_is_breaking((old, new) in versions(), values in prop::collection::vec(value(), 20)) {
        let [sent, read] = classes(&old, &new).map(|class| class == Some(Class::Breaking));
        // What a struct does not name is not written, and passed over where it is read. Where nothing but
        // that tells alternatives apart, a version does not know what it writes: that is no difference.
        let (wrote, writes) = (closed(&old), closed(&new));
        for value in values {
            let [knew, knows] = [fits(&value, &old, &old), fits(&value, &new, &new)];
            let before = fits(&value, &wrote, &wrote) && knew && !knows;
            let after = fits(&value, &writes, &writes) && knows && !knew;
            prop_assert!(!before || sent, "{} of {} is refused by {}", value, old, new);
            prop_assert!(!after || read, "{} of {} is not known by {}", value, new, old);
        }
    }

    #[test]
    fn alternatives_beside_others_are_a_widening(
        old in schema(Kinds { overlapping: false, references: false }),
        other in schema(Kinds { overlapping: true, references: false }),
    ) {
        let new = json!({"anyOf": [closed(&other), closed(&old)]});
        let differences = compare(&closed(&old), &new);
        prop_assert!(
            differences.iter().all(|it| it.direction == Direction::Wider),
            "{} → {}: {:?}", old, new, differences
        );
    }
}
