//! What a digest covers, and one spelling for one value.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, at, lines, lines_with, review};
use crate::state::{CallKey, Check, GateKind, GateSpec, canonical, digest};
use crate::wire::hint::{ApprovalForm, DataTable, DisplayHint};
use crate::wire::{Action, PendingKind};

fn digest_of(spec: impl FnOnce(CallKey) -> GateSpec) -> String {
    let (desk, _) = Desk::at_gate(spec);
    desk.shown().digest.unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_digest_is_sha_256_in_lower_case_hexadecimal() {
    // echo -n '{"a":1}' | sha256sum
    let expected = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";
    assert_eq!(digest(&json!({ "a": 1 })), expected);
}

#[test]
fn a_gate_that_shows_another_payload_has_another_digest() {
    assert_ne!(digest_of(review), digest_of(|call| GateSpec { payload: lines_with(126), ..review(call) }));
    assert_eq!(digest_of(review), digest_of(|call| GateSpec { payload: lines_with(125.0), ..review(call) }));
}

#[test]
fn a_gate_that_looks_different_has_another_digest() {
    let looks: [DisplayHint; 3] = [
        ApprovalForm::default().into(),
        DataTable::new("Rows").dataset("lines", "Lines").into(),
        DataTable::new("Lines").dataset("lines", "Rows").into(),
    ];
    for hint in looks {
        assert_ne!(digest_of(review), digest_of(|call| GateSpec { hint, ..review(call) }));
    }
}

#[test]
fn what_is_not_the_payload_or_the_hint_is_not_in_the_digest() {
    let elsewhere = |call| GateSpec {
        name: "second_look".into(),
        kind: GateKind::Predicate(PendingKind::SubmitFiles),
        reason: Some("Hurry".into()),
        args: Some(json!({ "a": 1 })),
        deadline: Some(at(60)),
        addressed_only: true,
        settle: std::time::Duration::ZERO,
        fits: Check::any(),
        complete: Check::any(),
        ..review(call)
    };
    assert_eq!(digest_of(elsewhere), digest_of(review));
    let fewer = |call| GateSpec { kind: GateKind::Review(vec![Action::Rejected]), ..review(call) };
    assert_eq!(digest_of(fewer), digest_of(review));
}

#[test]
fn a_payload_cannot_pass_for_a_hint() {
    let hint = DisplayHint::new("A", lines().as_object().unwrap().clone());
    let swapped =
        |call| GateSpec { payload: json!(hint), hint: ApprovalForm::default().into(), ..review(call) };
    let straight = |call| GateSpec {
        payload: json!(DisplayHint::from(ApprovalForm::default())),
        hint: hint.clone(),
        ..review(call)
    };
    assert_ne!(digest_of(swapped), digest_of(straight));
}

#[test]
fn one_value_has_one_text() {
    let same = [
        (r#"{"b":1,"a":2}"#, r#"{ "a" : 2.0, "b" : 1e0 }"#),
        ("125", "125.0"),
        ("0", "-0.0"),
        ("-125", "-125.00"),
        ("1e2", "100"),
        ("0.1", "1e-1"),
        ("10000000000000000", "1e16"),
        ("-9007199254740994", "-9007199254740994.0"),
        ("1e300", "10e299"),
        (r#""é""#, r#""\u00e9""#),
    ];
    for (one, other) in same {
        assert_eq!(canonical(&parsed(one)), canonical(&parsed(other)));
    }
}

#[test]
fn different_values_have_different_texts() {
    let texts = [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "0.5",
        "-0.5",
        r#""1""#,
        r#""""#,
        "[]",
        "{}",
        "[[]]",
        "[1]",
        "[1,1]",
        "[11]",
        r#"{"a":1}"#,
        r#"{"a":"1"}"#,
        r#"{"a":[1]}"#,
        r#"["a",1]"#,
        r#""a\"b""#,
        r#""a\\\"b""#,
        r#"{"a\":1,\"b":1}"#,
        r#"{"a":1,"b":1}"#,
        "9007199254740993",
        "9007199254740992",
        "18446744073709551615",
        "18446744073709551616",
        "1e-7",
        "1e21",
    ];
    let canonical: std::collections::BTreeSet<_> =
        texts.iter().map(|text| canonical(&parsed(text))).collect();
    assert_eq!(canonical.len(), texts.len());
}

#[test]
fn the_canonical_text_is_json_and_canonical_itself() {
    let value =
        parsed(r#"{"z": [1.50, -0.0, 1e16, 1e300, "a\"\\\n/é"], "a": {"y": null, "x": [true, {}]}, "": []}"#);
    let text = canonical(&value);
    assert_eq!(text, canonical(&parsed(&text)));
    assert!(
        text.starts_with(r#"{"":[],"a":{"x":[true,{}],"y":null},"z":[1.5,0,10000000000000000,1"#),
        "{text}"
    );
}
