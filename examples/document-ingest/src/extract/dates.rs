//! Dates as people write them, found in running text.

use crate::extract::fold::fold_into;
use fund_values::Day;

/// Which number comes first in dates such as 03/04/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DayOrder {
    /// The day, as nearly everywhere.
    #[default]
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FoundDate {
    /// Which day.
    pub(super) day: Day,
    /// The byte at which it begins.
    pub(super) start: usize,
    /// The byte after its end.
    pub(super) end: usize,
    /// Whether the other order of day and month gives a real day, too.
    pub(super) ambiguous: bool,
}

/// The names of the months in several languages, folded; January first.
const MONTHS: [&str; 12] = [
    "january januar janvier januari enero gennaio janeiro styczen stycznia leden ledna tammikuu jaenner",
    "february februar fevrier februari febrero febbraio fevereiro luty lutego unor unora helmikuu feber",
    "march maerz mars maart marzo marco marzec marca brezen brezna maaliskuu mrz mrt",
    "april avril abril aprile kwiecien kwietnia duben dubna huhtikuu",
    "may mai mei mayo maggio maio maj maja kveten kvetna toukokuu",
    "june juni juin junio giugno junho czerwiec czerwca cerven cervna kesaekuu",
    "july juli juillet julio luglio julho lipiec lipca cervenec cervence heinaekuu",
    "august aout augustus agosto sierpien sierpnia srpen srpna elokuu augusti",
    "september septembre septiembre settembre setembro wrzesien wrzesnia zari syyskuu",
    "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika rijen rijna lokakuu",
    "november novembre noviembre novembro listopad listopada listopadu marraskuu",
    "december dezember decembre diciembre dicembre dezembro grudzien grudnia prosinec prosince joulukuu",
];

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Number { value: u32, digits: usize },
    Word(String),
    Sign(char),
}

/// A piece and where it stands.
#[derive(Debug, Clone)]
struct Placed {
    piece: Piece,
    start: usize,
    end: usize,
}

/// All dates in the text, from left to right.
pub(super) fn find(text: &str, order: DayOrder) -> Vec<FoundDate> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match date_at(&pieces, at, order) {
            Some((length, day, ambiguous)) => {
                let (start, end) = (pieces[at].start, pieces[at + length - 1].end);
                found.push(FoundDate { day, start, end, ambiguous });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The order that the unmistakable dates of a whole document follow.
pub(super) fn order_of(text: &str) -> DayOrder {
    let pieces = pieces(text);
    let (mut day_first, mut month_first) = (0, 0);
    for at in 0..pieces.len() {
        if let Some((_, [a, b, c])) = numeric(&pieces, at)
            && c.1 != 1
            && a.1 <= 2
        {
            day_first += usize::from(a.0 > 12 && b.0 <= 12);
            month_first += usize::from(b.0 > 12 && a.0 <= 12);
        }
    }
    if month_first > day_first { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}

/// Cuts the text into numbers, words and signs; spaces only separate.
fn pieces(text: &str) -> Vec<Placed> {
    let mut pieces: Vec<Placed> = Vec::new();
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let joined = pieces.last_mut().filter(|last| last.end == start);
        match (joined, character.to_digit(10)) {
            (Some(Placed { piece: Piece::Number { value, digits }, end: last, .. }), Some(digit)) => {
                *value = value.saturating_mul(10).saturating_add(digit);
                *digits += 1;
                *last = end;
            }
            (_, Some(digit)) => {
                let piece = Piece::Number { value: digit, digits: 1 };
                pieces.push(Placed { piece, start, end });
            }
            (Some(Placed { piece: Piece::Word(word), end: last, .. }), None) if character.is_alphabetic() => {
                fold_into(word, character);
                *last = end;
            }
            (_, None) if character.is_alphabetic() => {
                let mut word = String::new();
                fold_into(&mut word, character);
                pieces.push(Placed { piece: Piece::Word(word), start, end });
            }
            (_, None) if character.is_whitespace() => {}
            (_, None) => pieces.push(Placed { piece: Piece::Sign(character), start, end }),
        }
    }
    pieces
}

/// The date that begins at piece `at`: how many pieces it has, the day, and
/// whether it could be another one.
fn date_at(pieces: &[Placed], at: usize, order: DayOrder) -> Option<(usize, Day, bool)> {
    if let Some((length, [a, b, c])) = numeric(pieces, at) {
        let (day, ambiguous) = numeric_day(a, b, c, order)?;
        return Some((length, day, ambiguous));
    }
    let (length, day) = day_month_year(pieces, at).or_else(|| month_day_year(pieces, at))?;
    Some((length, day, false))
}

/// A number and how many digits it was written with.
type Number = (u32, usize);

/// Three numbers parted by the same sign: 07.05.2014, 2014-05-07, 31/12/17.
fn numeric(pieces: &[Placed], at: usize) -> Option<(usize, [Number; 3])> {
    let a = number(pieces, at)?;
    let sign = sign(pieces, at + 1)?;
    let b = number(pieces, at + 2)?;
    let c = number(pieces, at + 4)?;
    let same_signs = matches!(sign, '.' | '/' | '-') && self::sign(pieces, at + 3) == Some(sign);
    let goes_on = touches_number(pieces, at + 4) || (at >= 2 && touches_number(pieces, at - 2));
    (same_signs && !goes_on).then_some((5, [a, b, c]))
}

/// Whether the number at `at` is followed at once by a point and a further number.
fn touches_number(pieces: &[Placed], at: usize) -> bool {
    let adjacent = |left: usize| {
        let ends = pieces.get(left).zip(pieces.get(left + 1));
        ends.is_some_and(|(before, after)| before.end == after.start)
    };
    number(pieces, at).is_some()
        && matches!(sign(pieces, at + 1), Some('.' | '/'))
        && number(pieces, at + 2).is_some()
        && adjacent(at)
        && adjacent(at + 1)
}

/// The day three numbers stand for, and whether the other order is possible.
fn numeric_day(a: Number, b: Number, c: Number, order: DayOrder) -> Option<(Day, bool)> {
    if a.1 == 4 && b.1 <= 2 && c.1 <= 2 {
        return Day::new(a.0, b.0, c.0).map(|day| (day, false));
    }
    if a.1 > 2 || b.1 > 2 || !matches!(c.1, 2 | 4) {
        return None;
    }
    let year = full_year(c);
    let day_first = Day::new(year, b.0, a.0);
    let month_first = Day::new(year, a.0, b.0);
    let ambiguous = day_first.is_some() && month_first.is_some() && day_first != month_first;
    let day = match order {
        DayOrder::DayFirst => day_first.or(month_first),
        DayOrder::MonthFirst => month_first.or(day_first),
    }?;
    Some((day, ambiguous))
}

/// 3 August 2014, 7. Mai 2014, 1er mars 2015, 31-Dec-17, 5 de mayo de 2016.
fn day_month_year(pieces: &[Placed], at: usize) -> Option<(usize, Day)> {
    let day = number(pieces, at).filter(|day| day.1 <= 2)?;
    let mut next = skip(pieces, at + 1, &["st", "nd", "rd", "th", "er", "e", "de", "of", "di"]);
    let month = month(pieces, next)?;
    next = skip(pieces, next + 1, &["de", "of", "del"]);
    let year = number(pieces, next).filter(|year| matches!(year.1, 2 | 4))?;
    if year.1 == 2 && sign(pieces, next + 1) == Some(':') {
        return None;
    }
    Some((next + 1 - at, Day::new(full_year(year), month, day.0)?))
}

/// August 3, 2014 and Dec 31st 2017.
fn month_day_year(pieces: &[Placed], at: usize) -> Option<(usize, Day)> {
    let month = month(pieces, at)?;
    let mut next = skip(pieces, at + 1, &[]);
    let day = number(pieces, next).filter(|day| day.1 <= 2)?;
    next = skip(pieces, next + 1, &["st", "nd", "rd", "th"]);
    let year = number(pieces, next).filter(|year| year.1 == 4)?;
    Some((next + 1 - at, Day::new(year.0, month, day.0)?))
}

/// The place after signs and the given words, at most three of them.
fn skip(pieces: &[Placed], mut at: usize, words: &[&str]) -> usize {
    for _ in 0..3 {
        at += match pieces.get(at).map(|placed| &placed.piece) {
            Some(Piece::Sign('.' | ',' | '-' | '/' | '\'' | '’' | 'º' | '°')) => 1,
            Some(Piece::Word(word)) if words.contains(&word.as_str()) => 1,
            _ => 0,
        };
    }
    at
}

fn number(pieces: &[Placed], at: usize) -> Option<Number> {
    match pieces.get(at)?.piece {
        Piece::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

fn sign(pieces: &[Placed], at: usize) -> Option<char> {
    match pieces.get(at)?.piece {
        Piece::Sign(sign) => Some(sign),
        _ => None,
    }
}

/// The month (1 to 12) a word of at least three letters names or begins to name
/// in a way that fits one month only.
fn month(pieces: &[Placed], at: usize) -> Option<u32> {
    let Piece::Word(word) = &pieces.get(at)?.piece else { return None };
    if word.len() < 3 {
        return None;
    }
    let fits = |names: &&str| names.split(' ').any(|name| name.starts_with(word.as_str()));
    let exact = |names: &&str| names.split(' ').any(|name| name == word);
    let one_of = |fits: &dyn Fn(&&str) -> bool| {
        let mut months = (1..).zip(MONTHS).filter(|(_, names)| fits(names));
        months.next().filter(|_| months.next().is_none()).map(|(month, _)| month)
    };
    one_of(&exact).or_else(|| one_of(&fits))
}

/// The year with its century: 79 and below are of this one.
fn full_year((year, digits): Number) -> u32 {
    match (digits, year) {
        (2, 0..=79) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        find(text, DayOrder::DayFirst).iter().map(|found| found.day.to_string()).collect()
    }

    #[test]
    fn the_many_ways_to_write_a_date() {
        let ways = [
            ("2014-05-07", "2014-05-07"),
            ("07.05.2014", "2014-05-07"),
            ("07. 05. 2014", "2014-05-07"),
            ("7. Mai 2014", "2014-05-07"),
            ("3 August 2014", "2014-08-03"),
            ("August 3, 2014", "2014-08-03"),
            ("August 3 , 2014", "2014-08-03"),
            ("Dec 31st, 2017", "2017-12-31"),
            ("19 april 2014", "2014-04-19"),
            ("31/12/2017", "2017-12-31"),
            ("12/31/2017", "2017-12-31"),
            ("31 Dec 2017", "2017-12-31"),
            ("31-Dec-17", "2017-12-31"),
            ("18-04-2014", "2014-04-18"),
            ("1er février 2016", "2016-02-01"),
            ("02 août 2015", "2015-08-02"),
            ("5 de mayo de 2016", "2016-05-05"),
            ("12 dicembre 2019", "2019-12-12"),
            ("7. März 2021", "2021-03-07"),
            ("15 juil. 2020", "2020-07-15"),
            ("21.05.14", "2014-05-21"),
        ];
        for (text, day) in ways {
            assert_eq!(days(text), [day], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in ["192.168.10.14", "1.2.3.4", "12/2014", "99.99.2014", "3 August 12:30", "16 GB 2010"] {
            assert_eq!(days(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_period_is_two_dates() {
        assert_eq!(days("01.05.14-31.05.14"), ["2014-05-01", "2014-05-31"]);
    }

    #[test]
    fn the_order_is_learnt_from_dates_that_leave_no_doubt() {
        assert_eq!(order_of("03/04/2023 03/20/2023"), DayOrder::MonthFirst);
        assert_eq!(order_of("03/04/2023 20/03/2023"), DayOrder::DayFirst);
        assert_eq!(order_of("03/04/2023"), DayOrder::DayFirst);
        let found = find("03/04/2023", DayOrder::MonthFirst);
        assert_eq!(found[0].day.to_string(), "2023-03-04");
        assert!(found[0].ambiguous);
    }
}
