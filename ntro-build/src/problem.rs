//! What is wrong with a package, and where.

use std::fmt;

use proc_macro2::Span;

/// A place in a file of the package.
///
/// ```
/// let place = ntro_build::Place { file: "src/close.rs".into(), line: 12, column: 5 };
/// assert_eq!(place.to_string(), "src/close.rs:12:5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the package, with `/` between its parts.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
}

/// Something wrong: where, what, and what to do about it.
///
/// ```
/// use ntro_build::{Place, Problem};
///
/// let place = Place { file: "src/lib.rs".into(), line: 3, column: 1 };
/// let problem = Problem { place, message: "there is no file for `mod close`; write it".into() };
/// assert_eq!(problem.to_string(), "src/lib.rs:3:1: there is no file for `mod close`; write it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, and the remedy.
    pub message: String,
}

impl Place {
    /// Where a token of a file stands.
    pub(crate) fn of(file: &str, span: Span) -> Self {
        let start = span.start();
        Self { file: file.to_owned(), line: start.line, column: start.column + 1 }
    }

    /// The byte of a text as a place.
    pub(crate) fn of_offset(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
        Self { file: file.to_owned(), line, column }
    }

    /// The beginning of a file.
    pub(crate) fn start_of(file: &str) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1 }
    }
}

impl Problem {
    pub(crate) fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
