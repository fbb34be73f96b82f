//! `REPORT_PREVIEW`

use super::{
    DisplayHint,
    config::{Config, config_escape},
};

/// A report as it will look. The contract names no option of it, so all go through
/// [`ReportPreview::config`].
///
/// ```
/// use ntro_workflow::wire::hint::{DisplayHint, ReportPreview};
/// use serde_json::json;
///
/// let preview = ReportPreview::new().config("title", "Month end");
/// assert_eq!(
///     serde_json::to_value(DisplayHint::from(preview)).unwrap(),
///     json!({ "component": "REPORT_PREVIEW", "config": { "title": "Month end" } }),
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct ReportPreview {
    config: Config,
}

impl ReportPreview {
    /// A preview without options.
    pub fn new() -> Self {
        Self::default()
    }

    config_escape!();
}

impl From<ReportPreview> for DisplayHint {
    fn from(preview: ReportPreview) -> Self {
        preview.config.hint("REPORT_PREVIEW")
    }
}
