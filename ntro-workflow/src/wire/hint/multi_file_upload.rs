//! `MULTI_FILE_UPLOAD`

use super::{
    DisplayHint, ExpectedDocument, HintAction,
    config::{Config, config_escape},
};

/// Several documents to hand in, each with a slot of its own.
///
/// ```
/// use ntro_workflow::wire::hint::{
///     DisplayHint, ExpectedDocument, HintAction, MultiFileUpload, SlotStatus,
/// };
/// use serde_json::json;
///
/// let upload = MultiFileUpload::new("Upload sources")
///     .expected([ExpectedDocument::new("bank").schema_slug("statement").status(SlotStatus::Pending)]);
/// assert_eq!(
///     serde_json::to_value(DisplayHint::from(upload)).unwrap(),
///     json!({ "component": "MULTI_FILE_UPLOAD", "config": {
///         "title": "Upload sources",
///         "expected": [{ "source": "bank", "schema_slug": "statement", "status": "pending" }],
///     } }),
/// );
///
/// let upload = MultiFileUpload::default()
///     .instructions("One file for each source")
///     .action(HintAction::approve("Approve all"))
///     .config("columns", 2);
/// assert_eq!(DisplayHint::from(upload).config["title"], "Upload sources");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct MultiFileUpload {
    config: Config,
}

impl Default for MultiFileUpload {
    /// The title that a collection of documents has where the author gives none.
    fn default() -> Self {
        Self::new("Upload sources")
    }
}

impl MultiFileUpload {
    /// A titled collection without any slot yet.
    pub fn new(title: impl Into<String>) -> Self {
        let mut config = Config::default();
        config.set("title", title.into());
        Self { config }
    }

    /// What to upload, in a sentence.
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.config.set("instructions", instructions.into());
        self
    }

    /// The slots, all at once.
    pub fn expected(mut self, slots: impl IntoIterator<Item = ExpectedDocument>) -> Self {
        self.config.set_all("expected", slots);
        self
    }

    /// A button; `approve` approves every slot that awaits a review. May be called several times.
    pub fn action(mut self, action: HintAction) -> Self {
        self.config.push("actions", action);
        self
    }

    config_escape!();
}

impl From<MultiFileUpload> for DisplayHint {
    fn from(upload: MultiFileUpload) -> Self {
        upload.config.hint("MULTI_FILE_UPLOAD")
    }
}
