//! The tasks of the past: what a completed run leaves behind, and how it is asked for.

mod attributes;
mod query;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use attributes::TaskAttributes;
pub use query::{DocumentQuery, PreviousQuery};

/// The most characters that an entity, a period or a source may have: what SQL stores of search attributes hold.
const LONGEST: usize = 255;

/// What a run is about: the entity, and perhaps the period and the document's source. The fields of the input that
/// `history(entity = …, period = …, source = …)` of `#[ntro_workflow]` names, as text.
///
/// ```
/// use ntro_workflow::wire::TaskKey;
///
/// let key = TaskKey::new("harbour-street").period("2026-03");
/// assert_eq!(key.check(), Ok(()));
/// assert!(TaskKey::new("").check().is_err_and(|why| why.contains("the entity is empty")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskKey {
    /// Which fund, property, company, …: what tells one month-end from another of the same runbook.
    pub entity: String,
    /// Which period, as text that sorts as time does: `2026-03`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Where the document comes from, of a run that takes in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl TaskKey {
    /// Of an entity, and nothing else.
    #[must_use]
    pub fn new(entity: impl Into<String>) -> Self {
        Self { entity: entity.into(), period: None, source: None }
    }

    /// In a period.
    #[must_use]
    pub fn period(self, period: impl Into<String>) -> Self {
        Self { period: Some(period.into()), ..self }
    }

    /// From a source.
    #[must_use]
    pub fn source(self, source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// Whether every store can keep it.
    ///
    /// # Errors
    /// One sentence: a text is empty, longer than 255 characters, or has control characters.
    pub fn check(&self) -> Result<(), String> {
        check_text("entity", &self.entity)?;
        self.period.as_deref().map_or(Ok(()), |period| check_text("period", period))?;
        self.source.as_deref().map_or(Ok(()), |source| check_text("source", source))
    }
}

/// Whether a text can be found again: what nobody can store is refused before any work is done.
pub(crate) fn check_text(what: &str, text: &str) -> Result<(), String> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Err(format!("the {what} is empty; without it the task is never found again"))
    } else if length > LONGEST {
        Err(format!("the {what} has {length} characters, and at most {LONGEST} are kept; shorten it"))
    } else if text.chars().any(char::is_control) {
        Err(format!("the {what} {text:?} has control characters; leave them out"))
    } else {
        Ok(())
    }
}

/// A run that has completed, as a store of the task history keeps it.
///
/// ```
/// use ntro_workflow::wire::{CompletedTask, TaskKey};
/// use serde_json::json;
///
/// let key = TaskKey::new("harbour-street").period("2026-02");
/// let task = CompletedTask::new("nav-monthly", key, "nav-2026-02", json!({ "total": 125.0 }));
/// assert_eq!((task.task_id.as_str(), task.period.as_deref()), ("nav-2026-02", Some("2026-02")));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompletedTask {
    /// The slug of its runbook.
    pub slug: String,
    /// Its entity.
    pub entity: String,
    /// Its period, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Its source, if it took in a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The workflow id.
    pub task_id: String,
    /// The original run id, under which it is kept once, however often it is recorded.
    pub run_id: String,
    /// The workflow id of the run that started it as a child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// When it completed.
    pub completed_at: Timestamp,
    /// What it returned.
    pub output: Value,
}

impl CompletedTask {
    /// One for a test or a migration: its run id is its workflow id, and it completed just now.
    #[must_use]
    pub fn new(slug: impl Into<String>, key: TaskKey, task_id: impl Into<String>, output: Value) -> Self {
        let task_id = task_id.into();
        Self {
            slug: slug.into(),
            entity: key.entity,
            period: key.period,
            source: key.source,
            run_id: task_id.clone(),
            task_id,
            parent: None,
            completed_at: Timestamp::now(),
            output,
        }
    }

    /// As a child of that run.
    #[must_use]
    pub fn child_of(self, parent: impl Into<String>) -> Self {
        Self { parent: Some(parent.into()), ..self }
    }

    /// Completed at another time.
    #[must_use]
    pub fn completed_at(self, completed_at: Timestamp) -> Self {
        Self { completed_at, ..self }
    }
}

/// A task of the past, as a runbook sees it.
///
/// ```
/// use ntro_workflow::wire::{CompletedTask, PreviousTask, TaskKey};
/// use serde_json::json;
///
/// let output = json!({ "total": 125.0, "lines": 3 });
/// let previous = PreviousTask::from(CompletedTask::new("nav-monthly", TaskKey::new("harbour"), "nav-2", output));
/// let baseline = previous.extract(&["total", "occupancy"]);
/// assert_eq!(serde_json::Value::from(baseline), json!({ "total": 125.0 })); // nobody makes up an occupancy
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PreviousTask {
    /// The workflow id: the name by which clients find the run again, for as long as the server keeps it.
    pub task_id: String,
    /// The original run id.
    pub run_id: String,
    /// Its period, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Its source, if it took in a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it completed.
    pub completed_at: Timestamp,
    /// What it returned, whole.
    pub output: Value,
}

impl PreviousTask {
    /// These fields of its output, in JSON. Those that it does not have are left out: an empty map is no
    /// baseline.
    #[must_use]
    pub fn extract(&self, fields: &[&str]) -> Map<String, Value> {
        let found = fields.iter().filter_map(|field| {
            let value = self.output.get(*field)?;
            Some(((*field).to_owned(), value.clone()))
        });
        found.collect()
    }
}

impl From<CompletedTask> for PreviousTask {
    fn from(task: CompletedTask) -> Self {
        Self {
            task_id: task.task_id,
            run_id: task.run_id,
            period: task.period,
            source: task.source,
            completed_at: task.completed_at,
            output: task.output,
        }
    }
}
