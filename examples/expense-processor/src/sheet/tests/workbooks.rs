//! Workbooks as nobody should send them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::*;

const SAMPLE: &[u8] = include_bytes!("../../../sample/card-april.xlsx");

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Card" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook of one sheet with these cells, each a place and a text.
fn workbook(cells: &[(&str, &str)], padding: usize) -> Vec<u8> {
    let row = |place: &str| place.trim_start_matches(|letter: char| letter.is_alphabetic()).to_owned();
    let cell = |(place, text): &(&str, &str)| {
        let row = row(place);
        format!(r#"<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
    };
    let rows: String = cells.iter().map(cell).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("padding", &" ".repeat(padding)),
    ] {
        package.start_file(name, SimpleFileOptions::default()).expect("starts");
        package.write_all(content.as_bytes()).expect("writes");
    }
    package.finish().expect("ends").into_inner()
}

const EXPENSE: [(&str, &str); 6] = [
    ("A1", "Vendor"),
    ("B1", "Date"),
    ("C1", "Amount"),
    ("A2", "Uber"),
    ("B2", "2026-03-01"),
    ("C2", "12.00"),
];

#[test]
fn a_cell_at_the_end_of_the_world_costs_nothing() {
    let far = [EXPENSE.as_slice(), &[("XFD1048576", "x"), ("A1048576", "x")]].concat();
    let sheet = read(&workbook(&far, 0)).expect("a sheet");
    assert_eq!((sheet.found.len(), sheet.left_out[0].count), (1, 1));
}

#[test]
fn a_few_bytes_that_fill_any_memory_are_refused() {
    let bomb = workbook(&EXPENSE, 101 * 1024 * 1024);
    assert!(bomb.len() < MAX_BYTES);
    assert!(matches!(read(&bomb), Err(SheetError::TooLarge { .. })));
}

#[test]
fn a_workbook_that_was_cut_off_or_garbled_is_an_error_and_no_panic() {
    for at in (4..SAMPLE.len()).step_by(211) {
        assert!(read(&SAMPLE[..at]).is_err(), "cut off at {at}");
        let mut garbled = SAMPLE.to_vec();
        garbled[at] ^= 0xFF;
        // Some bytes matter to nobody; what counts is that it comes back.
        let _ = read(&garbled);
    }
}

#[test]
fn a_workbook_without_expenses_says_what_is_missing() {
    assert_eq!(read(&workbook(&[("A1", "Dear Anna")], 0)), Err(SheetError::NoHeading));
    assert_eq!(read(&workbook(&[], 0)), Err(SheetError::Empty));
}
