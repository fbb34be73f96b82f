//! The cells of delimited text, whatever its delimiter and encoding.

use std::borrow::Cow;

use csv::ReaderBuilder;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::cell::{Cell, Grid, Row};
use super::{MAX_ROWS, SheetError, heading};

/// What parts the cells of a row, the most usual one first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How many lines tell which of them it is.
const SAMPLE: usize = 60;

/// The table in a text.
pub(super) fn grid(bytes: &[u8]) -> Result<Grid, SheetError> {
    let text = decoded(bytes).ok_or(SheetError::NotASheet)?;
    let sample: String = text.split_inclusive('\n').take(SAMPLE).collect();
    let known = |delimiter: &u8| {
        let grid = cells(&sample, *delimiter, SAMPLE);
        grid.ok().and_then(|grid| heading::find(&grid)).map_or(0, |heading| heading.known())
    };
    // Of several that find as much, the first one.
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| known(delimiter));
    cells(&text, best.copied().unwrap_or(b','), MAX_ROWS)
}

/// The text in the bytes, if it is one.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = [(&[0xFF, 0xFE], UTF_16LE), (&[0xFE, 0xFF], UTF_16BE)];
    if let Some((mark, encoding)) = wide.into_iter().find(|(mark, _)| bytes.starts_with(*mark)) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark.len()..]);
    }
    if bytes.contains(&0) || bytes.starts_with(b"%PDF") {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

fn cells(text: &str, delimiter: u8, limit: usize) -> Result<Grid, SheetError> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    for record in reader.records() {
        let record = record.map_err(|error| SheetError::Broken { reason: error.to_string() })?;
        let number = record.position().map_or(0, |position| position.line());
        let cells: Vec<Cell> = record.iter().map(Cell::text).collect();
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        if grid.rows.len() == limit {
            return Err(SheetError::TooLong { limit });
        }
        grid.rows.push(Row { number: usize::try_from(number).unwrap_or(usize::MAX), cells });
    }
    Ok(grid)
}
