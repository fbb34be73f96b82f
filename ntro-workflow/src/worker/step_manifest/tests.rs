//! What the source and the types disagree in, and what the full manifest has of each.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

use ntro_manifest::manifest::Manifest;
use serde_json::{Value, json};

use super::{TypeNames, differences, merged, read};

/// What the types say.
fn typed() -> Value {
    json!({
        "manifest_version": 1,
        "runbooks": [{
            "slug": "nav-close",
            "workflow_type": "NavCloseWorkflow",
            "docs": "Closes a period.",
            "input": { "type": "String", "schema": { "type": "string" } },
            "steps": [
                { "name": "lock", "title": "Lock" },
                {
                    "name": "review", "title": "Review", "icon": "Eye", "docs": "Looks at it.",
                    "description": "Compares", "responsibility": "accountant", "timeout_seconds": 60,
                    "component": "SUMMARY",
                    "gates": [{
                        "name": "review", "kind": "review", "declared": true, "component": "DATA_TABLE",
                        "payload": { "type": "f64", "schema": { "type": "number" } },
                        "answers": ["approved", "rejected"],
                    }],
                },
            ],
            "signals": [{ "name": "note", "payload": { "type": "String" } }],
            "queries": [{ "name": "rate", "answer": { "type": "f64" } }],
            "updates": [{ "name": "reopen" }],
        }],
        "activities": [{ "name": "bank.balance", "input": { "type": "String" }, "output": { "type": "f64" } }],
    })
}

/// What a build script reads of the same.
fn source() -> Value {
    let mut source = typed();
    source["package"] = json!({ "name": "close", "version": "0.1.0" });
    source["external"] = json!(["rent-roll"]);
    let runbook = &mut source["runbooks"][0];
    runbook["source"] = json!({ "file": "src/lib.rs", "line": 9 });
    runbook["listing"] = json!({ "name": "NAV close" });
    runbook["input"] = json!({ "type": "String" });
    let review = &mut runbook["steps"][1];
    review["source"] = json!({ "file": "src/lib.rs", "line": 30 });
    review["gates"][0]["payload"] = json!({ "type": "f64" });
    let undeclared = json!({ "name": "second_look", "kind": "review", "declared": false });
    review["gates"].as_array_mut().unwrap().push(undeclared);
    runbook["children"] = json!([child("rent-roll"), child("nav-close")]);
    source
}

fn child(slug: &str) -> Value {
    json!({ "slug": slug, "source": { "file": "src/lib.rs", "line": 40 } })
}

fn unreadable(expression: &str) -> Value {
    json!({ "expression": expression, "source": { "file": "src/lib.rs", "line": 41 } })
}

fn manifest(value: Value) -> Manifest {
    serde_json::from_value(value).unwrap()
}

fn found(source: Value) -> Vec<String> {
    let mut source = manifest(source);
    let mistaken = TypeNames(vec![("books::close::NavClose", "nav-close")]).fill_in(&mut source);
    [mistaken, differences(&manifest(typed()), &source)].concat()
}

/// What is found when the source has another value there.
fn found_with(pointer: &str, value: Value) -> Vec<String> {
    let mut source = source();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    source.pointer_mut(parent).unwrap()[key] = value;
    found(source)
}

#[test]
fn what_is_the_same_is_no_difference() {
    assert_eq!(found(source()), [""; 0]);
}

#[test]
fn a_difference_names_the_part_and_both_values() {
    let review = "/runbooks/0/steps/1";
    let gate = "/runbooks/0/steps/1/gates/0";
    for (at, value, said) in [
        (
            "/runbooks/0/workflow_type",
            json!("Nav"),
            r#"has "Nav" as the workflow type of the runbook `nav-close`, and the types have "NavCloseWorkflow""#,
        ),
        ("/runbooks/0/docs", json!("Closes."), r#""Closes." as the doc comment of the runbook"#),
        ("/runbooks/0/input/type", json!("str"), r#""str" as the input of the runbook"#),
        (
            "/runbooks/0/output",
            json!({ "type": "f64" }),
            r#""f64" as the output of the runbook `nav-close`, and the types have nothing"#,
        ),
        (
            &format!("{review}/title"),
            json!("Revue"),
            r#""Revue" as the title of the step `review` of the runbook `nav-close`"#,
        ),
        (&format!("{review}/icon"), Value::Null, r#"nothing as the icon of the step `review`"#),
        (&format!("{review}/description"), json!(""), "the description of the step"),
        (&format!("{review}/responsibility"), json!(""), "the responsibility of the step"),
        (&format!("{review}/timeout_seconds"), json!(61), "61 as the timeout in seconds of the step"),
        (&format!("{review}/component"), Value::Null, "the component of the step"),
        (&format!("{gate}/name"), json!("total"), r#"["total"] as the declared gates of the step `review`"#),
        (&format!("{gate}/kind"), json!("submission"), r#""submission" as the kind of the gate `review`"#),
        (
            &format!("{gate}/payload/type"),
            json!("f32"),
            r#""f32" as the payload of the gate `review` of the step `review`"#,
        ),
        (&format!("{gate}/component"), Value::Null, "the component of the gate"),
        (&format!("{gate}/answers"), json!(["approved"]), r#"["approved"] as the answers of the gate"#),
        ("/runbooks/0/signals/0/payload/type", json!("u8"), r#""u8" as the payload of the signal `note`"#),
        ("/runbooks/0/queries/0/answer", Value::Null, "nothing as the answer of the query `rate`"),
        ("/runbooks/0/updates/0/name", json!("open"), r#"["open"] as the updates of the runbook"#),
        ("/activities/0/output/type", json!("f32"), r#""f32" as the output of the activity `bank.balance`"#),
    ] {
        let found = found_with(at, value);
        assert_eq!(found.len(), 1, "{at}: {found:?}");
        assert!(found[0].contains(said) && found[0].contains("build again"), "{at}: {found:?}");
    }
}

#[test]
fn the_order_of_steps_is_a_difference() {
    let mut source = source();
    source["runbooks"][0]["steps"].as_array_mut().unwrap().reverse();
    let found = found(source);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(r#"["review","lock"] as the steps"#), "{found:?}");
}

#[test]
fn docs_that_are_no_literal_are_unknown_and_no_difference() {
    assert_eq!(found_with("/runbooks/0/docs", Value::Null), [""; 0]);
}

#[test]
fn a_schema_that_nobody_can_use_is_named() {
    let mut types = typed();
    types["runbooks"][0]["input"]["schema"] = json!({ "$ref": "#/$defs/Period" });
    types["activities"][0]["output"]["schema"] =
        json!({ "$schema": "http://json-schema.org/draft-07/schema#" });
    let found = differences(&manifest(types), &manifest(source()));
    let said = [
        "the schema of `String`, the input of the runbook `nav-close`, is not complete: at the top, `$ref`",
        "the schema of `f64`, the output of the activity `bank.balance`, is not complete: at the top, `$schema`",
    ];
    for said in said {
        assert!(found.iter().any(|found| found.starts_with(said)), "{said}: {found:?}");
    }
}

#[test]
fn what_only_one_of_them_has_is_named_with_what_to_do() {
    let found = found(json!({
        "manifest_version": 1,
        "runbooks": [{
            "slug": "rent-roll", "workflow_type": "RentRollWorkflow", "steps": [],
            "source": { "file": "src/rent.rs", "line": 3 },
        }],
        "activities": [{ "name": "bank.transfer" }],
    }));
    let said = [
        "the runbook `nav-close` is registered, but not seen in the source",
        "the runbook `rent-roll` (src/rent.rs:3) is not registered; add it by `.register",
        "the activity `bank.balance` is registered, but not seen in the source",
        "the activity `bank.transfer` is not registered; add its host by `.activities",
    ];
    assert_eq!(found.len(), said.len(), "{found:?}");
    for (found, said) in found.iter().zip(said) {
        assert!(found.starts_with(said), "{found}");
    }
}

#[test]
fn a_child_that_nobody_runs_is_named_with_its_place() {
    let found = found_with("/runbooks/0/children", json!([child("rent-rol"), child("rent-roll")]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("src/lib.rs:40: the child `rent-rol` of `nav-close` is not registered; "),
        "{found:?}"
    );
}

#[test]
fn a_child_whose_slug_cannot_be_read_is_shown_as_it_is_written() {
    let found = found_with("/runbooks/0/children", json!([unreadable("slug_of(input)")]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("src/lib.rs:41: slug_of(input): "), "{found:?}");

    for said in ["elsewhere", "allowed"] {
        let mut child = unreadable("slug_of(input)");
        child[said] = json!(true);
        assert_eq!(found_with("/runbooks/0/children", json!([child])), [""; 0], "{said}");
    }
}

#[test]
fn a_child_by_the_handle_of_a_registered_runbook_is_known() {
    for handle in [
        "NavClose::RUN",
        "crate::close::NavClose :: RUN",
        "books::NavClose::RUN",
        "Self::RUN",
        "Def::<NavClose>::new()",
    ] {
        assert_eq!(found_with("/runbooks/0/children", json!([unreadable(handle)])), [""; 0], "{handle}");
    }
    for handle in ["RentRoll::RUN", "partner::NavClose::RUN"] {
        assert_eq!(found_with("/runbooks/0/children", json!([unreadable(handle)])).len(), 1, "{handle}");
    }
}

#[test]
fn of_two_types_of_one_name_the_path_says_which() {
    let names = TypeNames(vec![("books::x::Kid", "kid-x"), ("books::y::Kid", "kid-y")]);
    let slug = |handle| {
        let mut source = source();
        source["runbooks"][0]["children"] = json!([unreadable(handle)]);
        let mut source = manifest(source);
        assert_eq!(names.fill_in(&mut source), [""; 0], "{handle}");
        source.runbooks[0].children[0].slug.clone()
    };
    assert_eq!(slug("y::Kid::RUN").as_deref(), Some("kid-y"));
    assert_eq!(slug("super::x::Kid::RUN").as_deref(), Some("kid-x"));
    assert_eq!(slug("Kid::RUN"), None);
}

#[test]
fn a_child_that_was_taken_for_another_one_is_named() {
    let mut child = unreadable("close::NavClose::RUN");
    child["slug"] = json!("rent-roll");
    let found = found_with("/runbooks/0/children", json!([child]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("src/lib.rs:41: close::NavClose::RUN: by its type this is "), "{found:?}");
    assert!(found[0].contains("`nav-close`") && found[0].contains("taken for `rent-roll`"), "{found:?}");
}

#[test]
fn the_full_manifest_has_the_schemas_of_one_and_the_places_of_the_other() {
    let mut types = manifest(typed());
    types.task_queue = Some("closing".into());
    let full = serde_json::to_value(merged(types, manifest(source()))).unwrap();
    let mut expected = source();
    expected["task_queue"] = json!("closing");
    expected["runbooks"][0]["input"]["schema"] = json!({ "type": "string" });
    expected["runbooks"][0]["steps"][1]["gates"][0]["payload"]["schema"] = json!({ "type": "number" });
    assert_eq!(full, expected);
}

#[test]
fn a_text_that_is_no_step_manifest_is_refused_with_what_to_do() {
    for (text, said) in [
        ("", "not JSON"),
        ("{}", "manifest_version"),
        (r#"{"manifest_version": 2, "later": true}"#, "version 2"),
        (r#"{"manifest_version": 1}"#, "runbooks"),
    ] {
        let refused = read(text).unwrap_err();
        assert!(refused.contains(said) && refused.contains("build.rs"), "{refused}");
    }
}
