//! The number of the invoice.

use std::collections::HashMap;

use super::dates;
use super::guess::{Guess, surer};
use super::labels::{Label, Relation, Sheet, Value};
use super::lexicon::Kind;

/// The surest number: one that a label announces, or follows the title, or, for
/// want of better, the number of the order or booking.
pub(super) fn find(sheet: &Sheet<'_>) -> Option<Guess<String>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut best = None;
    for label in sheet.of(&[Kind::Number, Kind::Title, Kind::OtherNumber]) {
        let guess = sheet.values(label).into_iter().filter_map(|value| read(sheet, label, &value));
        if let Some(guess) = guess.fold(None, surer) {
            *counts.entry(guess.value.clone()).or_default() += 1;
            best = surer(best, guess);
        }
    }
    best.map(|guess| {
        let repeats = counts.get(&guess.value).map_or(0, |count| count.saturating_sub(1));
        Guess::new(guess.value, guess.confidence + 0.02 * repeats.min(2) as f64)
    })
}

/// How much the kind of label says.
fn strength(kind: Kind) -> f64 {
    match kind {
        Kind::Number => 0.96,
        Kind::Title => 0.78,
        _ => 0.55,
    }
}

/// The number a value begins with, if it begins with one.
fn read(sheet: &Sheet<'_>, label: &Label, value: &Value) -> Option<Guess<String>> {
    let title = label.kind == Kind::Title;
    if title && value.relation != Relation::After {
        return None;
    }
    let number = if title { numbered(&value.text)? } else { leading(&value.text)? };
    let is_date = dates::find(&value.text, sheet.order)
        .iter()
        .any(|date| value.text[..date.start].trim_matches([' ', ':', '-', '.', '#']).is_empty());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let money = sheet.amounts_in(&value.text).first().is_some_and(|found| {
        found.is_money() && value.text[..found.start].chars().all(|c| !c.is_ascii_digit())
    });
    if is_date || money || (title && (digits < 3 || is_year(&number))) {
        return None;
    }
    let short = if digits < 3 { 0.75 } else { 1.0 };
    let placed = if label.opens_cell { 1.0 } else { 0.93 };
    Some(Guess::new(number, strength(label.kind) * value.fit * short * placed))
}

/// Whether a number in a title is only a year.
fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// The identifier after a title: at once, behind remarks in parentheses, or
/// announced by a further `Nr.`: `Beitragsrechnung zur Versicherung Nr. 12-345`.
fn numbered(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches([' ', ':', ')']);
    while let Some((_, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        rest = after.trim_start();
    }
    leading(rest).or_else(|| {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let marker = words.iter().take(5).position(|word| is_marker(&bare(word).to_lowercase()))?;
        let between = &words[..marker];
        let own = between.iter().all(|word| !has_digit(word) && !is_order(&bare(word).to_lowercase()));
        own.then(|| leading(&words[marker + 1..].join(" "))).flatten()
    })
}

/// Whether the word says that the number behind it is of something else.
fn is_order(word: &str) -> bool {
    let others = [
        "bestellung",
        "auftrag",
        "lieferung",
        "lieferschein",
        "order",
        "commande",
        "pedido",
        "ordine",
        "contract",
        "vertrag",
        "customer",
        "client",
        "vat",
        "tax",
        "tva",
        "iban",
        "account",
    ];
    others.contains(&word)
}

/// Whether the word says that a number follows.
fn is_marker(word: &str) -> bool {
    matches!(word, "nr" | "no" | "n" | "num" | "number" | "nummer" | "numéro" | "numero" | "nº" | "n°")
}

/// The identifier a text begins with: it has a digit, and a short name such as
/// `INV` may stand before it.
fn leading(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace().map(bare).filter(|part| !part.is_empty());
    let first = parts.next()?;
    if !is_identifier(first) {
        return None;
    }
    if has_digit(first) {
        let rest: Vec<&str> = text.split_whitespace().skip_while(|part| bare(part) != first).collect();
        return Some(joined(first, &rest));
    }
    let second = parts.next().filter(|second| is_identifier(second) && has_digit(second))?;
    let prefix = first.len() <= 4 && first.chars().all(|c| c.is_ascii_uppercase());
    if is_marker(&first.to_lowercase()) {
        return Some(second.to_owned());
    }
    prefix.then(|| format!("{first} {second}"))
}

/// The identifier with what a lone dash or slash adds to it: `2014 / 0012`.
fn joined(first: &str, rest: &[&str]) -> String {
    match rest {
        [_, sign @ ("/" | "-"), second, ..] if is_number(first) && is_number(bare(second)) => {
            format!("{first}{sign}{}", bare(second))
        }
        _ => first.to_owned(),
    }
}

/// The part without the signs around it.
fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether the text has only characters that numbers of invoices have.
fn is_identifier(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | '#' | '\\');
    (1..=40).contains(&text.len()) && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_from_the_beginning() {
        for (text, number) in [
            (": 42183017", "42183017"),
            ("INV/2023/03/0008", "INV/2023/03/0008"),
            ("# FAC-2014-001 du 2 mai", "FAC-2014-001"),
            ("RE 2014-17", "RE 2014-17"),
            ("2014 / 0012", "2014/0012"),
            ("DE-10238-AB.", "DE-10238-AB"),
        ] {
            assert_eq!(leading(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_identifiers() {
        for text in ["and Rechnungsnummer an", "Seite 1", "Date", "please quote 12", ""] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}
