//! From what sheets have to rows that a person reviews.

use std::collections::BTreeMap;

use fund_values::Period;

use crate::ledger::{Likeness, may_be_one};
use crate::model::{CategorySource, ExpenseBatch, ExpenseRow, RowStatus};
use crate::sheet::Found;
use crate::vendors::Vendors;

/// The batch of these sheets, each with its name: every row with its category, if its vendor is known, and
/// with the row that it is like. What the ledger knows is not asked here.
#[must_use]
pub fn batch(
    number: u32,
    period: Option<Period>,
    vendors: &Vendors,
    sheets: Vec<(String, Vec<Found>)>,
) -> ExpenseBatch {
    let found = sheets
        .into_iter()
        .flat_map(|(name, found)| found.into_iter().map(move |found| (name.clone(), found)));
    let rows =
        (1..).zip(found).map(|(at, (name, found))| row(format!("b{number}-r{at}"), &name, found, vendors));
    let mut rows: Vec<ExpenseRow> = rows.collect();
    mark_twins(&mut rows);
    ExpenseBatch { batch: number, period, categories: vendors.categories().clone(), rows }
}

fn row(id: String, sheet: &str, found: Found, vendors: &Vendors) -> ExpenseRow {
    let vendor = found.vendor.as_deref().and_then(|name| vendors.find(name));
    let in_sheet = found.category.as_deref().and_then(|said| vendors.category(said));
    let (category, category_source) = match (vendor, in_sheet) {
        (Some(vendor), _) => (Some(vendor.category.clone()), Some(CategorySource::VendorMap)),
        (None, Some(category)) => (Some(category.to_owned()), Some(CategorySource::Sheet)),
        (None, None) => (None, None),
    };
    let unknown = found.vendor.as_deref().filter(|_| vendor.is_none());
    let suggestion = unknown.and_then(|name| vendors.suggest(name)).map(str::to_owned);
    ExpenseRow {
        id,
        status: RowStatus::Pending,
        suggestion,
        category,
        category_source,
        vendor: found.vendor,
        expense_date: found.expense_date,
        amount_gross: found.amount_gross,
        vat_amount: found.vat_amount,
        currency: found.currency,
        payment_method: found.payment_method,
        reference: found.reference,
        description: found.notes,
        notes: None,
        validation_errors: Vec::new(),
        duplicate_of: None,
        source_ref: format!("{sheet} {}", found.place),
        unread: found.unread,
    }
}

/// Says of each row which earlier one of the batch it is like.
fn mark_twins(rows: &mut [ExpenseRow]) {
    let mut seen: BTreeMap<Likeness, Vec<(String, Option<String>)>> = BTreeMap::new();
    for row in rows {
        let Some(likeness) = Likeness::of(row) else { continue };
        let alike = seen.entry(likeness).or_default();
        let twin =
            alike.iter().find(|(_, reference)| may_be_one(reference.as_deref(), row.reference.as_deref()));
        row.duplicate_of = twin.map(|(id, _)| id.clone());
        alike.push((row.id.clone(), row.reference.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet;

    fn batch_of(csv: &str) -> ExpenseBatch {
        let vendors = Vendors::load(None).expect("the example's vendors");
        let found = sheet::read(csv.as_bytes()).expect("a sheet").found;
        batch(7, None, &vendors, vec![("march.csv".into(), found)]).checked()
    }

    #[test]
    fn a_vendor_says_what_an_expense_is_for_and_else_the_sheet() {
        let batch = batch_of(
            "Vendor,Date,Amount,Currency,Category\nUBER *TRIP,2026-03-01,12.00,EUR,office\n\
             Nobody Knows Ltd,2026-03-01,13.00,EUR,Training\nVodafon,2026-03-02,14.00,EUR,\n",
        );
        let shown = |row: &ExpenseRow| {
            let category = row.category.clone().unwrap_or_default();
            (category, row.category_source, row.status, row.suggestion.clone())
        };
        let rows: Vec<_> = batch.rows.iter().map(shown).collect();
        let known = Some(CategorySource::VendorMap);
        assert_eq!(rows[0], ("travel".into(), known, RowStatus::Pending, None));
        assert_eq!(rows[1], ("training".into(), Some(CategorySource::Sheet), RowStatus::Pending, None));
        assert_eq!(rows[2], (String::new(), None, RowStatus::NeedsAttention, Some("Vodafone".into())));
        assert_eq!(batch.rows[2].id, "b7-r3");
        assert_eq!(batch.rows[2].source_ref, "march.csv row 4");
    }

    #[test]
    fn what_is_there_twice_is_marked_unless_its_bills_have_numbers_of_their_own() {
        let batch = batch_of(
            "Vendor,Date,Amount,Currency,Reference\nUber,2026-03-01,12.00,EUR,A-1\nUBER,01.03.2026,12.00,EUR,a 1\n\
             Uber,2026-03-01,12.00,EUR,A-2\nUber,2026-03-01,12.00,USD,A-1\nUber,2026-03-01,12.00,EUR,\n",
        );
        let twins: Vec<_> = batch.rows.iter().map(|row| row.duplicate_of.as_deref()).collect();
        assert_eq!(twins, [None, Some("b7-r1"), None, None, Some("b7-r1")]);
        assert!(batch.rows[1].validation_errors[0].contains("the same as b7-r1"));
    }
}
