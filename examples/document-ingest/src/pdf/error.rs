//! Why no text can be had from a document.

use super::sandbox::Fault;

/// Why no text can be had from a document. None of these goes away by trying
/// again: the document itself has to be replaced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes do not begin as a PDF does.
    #[error("the document is not a PDF: no `%PDF-` in its first 1024 bytes; submit a PDF file")]
    NotAPdf,
    /// The PDF is damaged.
    #[error("the PDF is broken: {what}; open it in a viewer, save or print it to a new PDF, and submit that")]
    Broken {
        /// What is damaged.
        what: &'static str,
    },
    /// The PDF opens only with a password.
    #[error("the PDF is encrypted and opens only with a password; submit a copy without password")]
    Encrypted,
    /// The PDF is encrypted in a way that is not known here.
    #[error("the PDF is encrypted by an unknown or damaged method; submit a copy that is not encrypted")]
    UnknownEncryption,
    /// There is nothing in the document.
    #[error("the PDF is empty: it has {what}; check that the upload is complete and submit it again")]
    Empty {
        /// What is missing.
        what: &'static str,
    },
    /// The pages show pictures (a scan, a photo) but hold no text.
    #[error(
        "the PDF holds only pictures on its {pages} page(s), no text; run text recognition (OCR) \
         over it and submit the result"
    )]
    ImageOnly {
        /// How many pages it has.
        pages: usize,
    },
    /// The pages show text whose characters cannot be told from the file.
    #[error(
        "the PDF shows text, but its fonts do not say which characters they are; print it to a new \
         PDF or run text recognition (OCR) over it, and submit that"
    )]
    Unreadable,
    /// The document is beyond a bound of this program.
    #[error("the PDF is too large: more than {limit} {what}; split it and submit the parts")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much is accepted.
        limit: u64,
    },
}

impl DocumentError {
    /// The interpreter gave up in a way it should not.
    pub(super) fn interpreter() -> Self {
        Self::Broken { what: "its contents cannot be interpreted" }
    }
}

impl From<Fault> for DocumentError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Overrun => {
                Self::TooLarge { what: "drawing operations", limit: super::MAX_OPERATIONS as u64 }
            }
            Fault::Panicked | Fault::NoThread => Self::interpreter(),
        }
    }
}
