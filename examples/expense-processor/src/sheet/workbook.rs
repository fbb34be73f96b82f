//! The cells of an XLSX workbook, merged ones filled.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use fund_values::{Amount, Day};
use zip::ZipArchive;

use super::cell::{Cell, Grid, Row};
use super::{MAX_ROWS, SheetError};

/// The most that a workbook may be unpacked: a few kilobytes can be made to fill any memory.
const MAX_UNPACKED: u64 = 100 * 1024 * 1024;

/// Columns beyond this are not read; the heading of a sheet of expenses is well within.
const MAX_COLUMNS: u32 = 100;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The tables of the sheets that people see.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, SheetError> {
    check_size(bytes)?;
    let mut book = Book::new(Cursor::new(bytes)).map_err(broken)?;
    let seen = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(seen).map(|sheet| sheet.name.clone()).collect();
    names.into_iter().map(|name| grid(&mut book, name)).collect()
}

/// Unpacks it once into nothing, since what a package says of its own size proves nothing.
fn check_size(bytes: &[u8]) -> Result<(), SheetError> {
    let damaged = |reason: String| SheetError::Broken { reason };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let unpacked = io::copy(&mut entry.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|error| damaged(error.to_string()))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(SheetError::TooLarge { limit: usize::try_from(MAX_UNPACKED).unwrap_or(usize::MAX) })?;
    }
    Ok(())
}

fn grid(book: &mut Book<'_>, name: String) -> Result<Grid, SheetError> {
    let merged = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut cells = cells(book, &name)?;
    merged.iter().for_each(|area| fill(&mut cells, area));
    let rows = cells.into_iter().map(|(row, columns)| {
        let width = columns.keys().next_back().map_or(0, |last| *last as usize + 1);
        let mut cells = vec![Cell::Empty; width];
        for (column, cell) in columns {
            cells[column as usize] = cell;
        }
        Row { number: row as usize + 1, cells }
    });
    Ok(Grid { name: Some(name), rows: rows.collect() })
}

type Cells = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// The cells with something in them, one after the other: a table from the first to the last one could be
/// a thousand million cells of nothing.
fn cells(book: &mut Book<'_>, name: &str) -> Result<Cells, SheetError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Cells::new();
    while let Some(found) = reader.next_cell().map_err(broken)? {
        let (row, column) = found.get_position();
        let cell = cell(found.get_value());
        if column >= MAX_COLUMNS || cell.is_empty() {
            continue;
        }
        cells.entry(row).or_default().insert(column, cell);
        if cells.len() > MAX_ROWS {
            return Err(SheetError::TooLong { limit: MAX_ROWS });
        }
    }
    Ok(cells)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(Amount::new(*number, 0)),
        // Formulas leave noise in the last digits.
        DataRef::Float(number) => {
            let text = format!("{number:.6}");
            text.parse().map_or_else(|_| Cell::text(&text), Cell::Number)
        }
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = Day::new(year.into(), month.into(), day.into());
            day.map_or_else(|| Cell::text(&moment.as_f64().to_string()), Cell::Day)
        }
        DataRef::Bool(value) => Cell::text(if *value { "yes" } else { "no" }),
        DataRef::Error(error) => Cell::text(&error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

/// Gives each row of a merged area what only its first row has. Only downwards, and only rows that have
/// something else: a title across ten columns is one title.
fn fill(cells: &mut Cells, area: &Dimensions) {
    let Some(first) = cells.get(&area.start.0).and_then(|row| row.get(&area.start.1)).cloned() else {
        return;
    };
    let below = cells.range_mut(area.start.0..=area.end.0.max(area.start.0)).skip(1);
    for (_, row) in below {
        row.entry(area.start.1).or_insert_with(|| first.clone());
    }
}

fn broken(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::OldOrEncrypted,
        error => SheetError::Broken { reason: super::tidy(&error.to_string()) },
    }
}
