//! One slot of a `MULTI_FILE_UPLOAD`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::config::{Config, config_escape};

/// Where the document of a slot is.
///
/// ```
/// use ntro_workflow::wire::hint::SlotStatus;
///
/// assert_eq!(SlotStatus::AwaitingReview.as_str(), "awaiting_review");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SlotStatus {
    /// Not handed in.
    Pending,
    /// Handed in, being worked on.
    Processing,
    /// Waiting for a person to look at it.
    AwaitingReview,
    /// Done.
    Completed,
    /// It came to nothing.
    Failed,
}

impl SlotStatus {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::AwaitingReview => "awaiting_review",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

/// One document that is expected.
///
/// ```
/// use ntro_workflow::wire::hint::{ExpectedDocument, SlotStatus};
/// use serde_json::{Value, json};
///
/// let slot = ExpectedDocument::new("bank").signal("run:collect:ingest:bank", "document_submitted");
/// assert_eq!(Value::from(slot), json!({
///     "source": "bank",
///     "args": {
///         "source": "bank",
///         "schema_slug": null,
///         "signal_task_id": "run:collect:ingest:bank",
///         "signal_name": "document_submitted",
///     },
/// }));
///
/// let slot = ExpectedDocument::new("bank")
///     .schema_slug("statement")
///     .title("Bank statement")
///     .instructions("The one for March")
///     .accept(["application/pdf"])
///     .max_size_mb(25)
///     .status(SlotStatus::AwaitingReview)
///     .config("order", 1);
/// assert_eq!(Value::from(slot)["status"], "awaiting_review");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a slot is shown only in the upload that it is given to"]
pub struct ExpectedDocument {
    source: String,
    schema_slug: Option<String>,
    /// Task id and signal name.
    signal: Option<(String, String)>,
    config: Config,
}

impl ExpectedDocument {
    /// A document by the name of its source.
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into(), schema_slug: None, signal: None, config: Config::default() }
    }

    /// The name of its source.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The schema that the document is read by.
    pub fn schema_slug(mut self, slug: impl Into<String>) -> Self {
        self.schema_slug = Some(slug.into());
        self
    }

    /// The slot's title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.config.set("title", title.into());
        self
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

    /// Where the document is.
    pub fn status(mut self, status: SlotStatus) -> Self {
        self.config.set("status", status.as_str());
        self
    }

    /// Where to send the document: the run that waits for it, and the name of its signal.
    pub fn signal(mut self, task_id: impl Into<String>, name: impl Into<String>) -> Self {
        self.signal = Some((task_id.into(), name.into()));
        self
    }

    config_escape!();
}

impl From<ExpectedDocument> for Value {
    fn from(slot: ExpectedDocument) -> Self {
        let ExpectedDocument { source, schema_slug, signal, mut config } = slot;
        if let Some((task_id, name)) = signal {
            // `null` and not left out: the arguments of a tool call name all that it takes.
            let mut args = Map::new();
            args.insert("source".to_owned(), json!(source));
            args.insert("schema_slug".to_owned(), json!(schema_slug));
            args.insert("signal_task_id".to_owned(), json!(task_id));
            args.insert("signal_name".to_owned(), json!(name));
            config.set("args", args);
        }
        if let Some(slug) = schema_slug {
            config.set("schema_slug", slug);
        }
        config.set("source", source);
        config.into()
    }
}
