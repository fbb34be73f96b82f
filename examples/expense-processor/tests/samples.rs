//! The sheets in `sample`, with every kind of mess: their amounts were added up by hand.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::path::Path;

use expense_processor::categorise;
use expense_processor::model::{ExpenseBatch, ExpenseRow, RowStatus};
use expense_processor::sheet::{self, Sheet};
use expense_processor::vendors::Vendors;

fn sample(name: &str) -> Sheet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(name);
    sheet::read(&std::fs::read(path).expect("the sample is there")).expect("a sheet")
}

fn batch(number: u32, name: &str) -> ExpenseBatch {
    let vendors = Vendors::load(None).expect("the example's vendors");
    categorise::batch(number, None, &vendors, vec![(name.into(), sample(name).found)]).checked()
}

/// What needs attention, and why, up to the remedy.
fn attention(batch: &ExpenseBatch) -> Vec<String> {
    let rows = batch.rows.iter().filter(|row| row.status == RowStatus::NeedsAttention);
    let shown = |row: &ExpenseRow| {
        let problem = row.validation_errors.join("; ");
        format!("{}: {}", row.id, problem.split(';').next().unwrap_or_default())
    };
    rows.map(shown).collect()
}

#[test]
fn the_travel_sheet_is_read() {
    let sheet = sample("travel-march.csv");
    assert_eq!(sheet.found.len(), 16);
    assert_eq!(sheet.left_out.iter().map(|left| left.count).sum::<u64>(), 1, "the signature");
    assert_eq!(sheet.remarks, [""; 0], "both sums agree with the rows");
    let batch = batch(1, "travel-march.csv");
    // 15441.95 by the sheet, of which 96.00 are dollars.
    let totals: Vec<String> = batch.totals().into_iter().map(|(code, sum)| format!("{code} {sum}")).collect();
    assert_eq!(totals, ["EUR 15345.95", "USD 96.00"]);
    assert_eq!(
        attention(&batch),
        [
            "b1-r5: `Deutche Bahn` is no known vendor (is it Deutsche Bahn?), so there is no category",
            "b1-r10: `Blumen Schmidt` is no known vendor, so there is no category",
            "b1-r11: it is the same as b1-r1",
            "b1-r13: the date `31.02.2026` could not be read",
            "b1-r16: the amount `zu klären` could not be read",
        ]
    );
    let row = |at: usize| &batch.rows[at - 1];
    assert_eq!(row(4).amount_gross.map(|amount| amount.to_string()).as_deref(), Some("1240.00"));
    assert_eq!(row(4).description.as_deref(), Some("4 Nächte; Tagung"));
    assert_eq!(row(6).expense_date.map(|day| day.to_string()).as_deref(), Some("2026-03-10"));
    assert_eq!(row(8).amount_gross.map(|amount| amount.to_string()).as_deref(), Some("-89.99"));
    assert_eq!(row(15).category.as_deref(), Some("training"), "the sheet says so");
}

#[test]
fn the_card_sheet_is_read() {
    let sheet = sample("card-april.xlsx");
    assert_eq!(
        sheet.remarks,
        ["the sum in row 21 is 8019.06, but the rows above come to 7995.06"],
        "the card's bank counts the credit note of 12.00 as if it had to be paid"
    );
    let batch = batch(2, "card-april.xlsx");
    let totals: Vec<String> = batch.totals().into_iter().map(|(code, sum)| format!("{code} {sum}")).collect();
    assert_eq!(totals, ["EUR 5132.69", "GBP 2450.00", "USD 412.37"]);
    assert_eq!(
        attention(&batch),
        [
            "b2-r13: the vendor is missing",
            "b2-r14: a tax of 40.00 is not a part of 33.00",
            "b2-r15: the amount is 0",
        ]
    );
    let vendors: Vec<_> = batch.rows[..3].iter().map(|row| row.vendor.as_deref()).collect();
    assert_eq!(vendors, [Some("Uber"); 3], "one merged cell for three rows");
    let days: Vec<_> = [2, 3, 10].map(|at| batch.rows[at].expense_date.map(|day| day.to_string())).into();
    let expected = ["2026-04-15", "2026-04-05", "2026-04-17"].map(|day| Some(day.to_owned()));
    assert_eq!(days, expected, "month first; and a date without its format");
    assert_eq!(
        batch.rows[8].amount_gross.map(|amount| amount.to_string()).as_deref(),
        Some("119.00"),
        "net and tax"
    );
    assert_eq!(batch.rows.len(), 15, "the hidden sheet is not read");
}
