//! `FILE_UPLOAD`

use super::{
    DisplayHint,
    config::{Config, config_escape},
};

/// One file to hand in.
///
/// ```
/// use ntro_workflow::wire::hint::{DisplayHint, FileUpload};
/// use serde_json::json;
///
/// let upload = FileUpload::new("Upload the rent roll")
///     .accept(["application/pdf", "text/csv"])
///     .max_size_mb(25);
/// assert_eq!(
///     serde_json::to_value(DisplayHint::from(upload)).unwrap(),
///     json!({ "component": "FILE_UPLOAD", "config": {
///         "title": "Upload the rent roll",
///         "accept": ["application/pdf", "text/csv"],
///         "max_size_mb": 25,
///     } }),
/// );
///
/// let several = FileUpload::default().instructions("All receipts").multiple(true).config("order", 1);
/// assert_eq!(DisplayHint::from(several).config["multiple"], true);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a hint is shown only by the gate that it is given to"]
pub struct FileUpload {
    config: Config,
}

impl FileUpload {
    /// A titled upload. `FileUpload::default()` has no title.
    pub fn new(title: impl Into<String>) -> Self {
        let mut upload = Self::default();
        upload.config.set("title", title.into());
        upload
    }

    /// What to upload, in a sentence.
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.config.set("instructions", instructions.into());
        self
    }

    /// The MIME types that are taken.
    pub fn accept(mut self, types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.set_all("accept", types.into_iter().map(Into::into));
        self
    }

    /// The largest file, in megabytes.
    pub fn max_size_mb(mut self, megabytes: u32) -> Self {
        self.config.set("max_size_mb", megabytes);
        self
    }

    /// Whether more than one file may be chosen.
    pub fn multiple(mut self, multiple: bool) -> Self {
        self.config.set("multiple", multiple);
        self
    }

    config_escape!();
}

impl From<FileUpload> for DisplayHint {
    fn from(upload: FileUpload) -> Self {
        upload.config.hint("FILE_UPLOAD")
    }
}
