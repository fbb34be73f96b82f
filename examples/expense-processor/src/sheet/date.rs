//! What people write where a day is meant.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use fund_values::Day;

use super::cell::Cell;
use crate::fold::words;

/// The numbers by which workbooks count days, from 1954 to 2119: what is outside is no day of an expense.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// The first letters of the months in the languages that are read, January first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fev"],
    &["mar", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// In which order the other cells of a column have day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// What a cell says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// This one.
    Day(Day),
    /// One of these two, and nothing in the sheet tells which.
    Either(Day, Day),
    /// None.
    Nothing,
}

/// The day in a cell.
pub(super) fn day(cell: &Cell, order: Option<Order>) -> Read {
    let found = match cell {
        Cell::Day(day) => Some(*day),
        Cell::Empty => None,
        Cell::Number(number) => number.to_string().strip_suffix(".00").and_then(counted),
        Cell::Text(text) => match slashed(text) {
            Some(parts) => return in_order(parts, order),
            None => iso(text).or_else(|| dotted(text)).or_else(|| named(text)).or_else(|| counted(text)),
        },
    };
    found.map_or(Read::Nothing, Read::Day)
}

/// The order that a cell proves: a 17th month there is not.
pub(super) fn order(cell: &Cell) -> Option<Order> {
    let Cell::Text(text) = cell else { return None };
    match slashed(text)? {
        (first, 1..=12, _) if first > 12 => Some(Order::DayFirst),
        (1..=12, second, _) if second > 12 => Some(Order::MonthFirst),
        _ => None,
    }
}

fn in_order((first, second, year): (u32, u32, u32), order: Option<Order>) -> Read {
    let (day_first, month_first) = (Day::new(year, second, first), Day::new(year, first, second));
    match (day_first, month_first, order) {
        (Some(one), Some(other), None) if one != other => Read::Either(one, other),
        (Some(day), _, None | Some(Order::DayFirst)) => Read::Day(day),
        (_, Some(day), None | Some(Order::MonthFirst)) => Read::Day(day),
        _ => Read::Nothing,
    }
}

/// `2026-03-17`, with `/` or `.` as well, and with a time behind it.
fn iso(text: &str) -> Option<Day> {
    let day = text.split(['T', ' ']).next()?;
    let parts = numbers(day, &['-', '/', '.'])?;
    let four = day.find(|letter: char| !letter.is_ascii_digit()) == Some(4);
    if four { Day::new(parts.0, parts.1, parts.2) } else { None }
}

/// `17.3.2026` and `17.03.26`: with points, the day is first.
fn dotted(text: &str) -> Option<Day> {
    let (day, month, year) = numbers(text, &['.'])?;
    Day::new(whole_year(year, text)?, month, day)
}

/// `3/17/2026`, `17-3-26`: which is the month, the text alone does not say.
fn slashed(text: &str) -> Option<(u32, u32, u32)> {
    let (first, second, year) = numbers(text, &['/']).or_else(|| numbers(text, &['-']))?;
    Some((first, second, whole_year(year, text)?)).filter(|_| first <= 31 && second <= 31)
}

/// The year that the end of a text names: in full, or by its last two digits.
fn whole_year(year: u32, text: &str) -> Option<u32> {
    match text.trim().chars().rev().take_while(char::is_ascii_digit).count() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// Three numbers with one of these between them.
fn numbers(text: &str, separators: &[char]) -> Option<(u32, u32, u32)> {
    let parts: Vec<&str> = text.trim().split(separators).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    Some((number(first)?, number(second)?, number(third)?))
}

/// `17 March 2026`, `17-Mar-26`, `March 17, 2026`, `17. März 2026`, `17 de marzo de 2026`.
fn named(text: &str) -> Option<Day> {
    let words = words(text);
    let month = words.iter().find_map(|word| month(word))?;
    let numbers: Vec<&String> =
        words.iter().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit())).collect();
    let [day, year] = numbers.as_slice() else { return None };
    let day: u32 = day.trim_end_matches(char::is_alphabetic).parse().ok()?;
    Day::new(whole_year(year.parse().ok()?, year)?, month, day)
}

fn month(word: &str) -> Option<u32> {
    let is = |names: &[&str]| word.len() <= 10 && names.iter().any(|name| word.starts_with(name));
    let at = MONTHS.iter().position(|names| is(names))?;
    u32::try_from(at + 1).ok()
}

/// `20260317`, or the number by which a workbook counts the day: a date that lost its format.
fn counted(text: &str) -> Option<Day> {
    let number: i64 = text.trim().parse().ok()?;
    if text.trim().len() == 8 {
        let part = |value: i64| u32::try_from(value).ok();
        return Day::new(part(number / 10_000)?, part(number / 100 % 100)?, part(number % 100)?);
    }
    if !SERIALS.contains(&number) {
        return None;
    }
    let moment = ExcelDateTime::new(number as f64, ExcelDateTimeType::DateTime, false);
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Day::new(year.into(), month.into(), day.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<Order>) -> String {
        match day(&Cell::text(text), order) {
            Read::Day(day) => day.to_string(),
            Read::Either(one, other) => format!("{one} or {other}"),
            Read::Nothing => "nothing".into(),
        }
    }

    #[test]
    fn days_in_the_ways_of_several_countries_are_read() {
        for text in [
            "2026-03-17",
            "2026-03-17 10:30:00",
            "2026-03-17T10:30:00Z",
            "2026/03/17",
            "2026.03.17",
            "17.03.2026",
            "17.3.26",
            "17/03/2026",
            "3/17/2026",
            "17-3-26",
            "17 March 2026",
            "17-Mar-26",
            "March 17th, 2026",
            "17. März 2026",
            "17 mars 2026",
            "17 de marzo de 2026",
            "20260317",
            "46098",
        ] {
            assert_eq!(read(text, None), "2026-03-17", "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_neither_until_the_sheet_tells() {
        assert_eq!(read("03/04/2026", None), "2026-04-03 or 2026-03-04");
        assert_eq!(read("03/04/2026", Some(Order::DayFirst)), "2026-04-03");
        assert_eq!(read("03/04/2026", Some(Order::MonthFirst)), "2026-03-04");
        assert_eq!(read("04/04/2026", None), "2026-04-04");
        assert_eq!(order(&Cell::text("17/03/2026")), Some(Order::DayFirst));
        assert_eq!(order(&Cell::text("03/17/2026")), Some(Order::MonthFirst));
        assert_eq!(order(&Cell::text("03/04/2026")), None);
    }

    #[test]
    fn what_is_no_day_is_nothing() {
        for text in ["", "31/31/2026", "30.02.2026", "yesterday", "12", "Q1 2026", "17/03", "1234567"] {
            assert_eq!(read(text, None), "nothing", "{text}");
        }
    }
}
