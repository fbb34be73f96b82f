//! From the bytes of a spreadsheet to the expenses in it.
//!
//! | file | idea |
//! | --- | --- |
//! | `csv` | the cells of delimited text, whatever its delimiter and encoding |
//! | `workbook` | the cells of an XLSX workbook, merged ones filled |
//! | `heading` | which row says what the columns are |
//! | `date`, `number` | what people write where a day or an amount is meant |
//! | `rows` | from the rows below the heading to expenses |

mod cell;
mod csv;
mod date;
mod error;
mod heading;
mod number;
mod rows;
mod workbook;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fund_values::{Amount, Day};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use error::SheetError;

/// The most bytes that a file may have.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The most rows that are read of one file, before anybody asks how many may be reviewed at once.
const MAX_ROWS: usize = 50_000;

/// The most characters that are kept of a cell: nobody reviews a novel.
const MAX_TEXT: usize = 200;

/// One expense as a sheet has it: nothing is made up for what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Where in the file, for people: `row 7`, or `March row 7` in a workbook.
    pub place: String,
    /// Who was paid.
    pub vendor: Option<String>,
    /// When.
    pub expense_date: Option<Day>,
    /// Three capital letters.
    pub currency: Option<String>,
    /// How much, taxes included; negative on a credit note.
    pub amount_gross: Option<Amount>,
    /// The value-added tax in it.
    pub vat_amount: Option<Amount>,
    /// By card, by transfer, …
    pub payment_method: Option<String>,
    /// The number of the bill.
    pub reference: Option<String>,
    /// What the sheet calls its kind.
    pub category: Option<String>,
    /// What the sheet says besides.
    pub notes: Option<String>,
    /// The cells that have something in them which could not be read, by field.
    #[serde(default)]
    pub unread: BTreeMap<String, String>,
}

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The expenses, from top to bottom.
    pub found: Vec<Found>,
    /// How many rows there are that are no expense, and why; totals and repeated headings do not count.
    pub left_out: Vec<LeftOut>,
    /// What a person should know of the sheet as a whole.
    pub remarks: Vec<String>,
}

/// Rows that are no expense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// Reads a file by what is in it, not by what it is called. Blocks while it reads.
///
/// # Errors
/// [`SheetError`]: one sentence with the remedy. No file makes it panic.
pub fn read(bytes: &[u8]) -> Result<Sheet, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooLarge { limit: MAX_BYTES });
    }
    // The reader of workbooks is somebody else's, and files are anybody's.
    let grids = catch_unwind(AssertUnwindSafe(|| grids(bytes)))
        .unwrap_or_else(|_| Err(SheetError::Broken { reason: "its reader gave up".into() }))?;
    rows::found(&grids)
}

/// Reads one expense from the names and values of its columns, as if it were the row of a sheet.
///
/// # Errors
/// [`SheetError::NoHeading`] when the names do not say enough.
pub fn of_record(record: &BTreeMap<String, Value>) -> Result<Sheet, SheetError> {
    let cell = |value: &Value| match value {
        Value::Null => cell::Cell::Empty,
        Value::String(text) => cell::Cell::text(text),
        other => other
            .to_string()
            .parse()
            .map_or_else(|_| cell::Cell::text(&other.to_string()), cell::Cell::Number),
    };
    let heading = record.keys().map(|name| cell::Cell::text(name)).collect();
    let rows = vec![
        cell::Row { number: 0, cells: heading },
        cell::Row { number: 1, cells: record.values().map(cell).collect() },
    ];
    rows::found(&[cell::Grid { name: None, rows }])
}

fn grids(bytes: &[u8]) -> Result<Vec<cell::Grid>, SheetError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty);
    }
    if bytes.starts_with(b"PK") {
        return workbook::grids(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(SheetError::OldOrEncrypted);
    }
    csv::grid(bytes).map(|grid| vec![grid])
}

/// What is kept of a text: blanks at its ends and line breaks are not, nor what is beyond [`MAX_TEXT`].
fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|letter| !letter.is_control()).take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests;
