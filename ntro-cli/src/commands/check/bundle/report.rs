//! What a validation found, printed as the Python package's command line prints it.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Issue {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// The file, relative to the bundle.
    pub(super) path: Option<&'static str>,
}

/// Everything that was found, in order.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) errors: Vec<Issue>,
    /// What could not be looked at.
    pub(super) warnings: Vec<Issue>,
}

impl Issue {
    pub(super) fn new(code: &'static str, path: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path }
    }

    fn line(&self, mark: char) -> String {
        let path = self.path.map_or_else(String::new, |path| format!("({path}) "));
        format!("{mark} [{}] {path}{}\n", self.code, self.message)
    }
}

impl Report {
    pub(super) fn error(&mut self, issue: Issue) {
        self.errors.push(issue);
    }

    pub(super) fn warning(&mut self, issue: Issue) {
        self.warnings.push(issue);
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.errors.iter().for_each(|issue| text.push_str(&issue.line('✗')));
        self.warnings.iter().for_each(|issue| text.push_str(&issue.line('!')));
        if self.errors.is_empty() && self.warnings.is_empty() {
            text.push_str("✓ all checks passed\n");
        }
        let verdict = if self.errors.is_empty() { "OK" } else { "FAIL" };
        let (errors, warnings) = (self.errors.len(), self.warnings.len());
        // Writing into a `String` cannot fail.
        let _ = write!(text, "{verdict} — {errors} errors, {warnings} warnings");
        text
    }

    pub(super) fn json(&self) -> Value {
        json!({ "ok": self.errors.is_empty(), "errors": self.errors, "warnings": self.warnings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_looked_at_has_not_passed() {
        let mut report = Report::default();
        assert_eq!(report.text(), "✓ all checks passed\nOK — 0 errors, 0 warnings");
        report.warning(Issue::new("SKIPPED", None, "no Python"));
        assert_eq!(report.text(), "! [SKIPPED] no Python\nOK — 0 errors, 1 warnings");
        report.error(Issue::new("WRONG", Some("a.py"), "it is"));
        assert_eq!(
            report.text(),
            "✗ [WRONG] (a.py) it is\n! [SKIPPED] no Python\nFAIL — 1 errors, 1 warnings"
        );
    }
}
