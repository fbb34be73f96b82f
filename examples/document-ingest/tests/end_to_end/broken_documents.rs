//! Documents without text: a clear failed step at the first attempt, and no loop of retries.

use crate::desk::Desk;
use crate::history::History;
use crate::program::ingest;
use crate::support::pdf::{Sheet, locked_pdf, pdf};

/// Takes the document through the command, and sees it fail with this type and this reason.
#[track_caller]
fn fails(bytes: &[u8], kind: &str, reason: &str) {
    let desk = Desk::new();
    let said = ingest(&desk, &desk.lay("document.pdf", bytes), "approve");
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.sentence().contains(reason), "{said:?}");
    let failed = said.stdout.lines().find(|line| line.contains("✘ Parse PDF"));
    assert!(failed.is_some_and(|line| line.contains(reason)), "{said:?}");
    assert!(!said.stdout.contains("Extract fields"), "the later steps are not reached: {said:?}");
    let history = History::of(said.run());
    assert_eq!(history.failure_type(), Some(kind));
    assert_eq!(history.attempts(), [1], "no attempt after the first can mend it");
}

fn text() -> Sheet {
    Sheet::default().text(50.0, 50.0, 10.0, "Invoice")
}

#[test]
fn what_is_no_pdf() {
    fails(b"PK\x03\x04 a spreadsheet", "BrokenDocument", "the document is not a PDF");
}

#[test]
fn a_pdf_that_was_cut_off() {
    fails(&pdf(&[text()])[..40], "BrokenDocument", "the PDF is broken");
}

#[test]
fn a_pdf_with_a_password() {
    fails(&locked_pdf(&[text()]), "EncryptedDocument", "opens only with a password");
}

#[test]
fn an_empty_file() {
    fails(b"", "EmptyDocument", "the PDF is empty: it has 0 bytes");
}

#[test]
fn a_pdf_of_blank_pages() {
    fails(&pdf(&[Sheet::default()]), "EmptyDocument", "the PDF is empty: it has only blank pages");
}

#[test]
fn a_scan_without_text() {
    fails(&pdf(&[Sheet::default().picture()]), "NoTextInDocument", "only pictures on its 1 page(s)");
}
