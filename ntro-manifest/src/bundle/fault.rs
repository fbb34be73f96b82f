//! What is wrong with a front matter.

use std::fmt;

/// Why a text has no front matter that can be used.
///
/// ```
/// use ntro_manifest::FrontMatter;
/// use ntro_manifest::bundle::{FaultKind, FrontMatterError};
///
/// let text = "---\nslug: 12\nversion: 0.1.0\nstate: DRAFT\nauthor: ' '\n---\n";
/// let Err(FrontMatterError::Fields(faults)) = FrontMatter::parse(text) else { panic!() };
/// let kinds: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.kind)).collect();
/// assert_eq!(kinds, [
///     ("slug", FaultKind::WrongType), ("name", FaultKind::Missing), ("author", FaultKind::Blank),
/// ]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrontMatterError {
    /// The file does not begin with a front matter.
    #[error("runbook.md does not begin with `---`; put the front matter between two such lines at its top")]
    Missing,
    /// The file begins with a byte order mark, behind which the peer sees no front matter.
    #[error(
        "runbook.md begins with a byte order mark, behind which the peer sees no front matter; save it as \
         UTF-8 without one"
    )]
    ByteOrderMark,
    /// There is nothing in it.
    #[error(
        "the front matter of runbook.md is empty; write the fields slug, name, version, state and author"
    )]
    Empty,
    /// The second fence is not there.
    #[error("the front matter of runbook.md has no end; put a line `---` below its last field")]
    Unclosed,
    /// It is not YAML.
    #[error("the front matter of runbook.md is not YAML: {message}")]
    Yaml {
        /// Where and why, with lines counted in the file.
        message: String,
    },
    /// It is YAML of another kind.
    #[error("the front matter of runbook.md is {found}; write fields, such as `slug: month-end`")]
    NotMapping {
        /// What it is.
        found: String,
    },
    /// Fields are missing or wrong: all of them.
    #[error("{}", lines(.0))]
    Fields(Vec<FieldFault>),
}

/// What is wrong with one field.
///
/// ```
/// use ntro_manifest::bundle::{FaultKind, FieldFault};
///
/// let fault = FieldFault {
///     field: "steps[1].id".into(), kind: FaultKind::Duplicate, message: "`review` is there twice".into(),
/// };
/// assert_eq!(fault.to_string(), "steps[1].id: `review` is there twice");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Where, such as `steps[1].id`.
    pub field: String,
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong, and the remedy.
    pub message: String,
}

/// What kind of fault a field has.
///
/// ```
/// use ntro_manifest::bundle::FaultKind;
///
/// // The peer has one code for these two, and none for the others.
/// let is_field_missing = |kind| matches!(kind, FaultKind::Missing | FaultKind::Blank);
/// assert!(is_field_missing(FaultKind::Blank) && !is_field_missing(FaultKind::Duplicate));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// It is not there, or null.
    Missing,
    /// It is a text of nothing but spaces.
    Blank,
    /// It is not of the type that it must have, such as a number where a text belongs.
    WrongType,
    /// It has the right type and cannot be, such as a slug with spaces.
    Invalid,
    /// It says what another one has said.
    Duplicate,
    /// It names a screen component that nobody knows.
    UnknownComponent,
}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

fn lines(faults: &[FieldFault]) -> String {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    format!("the front matter of runbook.md is not fit: {}", faults.join("; "))
}
