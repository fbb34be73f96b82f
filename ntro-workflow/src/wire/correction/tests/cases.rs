//! One test per rule.

use serde_json::{Value, json};

use crate::wire::{
    action::Correction,
    correction::{CorrectionError, apply, edit_cell, reject_row},
};

fn shown() -> Value {
    json!({
        "number": "2026-04",
        "line_items": [
            { "id": "a", "text": "Hosting", "amount": 125, "status": "PENDING" },
            { "id": 7, "text": "Support", "amount": 9_007_199_254_740_993_i64, "a/b~c": 1 },
        ],
        "fields": [{ "id": "f", "value": null }, "not a row", { "no": "id" }],
        "tags": ["x"],
        "totals": { "id": "deep", "net": 1 },
    })
}

fn refusal(correction: Correction) -> CorrectionError {
    apply(&shown(), &[correction]).unwrap_err()
}

#[test]
fn a_row_is_found_in_any_array_of_the_payload() {
    let corrections = [
        Correction::new("a", "amount", 130),
        Correction::new("f", "value", "EUR"),
        Correction::new("7", "a/b~c", 2),
    ];
    let applied = apply(&shown(), &corrections).unwrap();
    assert_eq!(applied.payload["line_items"][0]["amount"], 130);
    assert_eq!(applied.payload["fields"][0]["value"], "EUR");
    let pointers: Vec<&str> = applied.changes.iter().map(|change| &*change.pointer).collect();
    assert_eq!(pointers, ["/line_items/0/amount", "/fields/0/value", "/line_items/1/a~1b~0c"]);
    assert_eq!(applied.payload.pointer(pointers[2]), Some(&json!(2)));
}

#[test]
fn the_payload_may_be_the_rows() {
    let rows = json!([{ "id": 1.0, "paid": false }]);
    let applied = apply(&rows, &[Correction::new("1", "paid", true)]).unwrap();
    assert_eq!(applied.payload, json!([{ "id": 1.0, "paid": true }]));
}

#[test]
fn an_unknown_row_is_named_with_the_places_searched() {
    let refusal = refusal(Correction::new("zzz", "amount", 1));
    let text = refusal.to_string();
    assert!(matches!(refusal, CorrectionError::UnknownRow { .. }), "{text}");
    assert!(text.contains("`zzz`") && text.contains("`/fields`, `/line_items`, `/tags`"), "{text}");
}

#[test]
fn an_object_that_is_not_in_an_array_is_no_row() {
    assert!(matches!(refusal(Correction::new("deep", "net", 2)), CorrectionError::UnknownRow { .. }));
    for payload in [json!({}), json!(null), json!("a"), json!({ "id": "a", "amount": 1 })] {
        let text = apply(&payload, &[Correction::new("a", "amount", 1)]).unwrap_err().to_string();
        assert!(text.contains("no array of rows"), "{text}");
    }
}

#[test]
fn an_id_in_two_places_is_refused_only_when_it_is_meant() {
    let payload = json!({
        "rows": [{ "id": "a", "n": 1 }, { "id": "b", "n": 1 }],
        "more": [{ "id": "a", "n": 1 }],
    });
    let refusal = apply(&payload, &[Correction::new("a", "n", 2)]).unwrap_err();
    assert!(matches!(&refusal, CorrectionError::RowFoundTwice { first, second, .. }
        if first == "/more/0" && second == "/rows/0"));
    assert!(apply(&payload, &[Correction::new("b", "n", 2)]).is_ok());
    let twice = json!([{ "id": 1, "n": 1 }, { "id": "1", "n": 1 }]);
    assert!(apply(&twice, &[Correction::new("1", "n", 2)]).is_err());
}

#[test]
fn a_field_that_the_row_has_not_is_refused() {
    let refusal = refusal(Correction::new("a", "ammount", 1));
    assert!(matches!(refusal, CorrectionError::UnknownField { .. }));
    assert_eq!(refusal.pointer(), "/line_items/0/ammount");
}

#[test]
fn the_id_stays() {
    let refusal = refusal(Correction::new("a", "id", "b").old_value("a"));
    assert!(matches!(refusal, CorrectionError::IdNotEditable { .. }));
    assert_eq!(refusal.pointer(), "/line_items/0/id");
}

#[test]
fn a_stale_old_value_is_refused_and_numbers_count_by_value() {
    let stale = refusal(Correction::new("a", "amount", 1).old_value(124));
    assert!(matches!(&stale, CorrectionError::Stale { current, .. } if *current == json!(125)));
    assert_eq!(stale.pointer(), "/line_items/0/amount");
    assert!(!stale.to_string().contains("125"), "cell values are not quoted");
    for seen in [json!(125), json!(125.0), json!(1.25e2)] {
        let correction = Correction::new("a", "amount", 1).old_value(seen);
        assert!(apply(&shown(), &[correction]).is_ok());
    }
    for other in [json!("125"), json!(null), json!(125.5), json!([125])] {
        let correction = Correction::new("a", "amount", 1).old_value(other);
        assert!(apply(&shown(), &[correction]).is_err());
    }
}

#[test]
fn large_whole_numbers_are_told_apart() {
    let neighbour = Correction::new("7", "amount", 1).old_value(9_007_199_254_740_992.0);
    assert!(apply(&shown(), &[neighbour]).is_err());
    let written = Correction::new("7", "amount", 9_007_199_254_740_992.0);
    assert_eq!(apply(&shown(), &[written]).unwrap().changes.len(), 1);
}

#[test]
fn fractions_are_compared_too() {
    let rows = json!([{ "id": "a", "rate": 0.25 }]);
    let seen = |rate: f64| [Correction::new("a", "rate", 0.5).old_value(rate)];
    assert_eq!(apply(&rows, &seen(0.25)).unwrap().payload[0]["rate"], 0.5);
    assert!(apply(&rows, &seen(0.75)).is_err());
}

#[test]
fn the_same_value_changes_nothing() {
    let applied = apply(&shown(), &[Correction::new("a", "amount", 125.0)]).unwrap();
    assert!(applied.changes.is_empty());
    assert_eq!(applied.payload.to_string(), shown().to_string());
}

#[test]
fn of_two_corrections_of_one_cell_the_later_sees_the_earlier() {
    let chain = [
        Correction::new("a", "amount", 130).old_value(125),
        Correction::new("a", "amount", 140).old_value(130),
    ];
    let applied = apply(&shown(), &chain).unwrap();
    assert_eq!(
        serde_json::to_value(&applied.changes).unwrap(),
        json!([{ "pointer": "/line_items/0/amount", "before": 125, "after": 140 }]),
    );
    let rivals = [
        Correction::new("a", "amount", 130).old_value(125),
        Correction::new("a", "amount", 140).old_value(125),
    ];
    assert!(matches!(apply(&shown(), &rivals).unwrap_err(), CorrectionError::Stale { .. }));
    let there_and_back = [Correction::new("a", "amount", 1), Correction::new("a", "amount", 125)];
    assert!(apply(&shown(), &there_and_back).unwrap().changes.is_empty());
}

#[test]
fn row_edits_use_the_same_finder() {
    let seen = json!(125);
    let edited = edit_cell(&shown(), "a", "amount", &json!(null), Some(&seen)).unwrap();
    assert_eq!(edited.payload["line_items"][0]["amount"], json!(null));
    assert!(edit_cell(&shown(), "a", "amount", &json!(1), Some(&json!(1))).is_err());
    assert!(edit_cell(&shown(), "a", "id", &json!(1), None).is_err());
}

#[test]
fn a_row_is_rejected_by_its_status() {
    let rejected = reject_row(&shown(), "a").unwrap();
    assert_eq!(rejected.payload["line_items"][0]["status"], "REJECTED");
    assert_eq!(rejected.changes[0].before, "PENDING");
    let again = reject_row(&rejected.payload, "a").unwrap();
    assert!(again.changes.is_empty());
    let refusal = reject_row(&shown(), "7").unwrap_err();
    assert_eq!(refusal.pointer(), "/line_items/1/status");
}

#[test]
fn ten_thousand_corrections_are_quick() {
    let rows: Vec<Value> = (0..10_000).map(|id| json!({ "id": id, "n": 0 })).collect();
    let corrections: Vec<Correction> =
        (0..10_000).map(|id| Correction::new(id.to_string(), "n", 1).old_value(0)).collect();
    let applied = apply(&json!({ "rows": rows }), &corrections).unwrap();
    assert_eq!(applied.changes.len(), 10_000);
}
