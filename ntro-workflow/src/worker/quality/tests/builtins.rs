//! The four evaluators that are always there.

use serde_json::{Value, json};

use crate::wire::{CheckOutcome, QualityStatus};
use crate::worker::quality::builtin::all;

fn judged(name: &str, submitted: Value) -> CheckOutcome {
    all()[name](&submitted, None)
}

fn status(name: &str, submitted: Value) -> QualityStatus {
    judged(name, submitted).status
}

/// The data that people compare, as a line.
fn numbers(outcome: &CheckOutcome, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| outcome.data[*key].as_str().map_or_else(|| outcome.data[*key].to_string(), str::to_owned))
        .collect()
}

const NAMES: [&str; 4] =
    ["journal_balanced", "closing_tb_balanced", "bank_reconciles", "bank_vs_rentroll_reconciles"];

#[test]
fn nothing_never_passes() {
    let empty = [
        json!({}),
        json!(null),
        json!({ "lines": [] }),
        json!({ "proposal": {}, "opening_tb": {}, "bank_statement": {}, "rent_roll": {} }),
        json!({ "proposal": { "lines": [] }, "opening_tb": { "lines": [] } }),
        json!({ "proposal": { "lines": null }, "bank_statement": null, "rent_roll": null }),
    ];
    for name in NAMES {
        for submitted in &empty {
            let outcome = judged(name, submitted.clone());
            assert_eq!(outcome.status, QualityStatus::Skipped, "{name} of {submitted}: {}", outcome.detail);
            assert!(outcome.detail.contains("nothing"), "{}", outcome.detail);
        }
    }
}

#[test]
fn what_is_no_amount_fails_and_is_named() {
    let cases = [
        (
            "journal_balanced",
            json!({ "lines": [{ "debit": "1" }, { "credit": "many" }] }),
            "at /lines/1/credit stands a text",
        ),
        (
            "journal_balanced",
            json!({ "lines": [{ "dr": "1" }, { "cr": "1" }] }),
            "The line at /lines/0 has neither",
        ),
        ("journal_balanced", json!({ "lines": [7] }), "at /lines/0 stands a number that is not an object"),
        (
            "journal_balanced",
            json!({ "proposal": { "lines": "none" } }),
            "at /proposal/lines stands a text that is not a list",
        ),
        ("journal_balanced", json!({ "proposal": [] }), "at /proposal stands a list that is not an object"),
        (
            "closing_tb_balanced",
            json!({ "lines": [{ "debit": 1 }], "opening_tb": { "lines": [{ "account_code": "1", "debit": 1 }] } }),
            "A line has no `account_code`",
        ),
        (
            "bank_reconciles",
            json!({ "lines": [{ "debit": 1 }], "bank_statement": { "fields": { "opening_balance": 1 } } }),
            "There is no amount at /bank_statement/fields/closing_balance",
        ),
        (
            "bank_reconciles",
            json!({ "bank_statement": { "name": "March" } }),
            "The bank statement at /bank_statement has no `fields`",
        ),
    ];
    for (name, submitted, said) in cases {
        let outcome = judged(name, submitted);
        assert_eq!(outcome.status, QualityStatus::Fail, "{}", outcome.detail);
        assert!(outcome.detail.contains(said), "{} does not say {said}", outcome.detail);
    }
}

#[test]
fn a_journal_balances_exactly_to_the_cent() {
    let lines = |credit: Value| json!({ "lines": [{ "debit": 0.1 }, { "debit": 0.2 }, { "debit": "" , "credit": credit }] });
    let outcome = judged("journal_balanced", lines(json!(0.3)));
    assert_eq!(outcome.status, QualityStatus::Pass);
    assert_eq!(
        numbers(&outcome, &["total_debits", "total_credits", "delta", "line_count"]),
        ["0.3", "0.3", "0.0", "3"]
    );
    assert_eq!(outcome.confidence, Some(1.0));
    for (credit, status_of) in [
        (json!("0.3099"), QualityStatus::Pass),
        (json!("0.31"), QualityStatus::Fail),
        (json!("0.29"), QualityStatus::Fail),
    ] {
        assert_eq!(status("journal_balanced", lines(credit)), status_of);
    }
    let of_proposal =
        json!({ "proposal": { "lines": [{ "debit": 5 }, { "credit": 5.0 }] }, "lines": [{ "debit": 1 }] });
    assert_eq!(status("journal_balanced", of_proposal), QualityStatus::Pass);
}

#[test]
fn amounts_too_large_to_add_up_are_a_failure() {
    let huge = "79228162514264337593543950335";
    let outcome = judged("journal_balanced", json!({ "lines": [{ "debit": huge }, { "debit": huge }] }));
    assert_eq!(outcome.status, QualityStatus::Fail);
    assert!(outcome.detail.contains("too large"), "{}", outcome.detail);
}

#[test]
fn a_trial_balance_balances_with_the_journal_and_keeps_every_line_of_an_account() {
    let submitted = |credit: &str| {
        json!({
            "opening_tb": { "lines": [
                { "account_code": "1000", "debit": "60.00" },
                { "account_code": "1000", "debit": "40.00" },
                { "account_code": 3000, "credit": "100.00" },
            ] },
            "proposal": { "lines": [
                { "account_code": "1000", "debit": "25.00" },
                { "account_code": "4000", "credit": credit },
            ] },
        })
    };
    let outcome = judged("closing_tb_balanced", submitted("25.00"));
    assert_eq!(outcome.status, QualityStatus::Pass, "{}", outcome.detail);
    let keys = ["opening_dr", "opening_cr", "journal_dr", "journal_cr", "closing_dr", "closing_cr", "delta"];
    assert_eq!(numbers(&outcome, &keys), ["100.00", "100.00", "25.00", "25.00", "125.00", "125.00", "0.00"]);
    assert_eq!(status("closing_tb_balanced", submitted("24.00")), QualityStatus::Fail);
}

#[test]
fn a_bank_statement_reconciles_with_the_lines_on_bank_accounts() {
    let submitted = |closing: &str| {
        json!({
            "bank_statement": { "extracted_payload": { "fields": { "opening_balance": 100, "closing_balance": closing } } },
            "proposal": { "lines": [
                { "account_code": "1200-Bank", "debit": 50 },
                { "account_code": "1200-BANK", "credit": 20 },
                { "account_code": "4000-rent", "credit": 30 },
            ] },
        })
    };
    let outcome = judged("bank_reconciles", submitted("130.00"));
    assert_eq!(outcome.status, QualityStatus::Pass, "{}", outcome.detail);
    let keys = [
        "opening_balance",
        "journal_dr_bank",
        "journal_cr_bank",
        "expected_closing",
        "reported_closing",
        "delta",
    ];
    assert_eq!(numbers(&outcome, &keys), ["100", "50", "20", "130", "130.00", "0.00"]);
    assert_eq!(status("bank_reconciles", submitted("131.00")), QualityStatus::Fail);
    let flat = json!({
        "bank_statement": { "fields": { "opening_balance": 1, "closing_balance": 2 } },
        "lines": [{ "account_code": "bank", "debit": 1 }],
    });
    assert_eq!(status("bank_reconciles", flat), QualityStatus::Pass);
}

#[test]
fn rent_received_and_owed_account_for_the_rent_due() {
    let submitted = |received: &str| {
        json!({
            "bank_statement": { "transactions": [
                { "category": "Rent_Receipt", "amount": received },
                { "category": "fee", "amount": "not looked at" },
            ] },
            "rent_roll": { "extracted_payload": { "line_items": [
                { "rent_due": "600.00", "arrears": "0", "arrears_30d": "50.00" },
                { "rent_due": "400.00", "arrears": "10.00", "arrears_30d": "99.00" },
            ] } },
        })
    };
    let outcome = judged("bank_vs_rentroll_reconciles", submitted("-940.00"));
    assert_eq!(outcome.status, QualityStatus::Pass, "{}", outcome.detail);
    let keys =
        ["bank_rent_receipts", "rentroll_arrears", "rentroll_gross_rent", "accounted", "delta_unaccounted"];
    assert_eq!(numbers(&outcome, &keys), ["940.00", "60.00", "1000.00", "1000.00", "0.00"]);
    assert_eq!(status("bank_vs_rentroll_reconciles", submitted("939.01")), QualityStatus::Pass);
    assert_eq!(status("bank_vs_rentroll_reconciles", submitted("939.00")), QualityStatus::Warn);
}

#[test]
fn what_the_rent_roll_says_of_the_totals_goes_before_its_lines() {
    let submitted = json!({
        "bank_statement": { "line_items": [{ "category": "rent_receipt", "amount": 70 }] },
        "rent_roll": { "fields": { "total_rent_due": 100, "total_arrears": 30 }, "line_items": [{ "rent_due": 1 }] },
    });
    assert_eq!(status("bank_vs_rentroll_reconciles", submitted), QualityStatus::Pass);
    let nothing_due = json!({
        "bank_statement": { "line_items": [{ "category": "fee" }] },
        "rent_roll": { "fields": { "total_rent_due": 0 }, "line_items": [] },
    });
    assert_eq!(status("bank_vs_rentroll_reconciles", nothing_due), QualityStatus::Skipped);
}
