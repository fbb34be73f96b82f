//! From the bytes of a PDF to its words and where they stand.
//!
//! The interpreter is `hayro`: it applies the matrices of nested forms, reads
//! hidden text layers of scans, decrypts what opens without a password, bounds
//! its own nesting and is free of unsafe code. What it might still do wrong on
//! a hostile file is caught in a sandbox, and every bound here is on sizes,
//! never on a clock: the same file gives the same answer on every machine.

mod error;
mod glyphs;
mod lines;
mod nesting;
mod parts;
mod sandbox;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::layout::{Layout, Page};
pub use error::DocumentError;
use glyphs::{Drawn, Reader};

/// The largest PDF that is opened, in bytes (25 MiB).
pub const MAX_BYTES: usize = 25 * 1024 * 1024;
/// The most pages that are read.
pub const MAX_PAGES: usize = 1_000;
/// The most drawing operations that are followed in one document: a page full of
/// text has some 5,000.
pub const MAX_OPERATIONS: usize = 5_000_000;
/// The largest size one compressed part may unfold to, in bytes (256 MiB).
pub const MAX_UNFOLDED: u64 = 256 * 1024 * 1024;

/// Reads the words of a PDF without blocking the caller's other tasks.
///
/// # Errors
/// A [`DocumentError`] when the bytes are no PDF, are broken, need a password,
/// hold no text, or are beyond the bounds of this module.
pub async fn read(bytes: Vec<u8>) -> Result<Layout, DocumentError> {
    let reading = tokio::task::spawn_blocking(move || read_blocking(bytes));
    reading.await.unwrap_or_else(|_| Err(DocumentError::interpreter()))
}

/// Reads the words of a PDF on a thread of its own and waits for it.
///
/// # Errors
/// As [`read`].
pub fn read_blocking(bytes: Vec<u8>) -> Result<Layout, DocumentError> {
    check_envelope(&bytes)?;
    sandbox::run(move || read_pages(bytes)).unwrap_or_else(|fault| Err(fault.into()))
}

/// What can be said of the bytes before any of them is interpreted.
fn check_envelope(bytes: &[u8]) -> Result<(), DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty { what: "0 bytes" });
    }
    if bytes.len() > MAX_BYTES {
        return Err(DocumentError::TooLarge { what: "bytes", limit: MAX_BYTES as u64 });
    }
    let head = &bytes[..bytes.len().min(1024)];
    if !head.windows(5).any(|five| five == b"%PDF-") {
        return Err(DocumentError::NotAPdf);
    }
    nesting::check(bytes)?;
    parts::check(bytes)
}

/// Interprets every page; may panic where the interpreter has a defect.
fn read_pages(bytes: Vec<u8>) -> Result<Layout, DocumentError> {
    let pdf = Pdf::new(bytes).map_err(unopened)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(DocumentError::Empty { what: "0 pages" });
    }
    if pages.len() > MAX_PAGES {
        return Err(DocumentError::TooLarge { what: "pages", limit: MAX_PAGES as u64 });
    }
    let mut reader = Reader::new(&pdf);
    let mut drawn = Drawn::default();
    let mut layout = Layout::default();
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let glyphs = reader.read(page, &mut drawn);
        layout.pages.push(Page { width, height, lines: lines::compose(glyphs) });
    }
    drawn.judge(&layout)?;
    Ok(layout)
}

/// Why a PDF did not open, in our words.
fn unopened(error: LoadPdfError) -> DocumentError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => DocumentError::Encrypted,
        LoadPdfError::Decryption(_) => DocumentError::UnknownEncryption,
        LoadPdfError::Invalid => DocumentError::Broken { what: "its pages cannot be found" },
    }
}
