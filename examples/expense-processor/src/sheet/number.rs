//! What people write where an amount is meant.

use fund_values::Amount;

/// The signs of currencies, and what they stand for.
const SIGNS: [(char, &str); 4] = [('€', "EUR"), ('£', "GBP"), ('$', "USD"), ('¥', "JPY")];

/// The currencies that are known by their code.
const CODES: [&str; 16] = [
    "EUR", "GBP", "USD", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "NZD", "INR",
    "SGD",
];

/// An amount as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Money {
    pub(super) amount: Amount,
    /// The currency beside it, if one is.
    pub(super) currency: Option<String>,
}

/// The amount in a text: signs, currencies and thousands in the ways of several countries. `decimal` is how
/// the other cells part the cents, for a text that does not tell (`1.234`).
pub(super) fn money(text: &str, decimal: Option<char>) -> Option<Money> {
    let written = Written::of(text)?;
    let amount: Amount = plain(&written.digits, decimal)?.parse().ok()?;
    let amount = if written.negative { Amount::ZERO - amount } else { amount };
    Some(Money { amount, currency: written.currency })
}

/// How a text parts its cents, if it tells.
pub(super) fn decimal(text: &str) -> Option<char> {
    let digits = Written::of(text)?.digits;
    let (last, other) = match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => return Some('.'),
        (Some(_), Some(_)) => return Some(','),
        (Some(point), None) => (point, '.'),
        (None, Some(comma)) => (comma, ','),
        (None, None) => return None,
    };
    let once = digits.matches(other).count() == 1;
    (once && digits.len() - last - 1 != 3).then_some(other)
}

/// The currency that a text names, by its code or its sign.
pub(super) fn currency_in(text: &str) -> Option<String> {
    let sign = SIGNS.iter().find(|(sign, _)| text.contains(*sign)).map(|(_, code)| (*code).to_owned());
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    sign.or_else(|| words.find_map(code))
}

/// The code of a currency that is known by it.
pub(super) fn code(text: &str) -> Option<String> {
    let capitals = text.trim().to_uppercase();
    CODES.contains(&capitals.as_str()).then_some(capitals)
}

/// The parts of an amount as it was written.
struct Written {
    negative: bool,
    currency: Option<String>,
    /// Digits, points and commas.
    digits: String,
}

impl Written {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let (text, mut negative) = (inner.unwrap_or(text), inner.is_some());
        let (mut digits, mut letters, mut currency) = (String::new(), String::new(), None);
        for letter in text.chars() {
            match letter {
                '0'..='9' | '.' | ',' => digits.push(letter),
                // Cents of nothing: `120.--` and `120,-`.
                '-' | '–' if digits.ends_with(['.', ',']) => {}
                '-' | '−' | '–' => negative = true,
                '+' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => {}
                letter if letter.is_alphabetic() => letters.push(letter),
                sign => currency = Some(SIGNS.iter().find(|(known, _)| *known == sign)?.1.to_owned()),
            }
        }
        let digits = digits.trim_end_matches(['.', ',']).to_owned();
        match letters.to_uppercase().as_str() {
            "" | "DR" => {}
            "CR" => negative = true,
            code_of => currency = Some(code(code_of)?),
        }
        digits.starts_with(|first: char| first.is_ascii_digit()).then_some(Self {
            negative,
            currency,
            digits,
        })
    }
}

/// The number as programs write it.
fn plain(digits: &str, decimal_elsewhere: Option<char>) -> Option<String> {
    let own = decimal(digits);
    let only = |separator: char, other: char| digits.contains(separator) && !digits.contains(other);
    let ambiguous = own.is_none() && (only('.', ',') || only(',', '.'));
    let once = digits.matches(['.', ',']).count() == 1;
    let decimal = if ambiguous && once { decimal_elsewhere } else { own };
    let (whole, cents) = match decimal.and_then(|separator| digits.rsplit_once(separator)) {
        Some((whole, cents)) => (whole, cents),
        None => (digits, ""),
    };
    let whole = whole.replace(['.', ','], " ");
    let groups: Vec<&str> = whole.split(' ').collect();
    if !are_thousands(&groups) || cents.contains(['.', ',']) {
        return None;
    }
    let cents = if cents.is_empty() { String::new() } else { format!(".{cents}") };
    Some(groups.concat() + &cents)
}

/// Whether digits are parted as thousands are, the Indian way included: `1 234 567`, `12 34 567`.
fn are_thousands(groups: &[&str]) -> bool {
    match groups {
        [] | [_] => true,
        [first, middle @ .., last] => {
            (1..=3).contains(&first.len())
                && middle.iter().all(|group| (2..=3).contains(&group.len()))
                && last.len() == 3
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, decimal: Option<char>) -> Option<(String, Option<String>)> {
        money(text, decimal).map(|money| (money.amount.to_string(), money.currency))
    }

    #[test]
    fn amounts_of_several_countries_are_read() {
        for (text, amount, currency) in [
            ("1234.5", "1234.50", None),
            ("1,234.56", "1234.56", None),
            ("1.234,56", "1234.56", None),
            ("1 234,56", "1234.56", None),
            ("1'234.50 CHF", "1234.50", Some("CHF")),
            ("12,34,567.80", "1234567.80", None),
            ("€ 99,-", "99.00", Some("EUR")),
            ("CHF 120.--", "120.00", Some("CHF")),
            ("EUR 12.00", "12.00", Some("EUR")),
            ("$4.10", "4.10", Some("USD")),
            ("(85.00)", "-85.00", None),
            ("85.00-", "-85.00", None),
            ("−85,00 €", "-85.00", Some("EUR")),
            ("120.00 CR", "-120.00", None),
            ("1,234,567", "1234567.00", None),
        ] {
            let read = read(text, None);
            assert_eq!(read, Some((amount.to_owned(), currency.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn what_one_cell_does_not_tell_the_others_do() {
        assert_eq!(read("1.234", None).expect("read").0, "1234.00");
        assert_eq!(read("1.234", Some(',')).expect("read").0, "1234.00");
        assert_eq!(read("1.234", Some('.')).expect("read").0, "1.234");
        assert_eq!((decimal("1.234"), decimal("1.5"), decimal("1,50")), (None, Some('.'), Some(',')));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "n/a", "12o.00", "1,2,3", "1.2.3,4", "XYZ 12", "12 apples", "3%", ".", "1,23,45"] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_currency_is_found_in_a_title() {
        assert_eq!(currency_in("Amount (EUR)"), Some("EUR".into()));
        assert_eq!(currency_in("Betrag in €"), Some("EUR".into()));
        assert_eq!(currency_in("Eurostar"), None);
    }
}
