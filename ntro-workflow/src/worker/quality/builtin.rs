//! The peer's four evaluators, by their names (contract E.2), with exact decimals.
//!
//! What is not there at all, or is empty, is skipped: nothing was checked. What is there in another shape
//! fails, and names the place. Neither ever passes.

mod bank;
mod journal;
mod place;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::wire::CheckOutcome;
use crate::worker::quality::evaluator::Evaluator;
use place::Place;

/// What a check comes to; an error is one that ends it early.
type Judged<T = CheckOutcome> = Result<T, CheckOutcome>;

/// One of them.
type Rule = fn(&Place<'_>) -> Judged;

/// Amounts that differ by less than a cent are equal.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

pub(super) fn all() -> BTreeMap<String, Evaluator> {
    let table: [(&str, Rule); 4] = [
        ("journal_balanced", journal::balanced),
        ("closing_tb_balanced", journal::closing_balanced),
        ("bank_reconciles", bank::reconciles),
        ("bank_vs_rentroll_reconciles", bank::reconciles_with_rent_roll),
    ];
    table.into_iter().map(|(name, judge)| (name.to_owned(), evaluator(judge))).collect()
}

fn evaluator(judge: Rule) -> Evaluator {
    Arc::new(move |submitted: &Value, _: Option<&Value>| {
        judge(&Place::of(submitted)).unwrap_or_else(|early| early)
    })
}

/// The sum, if it is a number that a decimal can hold.
fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Judged<Decimal> {
    let mut amounts = amounts.into_iter();
    let sum = amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount));
    sum.ok_or_else(|| {
        CheckOutcome::fail("The amounts are too large to be added up; look at what is submitted.")
    })
}
