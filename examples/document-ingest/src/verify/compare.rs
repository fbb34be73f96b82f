//! Field by field: what was expected, what was found.

use super::expected::{Expected, ExpectedLine};
use super::report::{Checked, Outcome};
use crate::extract::{company_key, folded};
use crate::model::{Extracted, FieldId, FieldValue, LineItem};
use fund_values::Amount;

/// All fields of one document that have an expected value, and its lines.
pub(super) fn all(expected: &Expected, extracted: Option<&Extracted>) -> Vec<Checked> {
    let got = |id| extracted.and_then(|extracted| text(extracted, id));
    let mut checked: Vec<Checked> = [
        issuer(expected, got(FieldId::Issuer)),
        plain("number", expected.invoice_number.clone(), got(FieldId::Number)),
        plain("date", expected.date.clone(), got(FieldId::Date)),
        plain("currency", expected.currency.clone(), got(FieldId::Currency)),
        plain("total", expected.amount.map(|amount| amount.to_string()), got(FieldId::Total)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let items = extracted.map_or(&[][..], |extracted| &extracted.line_items);
    let lines = expected.lines.iter().filter(|line| line.name.is_some());
    checked.extend(lines.map(|wanted| line(wanted, items)));
    checked
}

/// The value of a header field as text.
fn text(extracted: &Extracted, id: FieldId) -> Option<String> {
    match extracted.field(id)?.value.as_ref()? {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Amount(amount) => Some(amount.to_string()),
    }
}

/// A field that must be equal to the letter.
fn plain(field: &'static str, expected: Option<String>, got: Option<String>) -> Option<Checked> {
    let expected = expected?;
    let outcome = outcome(got.as_ref(), |got| *got == expected);
    Some(Checked { field, outcome, expected, got })
}

/// The issuer, with or without its legal form, by its short or its full name.
fn issuer(expected: &Expected, got: Option<String>) -> Option<Checked> {
    let short = expected.issuer.clone()?;
    let names = [Some(&short), expected.partner_name.as_ref()];
    let same = |got: &String| names.into_iter().flatten().any(|name| company_key(name) == company_key(got));
    let outcome = outcome(got.as_ref(), same);
    Some(Checked { field: "issuer", outcome, expected: short, got })
}

/// A line: an item whose description has the expected one, at one of its prices.
fn line(expected: &ExpectedLine, items: &[LineItem]) -> Checked {
    let name = expected.name.clone().unwrap_or_default();
    let alike = |item: &&LineItem| same_text(&item.description, &name);
    let right = items.iter().filter(alike).find(|item| same_price(expected, item));
    let got = right.or_else(|| items.iter().find(alike));
    let outcome = outcome(got, |_| right.is_some());
    let got = got.map(|item| spell(&item.description, item.amount));
    Checked { field: "line", outcome, expected: spell(&name, price(expected)), got }
}

/// Whether one text contains the other, spaces and signs apart.
fn same_text(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one).replace(' ', ""), folded(other).replace(' ', ""));
    one.contains(&other) || other.contains(&one)
}

/// Whether the item has one of the expected prices as its amount or unit price.
fn same_price(expected: &ExpectedLine, item: &LineItem) -> bool {
    let wanted = [expected.price_subtotal, expected.price_total, expected.price_unit];
    let wanted: Vec<Amount> = wanted.into_iter().flatten().collect();
    wanted.is_empty() || wanted.iter().any(|price| [item.amount, item.unit_price].contains(&Some(*price)))
}

fn price(expected: &ExpectedLine) -> Option<Amount> {
    expected.price_subtotal.or(expected.price_total).or(expected.price_unit)
}

/// The first line of a description and the price.
fn spell(description: &str, price: Option<Amount>) -> String {
    let first = description.lines().next().unwrap_or_default();
    price.map_or_else(|| first.to_owned(), |price| format!("{first} {price}"))
}

fn outcome<T>(got: Option<T>, right: impl FnOnce(T) -> bool) -> Outcome {
    match got.map(right) {
        None => Outcome::Missing,
        Some(true) => Outcome::Right,
        Some(false) => Outcome::Wrong,
    }
}
