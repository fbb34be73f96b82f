//! What is written and read back later, which has a schema of each where they differ.

use serde_json::{Value, json};

use super::{base, compare, manifest, said};

/// Gates, results, and what an activity takes and returns.
const PLACES: [&str; 4] = [
    "/runbooks/0/steps/1/gates/0/payload",
    "/runbooks/0/output",
    "/activities/0/input",
    "/activities/0/output",
];

/// A payload of a struct with a `note`, and which of its fields are always written, and must be read.
fn payload(note: bool, written: &[&str], read: &[&str]) -> Value {
    let mut properties = json!({"amount": {"type": "number"}});
    if note {
        properties["note"] = json!({"type": ["string", "null"]});
    }
    let schema =
        |required: &[&str]| json!({"type": "object", "properties": properties, "required": required});
    let mut payload = json!({"type": "Line", "schema": schema(written)});
    if written != read {
        payload["read_schema"] = schema(read);
    }
    payload
}

/// The rule at each of the places, in their order.
fn rules(old: &Value, new: &Value) -> Vec<String> {
    let rule = |place: &str| {
        let with = |payload: &Value| {
            let mut changed = base();
            *changed.pointer_mut(place).expect("the base has the place") = payload.clone();
            manifest(&changed)
        };
        let told = said(&compare(&with(old), &with(new)));
        told.iter()
            .map(|line| line.split_once('#').expect("a place").1.to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    PLACES.map(rule).to_vec()
}

const ALL: [&str; 2] = ["amount", "note"];

#[test]
fn a_new_field_with_a_default_is_read_from_what_was_written_without() {
    let (without, with) = (payload(false, &["amount"], &["amount"]), payload(true, &ALL, &["amount"]));
    assert_eq!(
        rules(&without, &with),
        [
            "/note: new, optional [gate-new-field]",
            "/note: new, optional [result-new-field]",
            "/note: new, optional [recorded-widened]",
            "/note: new, optional [recorded-widened]",
        ]
    );
}

#[test]
fn a_new_field_without_a_default_is_missing_in_what_was_written() {
    let (without, with) = (payload(false, &["amount"], &["amount"]), payload(true, &ALL, &ALL));
    assert_eq!(
        rules(&without, &with),
        [
            "/note: new, required [gate-narrowed]",
            "/note: new, required [result-narrowed]",
            "/note: new, required [recorded-narrowed]",
            "/note: new, required [recorded-narrowed]",
        ]
    );
}

#[test]
fn a_field_that_loses_its_default_is_missing_where_it_was_left_out() {
    let (old, new) = (payload(true, &["amount"], &["amount"]), payload(true, &["amount"], &ALL));
    assert_eq!(
        rules(&old, &new),
        [
            "/note: optional → required [gate-narrowed]",
            "/note: optional → required [result-narrowed]",
            "/note: optional → required [recorded-narrowed]",
            "/note: optional → required [recorded-narrowed]",
        ]
    );
    assert_eq!(rules(&new, &old), [""; 4], "and whoever gets one reads what there was before");
}

#[test]
fn a_field_that_loses_its_default_is_missing_in_what_older_versions_wrote() {
    let (old, new) = (payload(true, &ALL, &["amount"]), payload(true, &ALL, &ALL));
    assert_eq!(
        rules(&old, &new),
        [
            "/note: optional → required [gate-narrowed]",
            "/note: optional → required [result-narrowed]",
            "/note: optional → required [recorded-narrowed]",
            "/note: optional → required [recorded-narrowed]",
        ]
    );
    assert_eq!(rules(&new, &old), [""; 4], "and whoever gets one reads what there was before");
}

#[test]
fn a_variant_that_is_only_read_is_still_in_what_older_versions_wrote() {
    let kind = |written: &[&str], read: &[&str]| {
        let schema = |values: &[&str]| json!({"type": "string", "enum": values});
        json!({"type": "Kind", "schema": schema(written), "read_schema": schema(read)})
    };
    let (old, new) = (kind(&["New"], &["New", "Old"]), kind(&["New"], &["New"]));
    assert_eq!(rules(&old, &new)[2], ": no longer takes \"Old\" [recorded-narrowed]");
    assert_eq!(rules(&new, &old)[2], "");
}

#[test]
fn a_field_that_is_always_written_and_may_be_missing_is_missed_by_who_reads_it() {
    let (old, new) = (payload(true, &ALL, &["amount"]), payload(false, &["amount"], &["amount"]));
    assert_eq!(
        rules(&old, &new),
        [
            "/note: dropped, was required [gate-narrowed]",
            "/note: dropped, was required [result-widened]",
            "/note: dropped, was required [recorded-field-dropped]",
            "/note: dropped, was required [recorded-field-dropped]",
        ]
    );
}

#[test]
fn what_could_not_be_read_before_is_no_change() {
    // A field that may be left out and must be there, which was so before.
    let old = payload(true, &["amount"], &ALL);
    let mut new = old.clone();
    for schema in ["schema", "read_schema"] {
        new[schema]["properties"]["amount"] = json!({"type": ["number", "string"]});
    }
    assert_eq!(rules(&old, &new)[2], "/amount: type number → number or string [recorded-widened]");
}

/// As `schemars` has decimals: written as a text of one pattern, and read as one of another pattern or as a number.
#[test]
fn a_decimal_beside_which_something_changes_has_not_changed() {
    let price = |note: bool, exponent: &str| {
        let schema = |amount: Value| {
            let mut properties = json!({ "amount": amount });
            if note {
                properties["note"] = json!({"type": ["string", "null"]});
            }
            json!({"type": "object", "properties": properties, "required": ["amount"]})
        };
        let written = json!({"type": "string", "pattern": "^-?\\d+(\\.\\d+)?$"});
        let pattern = format!("^-?\\d+(\\.\\d+)?({exponent}\\d+)?$");
        let read = json!({"type": ["string", "number"], "pattern": pattern});
        json!({"type": "Price", "schema": schema(written), "read_schema": schema(read)})
    };
    assert_eq!(
        rules(&price(false, "[eE]"), &price(true, "[eE]")),
        [
            "/note: new, optional [gate-new-field]",
            "/note: new, optional [result-new-field]",
            "/note: new, optional [recorded-widened]",
            "/note: new, optional [recorded-widened]",
        ]
    );
    for rule in rules(&price(false, "[eE]"), &price(false, "[e]")) {
        assert!(rule.starts_with("/amount: pattern ") && rule.ends_with("[schema-unknown]"), "{rule}");
    }
}
