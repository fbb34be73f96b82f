//! The rules of the schema `invoice`.

use super::currency;
use super::fold::folded;
use super::guess::{self, Guess};
use super::items::Tables;
use super::labels::Sheet;
use super::total::Totals;
use super::{date, issuer, number, sums};
use crate::layout::Layout;
use crate::model::{Extracted, FieldId, FieldValue, LineItem};
use fund_values::Amount;

/// Dollars that `$` may stand for when the document names them by their code.
const DOLLARS: &[&str] = &["AUD", "CAD", "HKD", "NZD", "SGD"];

/// Reads an invoice.
pub(super) fn extract(layout: &Layout) -> Extracted {
    let sheet = Sheet::new(layout);
    let tables = Tables::new(&sheet);
    let totals = Totals::new(&sheet, |label| tables.heads(label));
    let best = totals.best();
    let beside = best.as_ref().and_then(|(_, currency)| *currency);
    let mut total = best.map(|(guess, _)| guess);
    let mut line_items = tables.items(&sheet);
    confirm(&mut total, &mut line_items, totals.nets());
    if let Some(total) = total.as_ref().filter(|total| line_items.is_empty() && !total.value.is_zero()) {
        line_items = sums::items(&sheet, total.value);
    }
    let text = |guess: Option<Guess<String>>| guess.map(|guess| guess.map(FieldValue::Text));
    let fields = vec![
        guess::row(FieldId::Issuer, text(issuer::find(&sheet))),
        guess::row(FieldId::Number, text(number::find(&sheet))),
        guess::row(FieldId::Date, text(date::find(&sheet).map(|guess| guess.map(|day| day.to_string())))),
        guess::row(FieldId::Currency, text(currency_of(&sheet, beside))),
        guess::row(FieldId::Total, total.map(|guess| guess.map(FieldValue::Amount))),
    ];
    Extracted { schema_slug: super::INVOICE.into(), fields, line_items }
}

/// Lines that sum up to the total or to a net confirm it, and it confirms them.
fn confirm(total: &mut Option<Guess<Amount>>, items: &mut [LineItem], nets: &[Amount]) {
    let sum: Amount = items.iter().filter_map(|item| item.amount).sum();
    let Some(total) = total.as_mut().filter(|_| !items.is_empty()) else { return };
    let is_total = total.value == sum;
    if is_total || nets.contains(&sum) {
        let raised = Guess::new(total.value, total.confidence + if is_total { 0.05 } else { 0.02 });
        *total = raised;
        for item in items {
            item.confidence = guess::rounded((item.confidence + 0.04).min(0.99));
        }
    }
}

/// The currency: written beside the total, else beside most amounts, else named
/// in a sentence, else of the country of a tax or bank number.
fn currency_of(sheet: &Sheet<'_>, beside_total: Option<&'static str>) -> Option<Guess<String>> {
    let text = sheet.layout.text();
    let found = beside_total
        .map(|code| Guess::new(code, 0.95))
        .or_else(|| most_frequent(sheet, &text).map(|code| Guess::new(code, 0.85)))
        .or_else(|| standing_alone(&text).map(|code| Guess::new(code, 0.75)))
        .or_else(|| currency::named(&folded(&text)).map(|code| Guess::new(code, 0.7)))
        .or_else(|| {
            text.split_whitespace().find_map(currency::of_country).map(|code| Guess::new(code, 0.5))
        })?;
    let named = text.split_whitespace().find(|word| DOLLARS.contains(word));
    match named {
        Some(code) if found.value == "USD" && !text.contains("USD") => Some(Guess::new(code.to_owned(), 0.8)),
        _ => Some(found.map(str::to_owned)),
    }
}

/// The currency beside most amounts.
fn most_frequent(sheet: &Sheet<'_>, text: &str) -> Option<&'static str> {
    let codes: Vec<&str> = sheet.amounts_in(text).iter().filter_map(|found| found.currency).collect();
    codes.iter().max_by_key(|code| codes.iter().filter(|other| other == code).count()).copied()
}

/// A code that stands in the text as a word.
fn standing_alone(text: &str) -> Option<&str> {
    let bare =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '€'));
    bare.into_iter().find(|word| currency::is_code(word))
}
