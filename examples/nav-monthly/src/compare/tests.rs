use super::*;
use crate::model::Currency;

fn totals(totals: &[(&str, i64)]) -> Vec<SourceTotal> {
    let total = |(source, total): &(&str, i64)| SourceTotal {
        source: (*source).to_owned(),
        total: Amount::new(*total, 0),
    };
    totals.iter().map(total).collect()
}

fn closed(before: &[(&str, i64)]) -> ClosedMonth {
    ClosedMonth {
        period: "2026-02".parse().expect("a month"),
        entity_slug: "harbour-street".into(),
        journal_reference: "JE-2026-02-1".into(),
        currency: Currency::default(),
        totals: totals(before),
    }
}

fn flagged(comparison: &Comparison) -> Vec<&str> {
    comparison.flagged().map(|row| row.id.as_str()).collect()
}

#[test]
fn the_first_month_has_nothing_to_compare_with_and_says_so() {
    let comparison = compare("EUR", &totals(&[("utilities", 436)]), None, Amount::new(25, 0));
    assert_eq!((comparison.baseline.as_ref(), flagged(&comparison)), (None, Vec::new()));
    assert!(comparison.remark.contains("no month of this entity was closed before"), "{}", comparison.remark);
    assert_eq!(comparison.rows[0].previous, None);
}

#[test]
fn what_differs_by_more_than_the_limit_is_flagged() {
    let before = closed(&[("management-fee", 100), ("utilities", 100), ("purchases", -100)]);
    let now = totals(&[("management-fee", 125), ("utilities", 126), ("purchases", -74)]);
    let comparison = compare("EUR", &now, Some(&before), Amount::new(25, 0));
    assert_eq!(flagged(&comparison), ["utilities", "purchases"]);
    let changes: Vec<_> = comparison.rows.iter().filter_map(|row| row.change_percent).collect();
    assert_eq!(changes, [Amount::new(25, 0), Amount::new(26, 0), Amount::new(26, 0)]);
    assert_eq!(comparison.remark, "more than 25.00 % away from 2026-02: Utilities, Purchases");
    assert_eq!(comparison.baseline.map(|last| last.journal_reference), Some("JE-2026-02-1".into()));
}

#[test]
fn within_the_limit_nothing_is() {
    let comparison = compare(
        "EUR",
        &totals(&[("utilities", 75)]),
        Some(&closed(&[("utilities", 100)])),
        Amount::new(25, 0),
    );
    assert_eq!(flagged(&comparison), Vec::<&str>::new());
    assert_eq!(comparison.remark, "every total is within 25.00 % of 2026-02");
}

#[test]
fn a_source_that_is_new_or_was_free_is_flagged() {
    let before = closed(&[("utilities", 0)]);
    let now = totals(&[("utilities", 1), ("purchases", 1)]);
    assert_eq!(flagged(&compare("EUR", &now, Some(&before), Amount::new(25, 0))), ["utilities", "purchases"]);
    let free = totals(&[("utilities", 0)]);
    assert_eq!(flagged(&compare("EUR", &free, Some(&before), Amount::new(25, 0))), Vec::<&str>::new());
}

#[test]
fn a_month_in_another_currency_is_no_baseline() {
    let comparison =
        compare("USD", &totals(&[("utilities", 75)]), Some(&closed(&[("utilities", 1)])), Amount::new(25, 0));
    assert_eq!((comparison.baseline.as_ref(), flagged(&comparison)), (None, Vec::new()));
    assert!(comparison.remark.contains("2026-02 was closed in EUR"), "{}", comparison.remark);
}
