//! Currencies: their signs, codes and names.

/// The marks of currencies as they stand beside amounts, each with its ISO 4217
/// code. A longer mark comes before one it contains.
const MARKS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("USD", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("AUD", "AUD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("CAD", "CAD"),
    ("HK$", "HKD"),
    ("HKD", "HKD"),
    ("NZ$", "NZD"),
    ("NZD", "NZD"),
    ("S$", "SGD"),
    ("SGD", "SGD"),
    ("R$", "BRL"),
    ("BRL", "BRL"),
    ("MX$", "MXN"),
    ("MXN", "MXN"),
    ("$", "USD"),
    ("€", "EUR"),
    ("EUROS", "EUR"),
    ("EURO", "EUR"),
    ("EUR", "EUR"),
    ("£", "GBP"),
    ("GBP", "GBP"),
    ("₹", "INR"),
    ("INR", "INR"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("SFr.", "CHF"),
    ("CHF", "CHF"),
    ("¥", "JPY"),
    ("JPY", "JPY"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("kr.", "SEK"),
    ("kr", "SEK"),
    ("PLN", "PLN"),
    ("zł", "PLN"),
    ("CZK", "CZK"),
    ("Kč", "CZK"),
    ("HUF", "HUF"),
    ("Ft", "HUF"),
    ("RON", "RON"),
    ("BGN", "BGN"),
    ("ISK", "ISK"),
    ("TRY", "TRY"),
    ("₺", "TRY"),
    ("ZAR", "ZAR"),
    ("ILS", "ILS"),
    ("₪", "ILS"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("KRW", "KRW"),
    ("₩", "KRW"),
    ("THB", "THB"),
    ("MYR", "MYR"),
    ("RM", "MYR"),
    ("PHP", "PHP"),
    ("₱", "PHP"),
    ("IDR", "IDR"),
    ("UAH", "UAH"),
    ("RUB", "RUB"),
    ("₽", "RUB"),
];

/// Names of currencies in sentences, folded: `all prices are in US dollars`.
const NAMES: &[(&str, &str)] = &[
    ("us dollars", "USD"),
    ("us dollar", "USD"),
    ("australian dollars", "AUD"),
    ("canadian dollars", "CAD"),
    ("hong kong dollars", "HKD"),
    ("pounds sterling", "GBP"),
    ("pound sterling", "GBP"),
    ("indian rupees", "INR"),
    ("rupees", "INR"),
    ("rupees only", "INR"),
    ("swiss francs", "CHF"),
    ("schweizer franken", "CHF"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("in eur", "EUR"),
    ("in usd", "USD"),
    ("in gbp", "GBP"),
    ("in chf", "CHF"),
];

/// Countries by the letters that begin a tax or bank number, with their currency.
const COUNTRIES: &[(&str, &str)] = &[
    ("AT", "EUR"),
    ("BE", "EUR"),
    ("DE", "EUR"),
    ("ES", "EUR"),
    ("FI", "EUR"),
    ("FR", "EUR"),
    ("IE", "EUR"),
    ("IT", "EUR"),
    ("LU", "EUR"),
    ("NL", "EUR"),
    ("PT", "EUR"),
    ("GR", "EUR"),
    ("GB", "GBP"),
    ("CH", "CHF"),
    ("SE", "SEK"),
    ("DK", "DKK"),
    ("NO", "NOK"),
    ("PL", "PLN"),
    ("CZ", "CZK"),
    ("HU", "HUF"),
];

/// The currency whose mark ends the text, with the bytes the mark and the
/// spaces after it take.
pub(super) fn at_end(text: &str) -> Option<(&'static str, usize)> {
    let trimmed = text.trim_end_matches([' ', '\u{a0}']);
    if text.len() - trimmed.len() > 2 {
        return None;
    }
    MARKS.iter().find_map(|(mark, code)| {
        let at = trimmed.len().checked_sub(mark.len())?;
        let (before, tail) = (trimmed.get(..at)?, trimmed.get(at..)?);
        let whole = !begins_with_letter(mark) || !before.ends_with(char::is_alphanumeric);
        (same_mark(tail, mark) && whole).then_some((*code, text.len() - at))
    })
}

/// The currency whose mark begins the text, with the bytes up to its end.
pub(super) fn at_start(text: &str) -> Option<(&'static str, usize)> {
    let trimmed = text.trim_start_matches([' ', '\u{a0}']);
    let spaces = text.len() - trimmed.len();
    if spaces > 2 {
        return None;
    }
    MARKS.iter().find_map(|(mark, code)| {
        let (head, after) = (trimmed.get(..mark.len())?, trimmed.get(mark.len()..)?);
        let whole = !mark.ends_with(char::is_alphabetic) || !after.starts_with(char::is_alphanumeric);
        (same_mark(head, mark) && whole).then_some((*code, spaces + mark.len()))
    })
}

/// Codes may be written in any case, short names only as they are.
fn same_mark(text: &str, mark: &str) -> bool {
    text == mark || (mark.len() >= 3 && text.eq_ignore_ascii_case(mark))
}

fn begins_with_letter(mark: &str) -> bool {
    mark.starts_with(char::is_alphabetic)
}

/// The currency a folded text names in words.
pub(super) fn named(folded: &str) -> Option<&'static str> {
    let padded = format!(" {folded} ");
    NAMES.iter().find(|(name, _)| padded.contains(&format!(" {name} "))).map(|(_, code)| *code)
}

/// The currency of the country whose tax or bank number the word is.
pub(super) fn of_country(word: &str) -> Option<&'static str> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let number = digits >= 7 && word.len() <= 34 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (_, code) = COUNTRIES.iter().find(|(letters, _)| word.starts_with(letters))?;
    number.then_some(*code)
}

/// Whether the text is an ISO 4217 code that has a mark here.
pub(super) fn is_code(text: &str) -> bool {
    MARKS.iter().any(|(_, code)| *code == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_on_both_sides() {
        assert_eq!(at_end("Total Rs. "), Some(("INR", 4)));
        assert_eq!(at_start(" EUR incl."), Some(("EUR", 4)));
        assert_eq!(at_end("HK$"), Some(("HKD", 3)));
    }

    #[test]
    fn a_mark_inside_a_word_is_none() {
        assert_eq!(at_end("Neurs"), None);
        assert_eq!(at_start("Europe"), None);
    }

    #[test]
    fn a_tax_number_tells_the_country() {
        assert_eq!(of_country("NL810433941B01"), Some("EUR"));
        assert_eq!(of_country("DELIVERY"), None);
    }
}
