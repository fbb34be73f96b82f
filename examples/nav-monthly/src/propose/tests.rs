use super::*;

fn bill(source: &str, cents: i64, currency: &str) -> Bill {
    Bill {
        source: source.into(),
        record_id: "rec-1".into(),
        issuer: "Harbour Energy".into(),
        number: "HE-7".into(),
        date: "2026-03-31".into(),
        currency: currency.into(),
        total: Amount::new(cents, 2),
    }
}

fn of(bills: &[Bill]) -> Result<Journal, ProposeError> {
    let month = Month {
        period: "2026-03".parse().expect("a month"),
        entity_slug: "harbour-street",
        currency: &Currency::default(),
    };
    let comparison =
        Comparison { baseline: None, limit_percent: Amount::ZERO, rows: Vec::new(), remark: String::new() };
    propose(month, bills, comparison)
}

/// Account, debit and credit of each line.
fn booked(journal: &Journal) -> Vec<String> {
    let line = |line: &JournalLine| format!("{} {} {}", line.account, line.debit, line.credit);
    journal.lines.iter().map(line).collect()
}

#[test]
fn an_invoice_is_an_expense_its_tax_and_a_debt() {
    let journal = of(&[bill("utilities", 43_600, "EUR")]).expect("a journal");
    assert_eq!(booked(&journal), ["6200 400.00 0.00", "1400 36.00 0.00", "2100 0.00 436.00"]);
    let ids: Vec<_> = journal.lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["utilities-1", "utilities-2", "utilities-3"]);
    assert_eq!(journal.lines[0].description, "Utilities: Harbour Energy HE-7");
}

#[test]
fn a_credit_note_is_the_other_way_round() {
    let journal = of(&[bill("utilities", -43_600, "EUR")]).expect("a journal");
    assert_eq!(booked(&journal), ["6200 0.00 400.00", "1400 0.00 36.00", "2100 436.00 0.00"]);
}

#[test]
fn every_total_balances_to_the_cent() {
    for cents in (-2_000..2_000).chain([99_999_999_999]) {
        match of(&[bill("purchases", cents, "EUR"), bill("utilities", cents, "EUR")]) {
            Ok(journal) => assert_eq!(journal.sums().0, journal.sums().1, "{cents}"),
            Err(ProposeError::Unsound(_)) => assert_eq!(cents, 0),
            Err(error) => panic!("{cents}: {error}"),
        }
    }
}

#[test]
fn bills_that_come_to_nothing_make_no_journal() {
    let error = of(&[bill("utilities", 0, "EUR")]).expect_err("refused");
    assert!(error.to_string().contains("the journal has no lines"), "{error}");
    assert!(of(&[]).is_err());
}

#[test]
fn what_cannot_be_booked_is_refused_with_a_remedy() {
    for (bill, kind, part) in [
        (bill("lottery", 1, "EUR"), "UnknownSource", "there is no account for the source `lottery`"),
        (bill("utilities", 1, "USD"), "ForeignCurrency", "`utilities` is in USD and the books are in EUR"),
    ] {
        let error = of(&[bill]).expect_err(part);
        assert_eq!(error.kind(), kind);
        assert!(error.to_string().contains(part), "{error}");
    }
}
