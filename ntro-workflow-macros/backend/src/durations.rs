//! How long something may take, as a person writes it: `"90m"`, `"24h"`, `"1d 12h"`.

use syn::LitStr;

use crate::errors::Problem;

/// The longest: a gate that waits longer waits without end.
const LONGEST: u64 = 365 * DAY;
const DAY: u64 = 24 * 60 * 60;

/// The units, from large to small, and the words that people use for them.
const UNITS: [(&str, u64, &[&str]); 4] = [
    ("d", DAY, &["day", "days"]),
    ("h", 60 * 60, &["hr", "hrs", "hour", "hours"]),
    ("m", 60, &["min", "mins", "minute", "minutes"]),
    ("s", 1, &["sec", "secs", "second", "seconds"]),
];

/// The seconds that a duration has, or why it is none.
pub(crate) fn seconds(literal: &LitStr) -> Result<u64, Problem> {
    let written = literal.value();
    let mut total: u64 = 0;
    let mut largest = LONGEST;
    for part in written.split_whitespace() {
        let (count, unit) = part.split_at(part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len()));
        let size = unit_of(literal, part, count, unit)?;
        if size >= largest {
            return Err(out_of_order(literal, &written));
        }
        largest = size;
        // Digits that are no `u64` are too many.
        let seconds = count.parse().ok().and_then(|count: u64| count.checked_mul(size));
        total = seconds.and_then(|seconds| total.checked_add(seconds)).ok_or_else(|| too_long(literal))?;
    }
    match total {
        0 => Err(no_time(literal, &written)),
        total if total > LONGEST => Err(too_long(literal)),
        total => Ok(total),
    }
}

fn unit_of(literal: &LitStr, part: &str, count: &str, unit: &str) -> Result<u64, Problem> {
    if let Some((_, size, _)) = UNITS.iter().find(|(letter, ..)| *letter == unit)
        && !count.is_empty()
    {
        return Ok(*size);
    }
    let rule = match (count, unit) {
        ("", _) => format!("`{part}` is no duration"),
        (_, "") => format!("`{part}` has no unit"),
        _ => format!("there is no unit `{unit}`"),
    };
    let folded = unit.to_lowercase();
    let meant = UNITS.iter().find(|(letter, _, words)| *letter == folded || words.contains(&&*folded));
    let remedy = match (count, meant) {
        ("", _) | (_, None) => {
            "write whole numbers with a unit each, such as `90m`, `24h` or `1d 12h`".to_owned()
        }
        (count, Some((letter, ..))) => format!("write `{count}{letter}`"),
    };
    Err(Problem::at(literal, rule)
        .note("the units are `d`, `h`, `m` and `s`, for days, hours, minutes and seconds")
        .help(remedy))
}

fn out_of_order(literal: &LitStr, written: &str) -> Problem {
    Problem::at(literal, format!("the units of `{written}` do not go from large to small"))
        .note("each of `d`, `h`, `m` and `s` is given once at most, so that nobody misreads the sum")
        .help("write it like `1d 12h`")
}

fn no_time(literal: &LitStr, written: &str) -> Problem {
    Problem::at(literal, format!("`{written}` is no time at all"))
        .note("whoever should answer would be late already")
        .help("leave `timeout` out to wait without end, or write for example `24h`")
}

fn too_long(literal: &LitStr) -> Problem {
    Problem::at(literal, "`timeout` is longer than 365 days")
        .note("a gate that may wait longer has, in effect, no deadline")
        .help("leave `timeout` out to wait without end, or write at most `365d`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    fn read(written: &str) -> Result<u64, String> {
        seconds(&LitStr::new(written, Span::call_site()))
            .map_err(|problem| problem.text().lines().next().unwrap_or_default().to_owned())
    }

    #[test]
    fn durations_are_sums_of_units() {
        for (written, expected) in [
            ("45s", 45),
            ("90m", 90 * 60),
            ("24h", DAY),
            ("2d", 2 * DAY),
            ("1d 12h", DAY + DAY / 2),
            (" 1d  2h 3m 4s ", DAY + 2 * 3600 + 3 * 60 + 4),
            ("365d", LONGEST),
        ] {
            assert_eq!(read(written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_duration_says_why() {
        for (written, expected) in [
            ("0m", "`0m` is no time at all"),
            ("0d 0h", "`0d 0h` is no time at all"),
            ("90", "`90` has no unit"),
            ("24 h", "`24` has no unit"),
            ("soon", "`soon` is no duration"),
            ("-5m", "`-5m` is no duration"),
            ("1.5h", "there is no unit `.5h`"),
            ("2w", "there is no unit `w`"),
            ("500ms", "there is no unit `ms`"),
            ("12h 1d", "the units of `12h 1d` do not go from large to small"),
            ("1h 1h", "the units of `1h 1h` do not go from large to small"),
            ("366d", "`timeout` is longer than 365 days"),
            ("365d 1s", "`timeout` is longer than 365 days"),
            ("18446744073709551615d", "`timeout` is longer than 365 days"),
            ("99999999999999999999s", "`timeout` is longer than 365 days"),
            ("１h", "`１h` is no duration"),
        ] {
            assert_eq!(read(written), Err(expected.to_owned()), "{written}");
        }
    }

    #[test]
    fn units_in_words_are_understood() {
        for (written, expected) in [("24hours", "write `24h`"), ("5Min", "write `5m`"), ("3D", "write `3d`")]
        {
            let problem = seconds(&LitStr::new(written, Span::call_site())).expect_err(written);
            assert!(problem.text().ends_with(expected), "{}", problem.text());
        }
    }
}
