//! Refuses files whose objects nest beyond all measure.
//!
//! Arrays in dictionaries in arrays exhaust the stack of a parser, and an
//! exhausted stack ends the whole process: it cannot be caught. Long before
//! that, a parser that looks ahead becomes slow beyond use.

use super::DocumentError;
use super::parts::find;

/// Objects may be this deep in each other; real files stay below twenty.
const DEEPEST: usize = 200;

/// Checks the objects of a file, leaving out the contents of its streams.
pub(super) fn check(bytes: &[u8]) -> Result<(), DocumentError> {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        check_objects(&rest[..at])?;
        let body = &rest[at + b"stream".len()..];
        let Some(end) = find(body, b"endstream") else { return check_objects(body) };
        rest = &body[end + b"endstream".len()..];
    }
    check_objects(rest)
}

fn check_objects(bytes: &[u8]) -> Result<(), DocumentError> {
    let mut depth = Depth::default();
    depth.follow(bytes);
    depth.judge()
}

/// Follows how deep the objects of a text are in each other.
#[derive(Debug, Default)]
pub(super) struct Depth {
    depth: usize,
    deepest: usize,
    before: u8,
}

impl Depth {
    /// Follows a further piece of the text. The end of an object ends all
    /// nesting, so that brackets in strings do not add up over a whole file.
    pub(super) fn follow(&mut self, piece: &[u8]) {
        for byte in piece {
            match (self.before, byte) {
                (_, b'[') | (b'<', b'<') => self.depth += 1,
                (_, b']') | (b'>', b'>') => self.depth = self.depth.saturating_sub(1),
                (b'b', b'j') => self.depth = 0,
                _ => {}
            }
            self.deepest = self.deepest.max(self.depth);
            self.before = *byte;
        }
    }

    /// Refuses a text that was too deep.
    pub(super) fn judge(&self) -> Result<(), DocumentError> {
        if self.deepest > DEEPEST {
            return Err(DocumentError::Broken { what: "its objects nest without end" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_and_length_does_not() {
        let flat = "<< /A [1 2] >> ".repeat(10_000);
        assert_eq!(check(flat.as_bytes()), Ok(()));
        let unclosed = "1 0 obj [ ( endobj\n".repeat(10_000);
        assert_eq!(check(unclosed.as_bytes()), Ok(()));
        for deep in ["[1 ", "<< /A "] {
            assert!(check(deep.repeat(1_000).as_bytes()).is_err(), "{deep}");
        }
    }

    #[test]
    fn what_is_in_a_stream_is_no_object() {
        let file = format!("1 0 obj << >> stream\n{}\nendstream endobj", "[".repeat(10_000));
        assert_eq!(check(file.as_bytes()), Ok(()));
    }
}
