//! What a lint says: the place, what is there, why it matters, what to do instead.

use std::fmt;

use crate::lint::rule::Rule;

/// Something that the source should not say.
///
/// It prints as a compiler's message: `file:line:column: rule: what`, then why and the remedy. Findings
/// are ordered by their places.
///
/// ```
/// use ntro_build::lint::{Finding, Rule};
///
/// let finding = Finding {
///     file: "src/lib.rs".into(),
///     line: 7,
///     column: 5,
///     rule: Rule::UnusedStep,
///     what: "the step `review` is never called".into(),
///     why: "people wait for a step that never comes".into(),
///     remedy: "call `Self::review(ctx)`".into(),
/// };
/// assert!(finding.to_string().starts_with("src/lib.rs:7:5: unused-step: the step `review`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, as the scan names it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// Which lint says so.
    pub rule: Rule,
    /// What is there.
    pub what: String,
    /// Why that is a problem.
    pub why: String,
    /// What to write instead.
    pub remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, rule, what, why, remedy } = self;
        write!(formatter, "{file}:{line}:{column}: {rule}: {what}")?;
        if !why.is_empty() {
            write!(formatter, "\n  why: {why}")?;
        }
        if !remedy.is_empty() {
            write!(formatter, "\n  remedy: {remedy}")?;
        }
        Ok(())
    }
}
