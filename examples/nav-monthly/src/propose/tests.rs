use serde_json::{Value, json};

use super::*;

fn document(source: &str, total: Value, currency: &str) -> IngestedDocument {
    let row = |id, value: Value| json!({"id": id, "label": id, "value": value, "confidence": 0.9});
    serde_json::from_value(json!({
        "source": source, "document_ref": "file:///in/a.pdf", "confidence": 0.9, "corrections_applied": 0,
        "record_id": "rec-1",
        "extracted_payload": { "schema_slug": "invoice", "line_items": [], "fields": [
            row("issuer", json!("Harbour Energy")), row("number", json!("HE-7")),
            row("date", json!("2026-03-31")), row("currency", json!(currency)), row("total", total),
        ]},
    }))
    .expect("a document")
}

fn of(documents: &[IngestedDocument]) -> Result<Journal, ProposeError> {
    let month = Month {
        period: "2026-03".parse().expect("a month"),
        entity_slug: "harbour-street",
        currency: &Currency::default(),
    };
    let comparison =
        Comparison { baseline: None, limit_percent: Amount::ZERO, rows: Vec::new(), remark: String::new() };
    propose(month, documents, comparison)
}

/// Account, debit and credit of each line.
fn booked(journal: &Journal) -> Vec<String> {
    let line = |line: &JournalLine| format!("{} {} {}", line.account, line.debit, line.credit);
    journal.lines.iter().map(line).collect()
}

#[test]
fn an_invoice_is_an_expense_its_tax_and_a_debt() {
    let journal = of(&[document("utilities", json!(436), "EUR")]).expect("a journal");
    assert_eq!(booked(&journal), ["6200 400.00 0.00", "1400 36.00 0.00", "2100 0.00 436.00"]);
    let ids: Vec<_> = journal.lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["utilities-1", "utilities-2", "utilities-3"]);
    assert_eq!(journal.lines[0].description, "Utilities: Harbour Energy HE-7");
}

#[test]
fn a_credit_note_is_the_other_way_round() {
    let journal = of(&[document("utilities", json!(-436), "EUR")]).expect("a journal");
    assert_eq!(booked(&journal), ["6200 0.00 400.00", "1400 0.00 36.00", "2100 436.00 0.00"]);
}

#[test]
fn every_total_balances_to_the_cent() {
    for cents in (-2_000..2_000).chain([999_999_999_99]) {
        let total = json!(Amount::new(cents, 2));
        match of(&[document("purchases", total.clone(), "EUR"), document("utilities", total, "EUR")]) {
            Ok(journal) => assert_eq!(journal.sums().0, journal.sums().1, "{cents}"),
            Err(ProposeError::Unsound(_)) => assert_eq!(cents, 0),
            Err(error) => panic!("{cents}: {error}"),
        }
    }
}

#[test]
fn documents_that_come_to_nothing_make_no_journal() {
    let error = of(&[document("utilities", json!(0), "EUR")]).expect_err("refused");
    assert!(error.to_string().contains("the journal has no lines"), "{error}");
    assert!(of(&[]).is_err());
}

#[test]
fn what_cannot_be_booked_is_refused_with_a_remedy() {
    let missing = document("utilities", Value::Null, "EUR");
    for (document, part) in [
        (document("lottery", json!(1), "EUR"), "there is no account for the source `lottery`"),
        (document("utilities", json!(1), "USD"), "`utilities` is in USD and the books are in EUR"),
        (missing, "`utilities` is not a complete invoice: /fields/4/value: `total` is missing"),
    ] {
        let error = of(&[document]).expect_err(part);
        assert!(error.to_string().contains(part), "{error}");
    }
}
