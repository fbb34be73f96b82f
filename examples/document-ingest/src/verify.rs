//! How much of the extraction is right, measured on documents with known answers.

mod compare;
mod expected;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use crate::extract::{self, ExtractError};
use crate::pdf;
pub use report::{Checked, Document, Outcome, Report, Tally};

/// Why a directory cannot be verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The directory or a file in it cannot be read.
    #[error("cannot read {path}: {source}; check that it is there and may be read")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The expected values are not in the known shape.
    #[error("{path} does not hold expected values: {reason}; it must be a list of one object")]
    NotExpected {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// No PDF in the directory has expected values beside it.
    #[error("{path} has no PDF with a JSON file of the same name beside it; name a directory that has")]
    Nothing {
        /// Which directory.
        path: PathBuf,
    },
    /// There are no rules for the schema.
    #[error(transparent)]
    Extract(#[from] ExtractError),
}

/// Compares the extraction of each `*.pdf` of a directory with the `*.json`
/// beside it: a list of one object with `issuer`, `invoice_number`, `date`,
/// `currency`, `amount` and `lines`. A PDF that cannot be read has all its
/// values missing. Blocks while it reads.
///
/// # Errors
/// A [`VerifyError`] when the directory or the expected values cannot be read.
pub fn verify(directory: &Path, schema_slug: &str) -> Result<Report, VerifyError> {
    extract::check_schema(schema_slug)?;
    let mut documents = Vec::new();
    for path in pdfs(directory)? {
        let answers = path.with_extension("json");
        if answers.is_file() {
            documents.push(check(&path, &answers, schema_slug)?);
        }
    }
    if documents.is_empty() {
        return Err(VerifyError::Nothing { path: directory.to_owned() });
    }
    Ok(Report { documents })
}

/// The PDFs of the directory in the order of their names.
fn pdfs(directory: &Path) -> Result<Vec<PathBuf>, VerifyError> {
    let unreadable = |source| VerifyError::Unreadable { path: directory.to_owned(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        if is_pdf {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Compares one document with its answers.
fn check(path: &Path, answers: &Path, schema_slug: &str) -> Result<Document, VerifyError> {
    let read = |path: &Path| {
        fs::read(path).map_err(|source| VerifyError::Unreadable { path: path.to_owned(), source })
    };
    let expected = expected::decode(&read(answers)?)
        .map_err(|reason| VerifyError::NotExpected { path: answers.to_owned(), reason })?;
    let layout = pdf::read_blocking(read(path)?);
    let (extracted, failure) = match layout {
        Ok(layout) => (Some(extract::extract(schema_slug, &layout)?), None),
        Err(error) => (None, Some(error.to_string())),
    };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Document { name, failure, fields: compare::all(&expected, extracted.as_ref()) })
}
