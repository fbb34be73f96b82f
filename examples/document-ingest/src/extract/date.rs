//! The date of the invoice.

use super::dates::{self, FoundDate};
use super::fold::folded;
use super::guess::{Guess, surer};
use super::labels::{Label, Relation, Sheet, Value};
use super::lexicon::Kind;
use fund_values::Day;

/// How sure a day is whose two numbers could be swapped.
const AMBIGUOUS: f64 = 0.9;

/// The surest date: one that a label announces, or, for want of a label, the
/// first date of the document that is not announced as another one.
pub(super) fn find(sheet: &Sheet<'_>) -> Option<Guess<Day>> {
    let labelled = sheet
        .of(&[Kind::Date, Kind::PlainDate, Kind::Number, Kind::Title])
        .filter_map(|label| announced(sheet, label))
        .fold(None, surer);
    labelled.or_else(|| first(sheet))
}

/// How much the label says of the dates beside it. A date behind the number of
/// the invoice is its date; `vom` or `du` alone may be of anything.
fn strength(sheet: &Sheet<'_>, label: &Label) -> f64 {
    match label.kind {
        Kind::Date => 0.97,
        Kind::PlainDate if !sheet.is_small_word(label) => 0.85,
        Kind::Number => 0.82,
        Kind::Title => 0.8,
        _ => 0.42,
    }
}

/// The date a label announces; a number or a title may be followed by its date,
/// as in `Facture n° 12 du 3 mai 2014`.
fn announced(sheet: &Sheet<'_>, label: &Label) -> Option<Guess<Day>> {
    let values = sheet.values(label).into_iter();
    values.filter_map(|value| read(sheet, label, &value)).fold(None, surer)
}

/// The first date in a value, if it stands where a date should.
fn read(sheet: &Sheet<'_>, label: &Label, value: &Value) -> Option<Guess<Day>> {
    let found = *dates::find(&value.text, sheet.order).first()?;
    let before: Vec<&str> = value.text[..found.start].split_whitespace().collect();
    let fits = match label.kind {
        Kind::Number | Kind::Title => value.relation == Relation::After && follows_number(&before),
        _ => before.iter().filter(|word| word.chars().any(char::is_alphabetic)).count() <= 2,
    };
    if !fits || is_period(&value.text, found) {
        return None;
    }
    let placed = if label.opens_cell { 1.0 } else { 0.9 };
    let late = if label.page == 0 { 1.0 } else { 0.97 };
    let doubt = if found.ambiguous { AMBIGUOUS } else { 1.0 };
    Some(Guess::new(found.day, strength(sheet, label) * value.fit * placed * late * doubt))
}

/// Whether only the number of the invoice, remarks in parentheses and small
/// words stand before the date: `(380) Nr. 4711 vom`.
fn follows_number(before: &[&str]) -> bool {
    let small = [
        "nr", "no", "n", "num", "vom", "von", "du", "del", "den", "der", "le", "am", "of", "from", "dated",
        "issued", "at", "on", "date", "datum", "em", "d", "af", "van", "fra",
    ];
    let remark = before.iter().rposition(|word| word.ends_with(')')).map_or(0, |at| at + 1);
    let identifies = |word: &&&str| word.bytes().any(|byte| byte.is_ascii_digit());
    let rest = &before[remark..];
    let known = |word: &&str| small.contains(&folded(word).replace(' ', "").as_str()) || identifies(&word);
    rest.iter().all(known) && rest.iter().filter(|word| identifies(word)).count() <= 2
}

/// Whether the date is one end of a span of time: `01.05.14-31.05.14`.
fn is_period(text: &str, found: FoundDate) -> bool {
    let (before, after) = (text[..found.start].trim_end(), text[found.end..].trim_start());
    let digit = |c: char| c.is_ascii_digit();
    let goes_on = after.strip_prefix(['-', '–']).is_some_and(|rest| rest.trim_start().starts_with(digit));
    let came_from = before.strip_suffix(['-', '–']).is_some_and(|rest| rest.trim_end().ends_with(digit));
    goes_on || came_from
}

/// The first date of the document that stands alone.
fn first(sheet: &Sheet<'_>) -> Option<Guess<Day>> {
    let pages = sheet.layout.pages.iter().enumerate();
    let lines = pages.flat_map(|(page, sheet)| sheet.lines.iter().enumerate().map(move |l| (page, l)));
    for (page, (at, line)) in lines {
        let other = sheet.on_line(page, at).any(|label| label.kind == Kind::OtherDate);
        if other {
            continue;
        }
        let text = line.text();
        let dates = dates::find(&text, sheet.order);
        if let Some(found) = dates.into_iter().find(|found| !is_period(&text, *found)) {
            let doubt = if found.ambiguous { AMBIGUOUS } else { 1.0 };
            return Some(Guess::new(found.day, 0.45 * doubt));
        }
    }
    None
}
