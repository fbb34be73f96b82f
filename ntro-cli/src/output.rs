//! What the program writes: results on standard output, everything else on standard error.

use std::io::{self, Write as _};
use std::sync::OnceLock;

use ntro_console::{Screen, one_line};
use ntro_workflow::Timestamp;
use serde::Serialize;

use crate::failure::Failure;

/// Why a part of the result could not be written. It is told once, when the command is done.
static LOST: OnceLock<String> = OnceLock::new();

/// Writes a line of the result. What cannot be written is no reason to stop half-way; that nobody reads to the end
/// is none to complain either.
pub(crate) fn say(text: &str) {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            LOST.get_or_init(|| error.to_string());
        }
        Ok(()) | Err(_) => {}
    }
}

/// Whether all of the result was written.
pub(crate) fn complete() -> Result<(), Failure> {
    match LOST.get() {
        None => Ok(()),
        Some(error) => {
            Err(Failure::failed(format!("the result cannot be written to standard output: {error}")))
        }
    }
}

/// Writes the result as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value);
    say(&text.map_err(|error| Failure::failed(format!("the result cannot be written as JSON: {error}")))?);
    Ok(())
}

/// Writes what went wrong, or how far it is. Of what is quoted in it, a terminal obeys line breaks only.
pub(crate) fn complain(text: &str) {
    let lines: Vec<_> = text.split('\n').map(one_line).collect();
    Screen::Error.say(&format!("ntro: {}", lines.join("\n")));
}

/// Rows under each other, in columns as wide as their widest cell; each row in one line.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    // The last column needs no padding. A width of the formatter's would panic above 65,535.
    let padded = |(column, cell): (usize, &String)| match column + 1 == columns {
        true => cell.clone(),
        false => cell.clone() + &" ".repeat(widths[column] - cell.chars().count()),
    };
    let line = |row: &Vec<String>| {
        let cells: Vec<_> = row.iter().enumerate().map(padded).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How long ago, in the largest unit that says enough.
pub(crate) fn age(since: Timestamp) -> String {
    let seconds = Timestamp::now().as_second().saturating_sub(since.as_second()).max(0);
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3_600 => format!("{}m", seconds / 60),
        3_600..86_400 => format!("{}h", seconds / 3_600),
        _ => format!("{}d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(table(&[row(["é", "b"]), row(["long", ""])]), "é     b\nlong");
        assert_eq!(table(&[]), "");
    }

    #[test]
    fn a_cell_may_be_longer_than_any_width_and_is_one_line() {
        let (long, row) = ("x".repeat(70_000), |cells: [&str; 2]| cells.map(str::to_owned).to_vec());
        let lines = table(&[row([&long, "b"]), row(["a\nb\u{1b}[2J", "c"])]);
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].ends_with("x  b") && lines[1].starts_with("a b [2J "), "a line is broken");
    }

    #[test]
    fn an_age_has_one_unit() {
        let now = Timestamp::now().as_second();
        let ago = |seconds| age(Timestamp::from_second(now - seconds).expect("a time"));
        assert_eq!([ago(150), ago(7_300), ago(200_000)], ["2m", "2h", "2d"]);
        assert_eq!(ago(-100), "0s", "a clock that goes wrong");
    }
}
