//! What the program writes: results on standard output, everything else on standard error.

use ntro_console::Screen;
use ntro_workflow::Timestamp;
use serde::Serialize;

use crate::failure::Failure;

/// Writes a line of the result. A closed pipe is not a reason to stop half-way.
pub(crate) fn say(text: &str) {
    Screen::Output.say(text);
}

/// Writes the result as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value);
    say(&text.map_err(|error| Failure::failed(format!("the result cannot be written as JSON: {error}")))?);
    Ok(())
}

/// Writes what went wrong, or how far it is.
pub(crate) fn complain(text: &str) {
    Screen::Error.say(&format!("ntro: {text}"));
}

/// Rows under each other, in columns as wide as their widest cell.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
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
    fn an_age_has_one_unit() {
        let now = Timestamp::now().as_second();
        let ago = |seconds| age(Timestamp::from_second(now - seconds).expect("a time"));
        assert_eq!([ago(150), ago(7_300), ago(200_000)], ["2m", "2h", "2d"]);
        assert_eq!(ago(-100), "0s", "a clock that goes wrong");
    }
}
