//! What became of something a person did, shown beside a gate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How serious a feedback is.
///
/// ```
/// use ntro_workflow::wire::FeedbackLevel;
///
/// assert_eq!(serde_json::to_value(FeedbackLevel::Warning)?, "warning");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackLevel {
    /// It went well, or is under way.
    #[default]
    Info,
    /// It went, but somebody should look at it.
    Warning,
    /// It did not go.
    Error,
}

/// What a gate tells the person beside what it asks (contract B.9).
///
/// Shown at `feedback` of the pending action and in the configuration of its display hint, for as long as
/// the gate is open. It is never part of what the person decides on: revision and digest do not change.
///
/// ```
/// use ntro_workflow::wire::Feedback;
/// use serde_json::json;
///
/// let feedback = Feedback::warning("bank", json!({ "missing": ["2026-03-31"] }));
/// assert_eq!(
///     serde_json::to_value(&feedback)?,
///     json!({ "kind": "bank", "level": "warning", "payload": { "missing": ["2026-03-31"] } }),
/// );
/// assert_eq!(Feedback::error("bank", "no such file").payload["value"], "no such file");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Feedback {
    /// Which kind of news it is; screens choose a look by it. `ingest` is an [`IngestOutcome`].
    pub kind: String,
    /// How serious it is.
    #[serde(default)]
    pub level: FeedbackLevel,
    /// What it says.
    #[serde(default)]
    pub payload: Map<String, Value>,
}

impl Feedback {
    /// News of that kind. A payload that is no object stands under `value`.
    pub fn new(kind: impl Into<String>, level: FeedbackLevel, payload: impl Into<Value>) -> Self {
        let payload = match payload.into() {
            Value::Object(payload) => payload,
            Value::Null => Map::new(),
            other => Map::from_iter([("value".to_owned(), other)]),
        };
        Self { kind: kind.into(), level, payload }
    }

    /// News of something that went well, or is under way.
    pub fn info(kind: impl Into<String>, payload: impl Into<Value>) -> Self {
        Self::new(kind, FeedbackLevel::Info, payload)
    }

    /// News of something that went, but should be looked at.
    pub fn warning(kind: impl Into<String>, payload: impl Into<Value>) -> Self {
        Self::new(kind, FeedbackLevel::Warning, payload)
    }

    /// News of something that did not go.
    pub fn error(kind: impl Into<String>, payload: impl Into<Value>) -> Self {
        Self::new(kind, FeedbackLevel::Error, payload)
    }
}

/// What became of something that was read: the payload of the feedback of the kind `ingest`.
///
/// ```
/// use ntro_workflow::wire::{Feedback, FeedbackLevel, IngestOutcome, IngestStatus};
///
/// let outcome = IngestOutcome::from_counts(12, 9)
///     .source_ref("expenses/2026-03.xlsx")
///     .reason("no amount", 3)
///     .target_rows(20)
///     .message("three rows have no amount");
/// assert_eq!((outcome.status, outcome.rejected_rows), (IngestStatus::Partial, 3));
///
/// let feedback = Feedback::from(outcome);
/// assert_eq!((feedback.kind.as_str(), feedback.level), ("ingest", FeedbackLevel::Warning));
/// assert_eq!(feedback.payload["progress"]["target_rows"], 20);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[must_use = "an outcome is shown only by the gate that it is given to"]
pub struct IngestOutcome {
    /// What was read: a path, an id.
    pub source_ref: Option<String>,
    /// How many rows were found in it.
    pub parsed_rows: u64,
    /// How many of them were taken.
    pub accepted_rows: u64,
    /// How many of them were not.
    pub rejected_rows: u64,
    /// What that comes to.
    pub status: IngestStatus,
    /// One sentence for the person.
    pub message: Option<String>,
    /// Why rows were not taken, and how many for each reason.
    #[serde(default)]
    pub reasons: Vec<IngestReason>,
    /// How far it has come, where it is known how far it has to go.
    pub progress: Option<IngestProgress>,
}

/// What an ingest came to.
///
/// ```
/// use ntro_workflow::wire::{IngestOutcome, IngestStatus};
///
/// assert_eq!(IngestOutcome::from_counts(3, 0).status, IngestStatus::Empty);
/// assert_eq!(IngestOutcome::failed("the file is encrypted").status, IngestStatus::Failed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IngestStatus {
    /// Every row was taken.
    Success,
    /// Some rows were not taken.
    Partial,
    /// There were rows, and none was taken.
    Empty,
    /// It could not be read.
    Failed,
}

/// Why rows were not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IngestReason {
    /// The reason, in a few words.
    pub reason: String,
    /// How many rows.
    pub count: u64,
}

/// How far an ingest has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IngestProgress {
    /// How many rows were taken.
    pub accepted_rows: u64,
    /// How many there are to be.
    pub target_rows: u64,
}

impl IngestOutcome {
    /// What so many rows, of which so many were taken, come to.
    pub fn from_counts(parsed_rows: u64, accepted_rows: u64) -> Self {
        let rejected_rows = parsed_rows.saturating_sub(accepted_rows);
        let status = match (parsed_rows, accepted_rows, rejected_rows) {
            (1.., 0, _) => IngestStatus::Empty,
            (_, _, 1..) => IngestStatus::Partial,
            _ => IngestStatus::Success,
        };
        Self {
            source_ref: None,
            parsed_rows,
            accepted_rows,
            rejected_rows,
            status,
            message: None,
            reasons: Vec::new(),
            progress: None,
        }
    }

    /// Something that could not be read, and why.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { status: IngestStatus::Failed, ..Self::from_counts(0, 0) }.message(message)
    }

    /// What was read: a path, an id.
    pub fn source_ref(self, source: impl Into<String>) -> Self {
        Self { source_ref: Some(source.into()), ..self }
    }

    /// One sentence for the person.
    pub fn message(self, message: impl Into<String>) -> Self {
        Self { message: Some(message.into()), ..self }
    }

    /// Why so many rows were not taken. May be called several times; a blank reason says nothing and is left
    /// out.
    pub fn reason(mut self, reason: impl Into<String>, count: u64) -> Self {
        let reason = reason.into();
        if !reason.trim().is_empty() {
            self.reasons.push(IngestReason { reason, count });
        }
        self
    }

    /// How many rows are to be taken in the end.
    pub fn target_rows(self, target_rows: u64) -> Self {
        let progress = IngestProgress { accepted_rows: self.accepted_rows, target_rows };
        Self { progress: Some(progress), ..self }
    }

    fn level(&self) -> FeedbackLevel {
        match self.status {
            IngestStatus::Success => FeedbackLevel::Info,
            IngestStatus::Partial => FeedbackLevel::Warning,
            IngestStatus::Empty | IngestStatus::Failed => FeedbackLevel::Error,
        }
    }
}

/// As the kind `ingest`: a success informs, a partial one warns, the others are errors.
impl From<IngestOutcome> for Feedback {
    fn from(outcome: IngestOutcome) -> Self {
        let level = outcome.level();
        // Strings and numbers: nothing in it can fail to be JSON.
        Self::new("ingest", level, serde_json::to_value(outcome).unwrap_or_default())
    }
}
