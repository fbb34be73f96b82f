//! Refuses files whose objects nest beyond all measure.
//!
//! Arrays in arrays in arrays exhaust the stack of a parser, and an exhausted
//! stack ends the whole process: it cannot be caught.

use super::DocumentError;

/// The most `[` or `<<` that may stand one after the other.
const MAX_RUN: usize = 256;

/// Checks for runs of opening brackets.
pub(super) fn check(bytes: &[u8]) -> Result<(), DocumentError> {
    let mut run = 0;
    for byte in bytes {
        match byte {
            b'[' | b'<' => run += 1,
            b' ' | b'\r' | b'\n' | b'\t' => {}
            _ => run = 0,
        }
        if run > 2 * MAX_RUN {
            return Err(DocumentError::Broken { what: "its objects nest without end" });
        }
    }
    Ok(())
}
