use serde_json::{Value, json};

use super::*;

fn categories() -> BTreeMap<String, String> {
    BTreeMap::from([("travel".into(), "6650".into()), ("office".into(), "6815".into())])
}

fn row() -> Value {
    json!({
        "id": "b1-r1", "status": "PENDING", "vendor": "Deutsche Bahn", "expense_date": "2026-03-17",
        "amount_gross": 119.0, "vat_amount": 19.0, "currency": "EUR", "category": "travel",
        "category_source": "vendor_map", "payment_method": null, "reference": null, "description": null,
        "notes": null, "validation_errors": [], "suggestion": null, "duplicate_of": null,
        "source_ref": "march.csv row 5", "unread": {},
    })
}

/// What is wrong after some cells have changed.
fn problems(changes: &Value) -> Vec<String> {
    let mut json = row();
    for (field, value) in changes.as_object().expect("an object") {
        json[field] = value.clone();
    }
    let row: ExpenseRow = serde_json::from_value(json).expect("decodes");
    let period = Some("2026-03".parse().expect("a month"));
    row.problems(Rules { period, categories: &categories() })
}

#[test]
fn a_complete_row_has_no_problem() {
    assert_eq!(problems(&json!({})), [""; 0]);
    assert_eq!(problems(&json!({"amount_gross": -119.0, "vat_amount": -19.0})), [""; 0], "a credit note");
    assert_eq!(problems(&json!({"vat_amount": 0.0, "amount_gross": -5.0})), [""; 0]);
}

#[test]
fn each_problem_is_a_sentence_with_a_remedy() {
    for (changes, said) in [
        (json!({"vendor": " "}), "the vendor is missing"),
        (json!({"expense_date": null}), "the date is missing"),
        (
            json!({"expense_date": null, "unread": {"expense_date": "soon"}}),
            "the date `soon` could not be read",
        ),
        (json!({"expense_date": "2026-02-28"}), "2026-02-28 is not in 2026-03"),
        (json!({"amount_gross": null, "vat_amount": null}), "the amount is missing"),
        (json!({"amount_gross": 0.0, "vat_amount": null}), "the amount is 0"),
        (json!({"vat_amount": 120.0}), "a tax of 120.00 is not a part of 119.00"),
        (json!({"vat_amount": -19.0}), "a tax of -19.00 is not a part of 119.00"),
        (json!({"vat_amount": null, "unread": {"vat_amount": "x"}}), "the tax `x` could not be read"),
        (json!({"currency": null}), "the currency is missing"),
        (json!({"currency": "eur"}), "`eur` is no currency"),
        (json!({"category": null, "suggestion": "Uber"}), "is no known vendor (is it Uber?)"),
        (json!({"category": "fun"}), "`fun` is no category; choose one of office, travel"),
        (json!({"duplicate_of": "b1-r2"}), "it is the same as b1-r2"),
    ] {
        let problems = problems(&changes);
        assert!(problems.len() == 1 && problems[0].contains(said), "{changes}: {problems:?}");
    }
}

#[test]
fn what_looks_wrong_is_right_when_the_reviewer_says_why() {
    assert_eq!(problems(&json!({"duplicate_of": "b1-r2", "notes": "two tickets"})), [""; 0]);
    assert_eq!(problems(&json!({"expense_date": "2026-02-28", "notes": "billed late"})), [""; 0]);
}

#[test]
fn a_row_needs_attention_for_as_long_as_something_is_wrong() {
    let rules = Rules { period: None, categories: &categories() };
    let row: ExpenseRow = serde_json::from_value(row()).expect("decodes");
    let broken = ExpenseRow { vendor: None, ..row }.checked(rules);
    assert_eq!((broken.status, broken.validation_errors.len()), (RowStatus::NeedsAttention, 1));
    let mended = ExpenseRow { vendor: Some("Bahn".into()), ..broken.clone() }.checked(rules);
    assert_eq!((mended.status, mended.validation_errors.len()), (RowStatus::Pending, 0));
    let rejected = ExpenseRow { status: RowStatus::Rejected, ..broken }.checked(rules);
    assert_eq!(rejected.status, RowStatus::Rejected);
}
