//! Why a file is no sheet of expenses.

/// Why a file is no sheet of expenses: one sentence for whoever sent it, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// Nothing is in it.
    #[error("the file is empty; send the sheet with its rows")]
    Empty,
    /// It is larger than any sheet that is read.
    #[error("the file is too large: more than {limit} bytes; split it and send the parts")]
    TooLarge {
        /// How many bytes are accepted, unpacked.
        limit: usize,
    },
    /// It has more rows than any sheet that is read.
    #[error("the file has more than {limit} rows; split it and send the parts")]
    TooLong {
        /// How many rows are read.
        limit: usize,
    },
    /// It is a workbook of the nineties, or one with a password: both look the same from outside.
    #[error("the workbook is of the old format or has a password; save it as .xlsx without one, or as CSV")]
    OldOrEncrypted,
    /// It is neither text nor a workbook.
    #[error("the file is neither CSV nor an XLSX workbook; export the sheet as one of these")]
    NotASheet,
    /// No row says what the columns are.
    #[error(
        "no row of the sheet says what its columns are; it needs a heading with at least a vendor, a date and \
         an amount"
    )]
    NoHeading,
    /// It claims to be a workbook, and is none.
    #[error("the workbook is damaged: {reason}; open it, save it again, and send that")]
    Broken {
        /// What its reader says.
        reason: String,
    },
}
