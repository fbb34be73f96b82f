//! Quality checks beside a gate: the `checks` of a pending action (contract B.8).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How many characters of a detail are kept.
const DETAIL: usize = 2_000;

/// How many bytes of `data` are kept of one check, as JSON.
const DATA: usize = 16 * 1024;

/// How a check stands.
///
/// ```
/// use ntro_workflow::wire::QualityStatus;
///
/// assert_eq!(serde_json::to_value(QualityStatus::Skipped)?, "skipped");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QualityStatus {
    /// Not done yet.
    Running,
    /// Nothing to be seen.
    Pass,
    /// Somebody should look.
    Warn,
    /// Something is wrong, if only with the check.
    Fail,
    /// Not done, for a reason.
    Skipped,
}

/// One check and what came of it. All keys are always there.
///
/// ```
/// use ntro_workflow::wire::{QualityItem, QualityStatus};
///
/// let item: QualityItem = serde_json::from_value(serde_json::json!({
///     "id": "journal_balanced", "title": "Journal balances", "status": "pass", "detail": "125.00 on both sides",
///     "data": { "delta": "0.00" }, "source": null, "confidence": 1.0, "feedback": null,
/// }))?;
/// assert_eq!((item.status, item.confidence), (QualityStatus::Pass, Some(1.0)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QualityItem {
    /// The author's id of the check, unique among those of the gate.
    pub id: String,
    /// What people read.
    pub title: String,
    /// How it stands.
    pub status: QualityStatus,
    /// One or two sentences for the person.
    #[serde(default)]
    pub detail: String,
    /// The numbers behind it.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// Where what is checked comes from, as the author says it.
    #[serde(default)]
    pub source: Option<String>,
    /// How sure the evaluator is, from 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
    /// What a person says of the result; nothing here writes it.
    #[serde(default)]
    pub feedback: Option<String>,
}

/// How many of the checks of a gate are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QualityProgress {
    /// Those that are.
    pub completed: usize,
    /// All.
    pub total: usize,
}

/// The checks beside a gate, and what they come to. They advise: no answer depends on them.
///
/// ```
/// use ntro_workflow::wire::{QualityResults, QualityStatus};
///
/// let running: QualityResults = serde_json::from_value(serde_json::json!({
///     "status": "running", "summary": "Running quality checks (1 of 2)…",
///     "progress": { "completed": 1, "total": 2 }, "skipped_reason": null, "items": [],
/// }))?;
/// assert_eq!(running.status, QualityStatus::Running);
/// assert_eq!(running.progress.map(|progress| progress.completed), Some(1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QualityResults {
    /// The worst of what is not skipped; `skipped` where everything is, and `running` until all are done.
    pub status: QualityStatus,
    /// One line for the person.
    pub summary: String,
    /// How many are done; absent once all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<QualityProgress>,
    /// Why everything was skipped, if it was for the lack of a baseline.
    #[serde(default)]
    pub skipped_reason: Option<String>,
    /// The checks, in the author's order.
    #[serde(default)]
    pub items: Vec<QualityItem>,
}

/// What an evaluator says of what it was shown.
///
/// ```
/// use ntro_workflow::wire::{CheckOutcome, QualityStatus};
///
/// let outcome = CheckOutcome::warn("The rent fell by 12 %.").data("delta", "-120.00").confidence(0.8);
/// assert_eq!((outcome.status, outcome.confidence), (QualityStatus::Warn, Some(0.8)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[must_use = "an evaluator returns what it found"]
pub struct CheckOutcome {
    /// How it ended.
    pub status: QualityStatus,
    /// One or two sentences for the person.
    #[serde(default)]
    pub detail: String,
    /// The numbers behind it.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// How sure the evaluator is, from 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

impl CheckOutcome {
    /// Nothing to be seen.
    pub fn pass(detail: impl Into<String>) -> Self {
        Self::new(QualityStatus::Pass, detail)
    }

    /// Somebody should look.
    pub fn warn(detail: impl Into<String>) -> Self {
        Self::new(QualityStatus::Warn, detail)
    }

    /// Something is wrong.
    pub fn fail(detail: impl Into<String>) -> Self {
        Self::new(QualityStatus::Fail, detail)
    }

    /// There was nothing to check, and why.
    pub fn skipped(detail: impl Into<String>) -> Self {
        Self::new(QualityStatus::Skipped, detail)
    }

    fn new(status: QualityStatus, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), data: Map::new(), confidence: None }
    }

    /// With a number, or another value, behind it.
    pub fn data(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.data.insert(key.into(), value.into());
        self
    }

    /// With how sure the evaluator is, from 0 to 1. Anything else is a failure of the check.
    pub fn confidence(self, confidence: f64) -> Self {
        Self { confidence: Some(confidence), ..self }
    }

    /// Held against the contract: nonsense is a failure that says so, and what is too long is cut.
    pub(crate) fn tidied(mut self) -> Self {
        if self.status == QualityStatus::Running {
            return Self::fail(
                "The evaluator says that it is running; it must say pass, warn, fail or skipped.",
            );
        }
        if let Some(confidence) = self.confidence.filter(|confidence| !(0.0..=1.0).contains(confidence)) {
            return Self::fail(format!(
                "The evaluator gave the confidence {confidence}; it must give a number from 0 to 1, or none."
            ));
        }
        if let Some((end, _)) = self.detail.char_indices().nth(DETAIL) {
            self.detail.truncate(end);
            self.detail.push('…');
        }
        let bytes = size(&self.data);
        if bytes > DATA {
            self.data = Map::new();
            self.detail.push_str(&format!(" (Its data is left out: {bytes} bytes, where {DATA} are kept.)"));
        }
        self
    }
}

/// The size of data as JSON, in bytes.
pub(crate) fn size(data: &Map<String, Value>) -> usize {
    if data.is_empty() { 0 } else { serde_json::to_string(data).map_or(0, |text| text.len()) }
}
