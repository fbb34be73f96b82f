//! `SUMMARY`

use super::{
    DisplayHint,
    config::{Config, config_escape},
};

/// A few values of the payload, for reading only.
///
/// ```
/// use ntro_workflow::wire::hint::{DisplayHint, Summary};
/// use serde_json::json;
///
/// let summary = Summary::new("Extracted")
///     .section("issuer", "Issuer")
///     .number("line_count", "Lines")
///     .badge("confidence", "Confidence");
/// assert_eq!(
///     serde_json::to_value(DisplayHint::from(summary)).unwrap(),
///     json!({ "component": "SUMMARY", "config": { "title": "Extracted", "sections": [
///         { "key": "issuer", "label": "Issuer" },
///         { "key": "line_count", "label": "Lines", "type": "number" },
///         { "key": "confidence", "label": "Confidence", "type": "badge" },
///     ] } }),
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct Summary {
    config: Config,
}

impl Summary {
    /// A titled summary. `Summary::default()` has no title.
    pub fn new(title: impl Into<String>) -> Self {
        let mut summary = Self::default();
        summary.config.set("title", title.into());
        summary
    }

    /// A value as plain text.
    pub fn section(self, key: impl Into<String>, label: impl Into<String>) -> Self {
        self.push(key.into(), label.into(), None)
    }

    /// A value as a number.
    pub fn number(self, key: impl Into<String>, label: impl Into<String>) -> Self {
        self.push(key.into(), label.into(), Some("number"))
    }

    /// A value as a badge.
    pub fn badge(self, key: impl Into<String>, label: impl Into<String>) -> Self {
        self.push(key.into(), label.into(), Some("badge"))
    }

    config_escape!();

    fn push(mut self, key: String, label: String, section_type: Option<&str>) -> Self {
        let mut section = Config::default();
        section.set("key", key);
        section.set("label", label);
        if let Some(section_type) = section_type {
            section.set("type", section_type);
        }
        self.config.push("sections", section);
        self
    }
}

impl From<Summary> for DisplayHint {
    fn from(summary: Summary) -> Self {
        summary.config.hint("SUMMARY")
    }
}
