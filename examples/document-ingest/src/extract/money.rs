//! Amounts as people write them, found in running text.

use super::currency;
use fund_values::Amount;

/// The sign before the decimals in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalSign {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// An amount found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FoundAmount {
    /// How much.
    pub(super) amount: Amount,
    /// The code of the currency written beside it.
    pub(super) currency: Option<&'static str>,
    /// Whether it has exactly two decimals.
    pub(super) has_cents: bool,
    /// Whether a percent sign follows.
    pub(super) percent: bool,
    /// How many digits it is written with.
    pub(super) digits: usize,
    /// The byte at which its digits begin.
    pub(super) start: usize,
    /// The byte after its last digit.
    pub(super) end: usize,
}

impl FoundAmount {
    /// Whether it is written as money and not as any number.
    pub(super) fn is_money(&self) -> bool {
        !self.percent && (self.currency.is_some() || self.has_cents)
    }
}

/// The decimal sign most amounts of the document have; the point when in doubt.
pub(super) fn decimal_sign(text: &str) -> DecimalSign {
    let (mut points, mut commas) = (0_usize, 0_usize);
    for body in bodies(text) {
        let digits = &text.as_bytes()[body.0..body.1];
        if let [.., before, sign, a, b] = digits
            && before.is_ascii_digit()
            && a.is_ascii_digit()
            && b.is_ascii_digit()
        {
            points += usize::from(*sign == b'.');
            commas += usize::from(*sign == b',');
        }
    }
    if commas > points { DecimalSign::Comma } else { DecimalSign::Point }
}

/// All amounts in the text, from left to right. One space may part thousands,
/// two may not.
pub(super) fn find(text: &str, decimal: DecimalSign) -> Vec<FoundAmount> {
    bodies(text).into_iter().filter_map(|body| read(text, body, decimal)).collect()
}

/// Where numbers stand: digits, and the signs between them.
fn bodies(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut bodies = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            let end = body_end(bytes, at);
            bodies.push((at, end));
            at = end;
        } else {
            at += 1;
        }
    }
    bodies
}

/// The byte after the last digit of the number that begins at `start`.
fn body_end(bytes: &[u8], start: usize) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + run(start);
    let mut group = end - start;
    let mut spaced = false;
    loop {
        let (sign, width) = match &bytes[end..] {
            [sign @ (b'.' | b',' | b'\''), ..] => (*sign, 1),
            [b' ', ..] => (b' ', 1),
            [0xc2, 0xa0, ..] => (b' ', 2),
            [0xe2, 0x80, 0x99, ..] => (b'\'', 3),
            _ => return end,
        };
        let digits = run(end + width);
        let thousands = digits == 3 && group <= 3;
        let fits = match sign {
            b' ' => thousands && (spaced || group == end - start),
            b'\'' => thousands,
            _ => digits > 0,
        };
        if !fits {
            return end;
        }
        spaced |= sign == b' ';
        group = digits;
        end += width + digits;
    }
}

/// Reads the number at `body` with what stands around it.
fn read(text: &str, (start, end): (usize, usize), decimal: DecimalSign) -> Option<FoundAmount> {
    let (before, after) = (&text[..start], &text[end..]);
    let (sign, before) = sign_before(before);
    let prefix = currency::at_end(before);
    let suffix = currency::at_start(after);
    let glued_before = prefix.is_none() && before.ends_with(is_word_part);
    let glued_after = suffix.is_none() && after.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if glued_before || glued_after {
        return None;
    }
    let (plain, decimals) = plain_number(&text[start..end], decimal)?;
    let amount: Amount = plain.parse().ok()?;
    let before_currency = prefix.map_or(before, |(_, length)| &before[..before.len() - length]);
    let negative = sign || sign_before(before_currency).0 || trailing_minus(after);
    Some(FoundAmount {
        amount: if negative { Amount::ZERO - amount } else { amount },
        currency: prefix.or(suffix).map(|(code, _)| code),
        has_cents: decimals == 2,
        percent: after.trim_start().starts_with('%'),
        digits: plain.bytes().filter(u8::is_ascii_digit).count(),
        start,
        end,
    })
}

/// Whether a minus or an opening parenthesis stands before the number as its
/// sign, and the text before that.
fn sign_before(before: &str) -> (bool, &str) {
    let trimmed = before.trim_end_matches(' ');
    let Some(rest) = trimmed.strip_suffix(['-', '–']) else { return (false, before) };
    let alone = rest.is_empty() || rest.ends_with(' ') || currency::at_end(rest).is_some();
    if alone { (true, rest) } else { (false, before) }
}

/// Whether the number is followed at once by its minus: `12.50-`, but not the
/// `12,-` of round prices.
fn trailing_minus(after: &str) -> bool {
    after.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether the character makes what follows part of a longer name.
fn is_word_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '/' | '#' | '+' | ':')
}

/// The number with a point before its decimals and nothing else, and how many
/// decimals it has.
fn plain_number(body: &str, decimal: DecimalSign) -> Option<(String, usize)> {
    let split = decimal_at(body, decimal);
    let (whole, fraction) = split.map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
    let grouped = whole.contains(['.', ',', '\'', '’', ' ', '\u{a0}']);
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let regular = groups.iter().skip(1).all(|group| matches!(group.len(), 2 | 3))
        && groups.last().is_none_or(|last| !grouped || last.len() == 3);
    if !regular {
        return None;
    }
    let whole = groups.concat();
    if fraction.is_empty() {
        return Some((whole, 0));
    }
    Some((format!("{whole}.{fraction}"), fraction.len()))
}

/// Where the decimal sign stands in a number, if it has one.
fn decimal_at(body: &str, decimal: DecimalSign) -> Option<usize> {
    let last = body.rfind(['.', ','])?;
    let sign = body.as_bytes()[last];
    let same = body.bytes().filter(|byte| *byte == sign).count();
    let other = body.bytes().any(|byte| matches!(byte, b'.' | b',') && byte != sign);
    let fraction = body.len() - last - 1;
    let usual = match decimal {
        DecimalSign::Point => b'.',
        DecimalSign::Comma => b',',
    };
    let is_decimal = match (same, other, fraction) {
        (1, true, _) => true,
        // Three digits after the document's own decimal sign are decimals:
        // `1,000` pieces in a German bill, `1.000` in an English one.
        (1, false, 3) => sign == usual || body.starts_with('0'),
        (1, false, _) => true,
        _ => false,
    };
    is_decimal.then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, decimal: DecimalSign) -> Vec<(String, Option<&'static str>)> {
        find(text, decimal).iter().map(|found| (found.amount.to_string(), found.currency)).collect()
    }

    #[test]
    fn the_many_ways_to_write_an_amount() {
        let ways = [
            ("1.234,56 €", "1234.56", Some("EUR")),
            ("€ 1.234,56", "1234.56", Some("EUR")),
            ("$1,234.56", "1234.56", Some("USD")),
            ("1 234,56 EUR", "1234.56", Some("EUR")),
            ("12 345.00", "12345.00", None),
            ("CHF 12'345.00", "12345.00", Some("CHF")),
            ("₹ 1,23,456.00", "123456.00", Some("INR")),
            ("Rs. 319", "319.00", Some("INR")),
            ("Rs 1939", "1939.00", Some("INR")),
            ("£12", "12.00", Some("GBP")),
            ("€ -9,32", "-9.32", Some("EUR")),
            ("-€9,32", "-9.32", Some("EUR")),
            ("29,99 €", "29.99", Some("EUR")),
            ("0.0125 USD", "0.0125", Some("USD")),
            ("1,500", "1500.00", None),
            ("717,97", "717.97", None),
        ];
        for (text, amount, currency) in ways {
            assert_eq!(found(text, DecimalSign::Point), [(amount.to_string(), currency)], "{text}");
        }
    }

    #[test]
    fn three_digits_follow_the_habit_of_the_document() {
        assert_eq!(found("1,000", DecimalSign::Comma), [("1.00".to_string(), None)]);
        assert_eq!(found("1.000", DecimalSign::Comma), [("1000.00".to_string(), None)]);
        assert_eq!(found("2.000", DecimalSign::Point), [("2.00".to_string(), None)]);
        assert_eq!(decimal_sign("3,89 5,39 01.05.14 1.234,56"), DecimalSign::Comma);
        assert_eq!(decimal_sign("$3.89 and 1,234.56"), DecimalSign::Point);
    }

    #[test]
    fn numbers_in_names_are_no_amounts() {
        for text in ["DE232", "CON02858", "16GB", "1.2.3", "INV/2023"] {
            assert_eq!(found(text, DecimalSign::Point), [], "{text}");
        }
    }

    #[test]
    fn two_spaces_part_two_numbers() {
        let both = [("1.00".to_string(), None), ("399.00".to_string(), Some("EUR"))];
        assert_eq!(found("1  399,00 €", DecimalSign::Comma), both);
    }

    #[test]
    fn a_rate_is_no_money() {
        let rate = find("21 %", DecimalSign::Point);
        assert!(rate[0].percent && !rate[0].is_money());
    }
}
