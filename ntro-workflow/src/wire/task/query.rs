//! How a task of the past is asked for, and which one is meant: the rule that every store follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::task::{CompletedTask, check_text};

/// Asks for the newest completed task of a runbook for an entity.
///
/// Newest is the one of the latest period, as text; of one period, the one that completed last. A task without a
/// period comes after all that have one, and does not count where a period is asked for.
///
/// ```
/// use ntro_workflow::wire::{CompletedTask, PreviousQuery, TaskKey};
///
/// let task = |period: &str, id: &str| {
///     CompletedTask::new("nav-monthly", TaskKey::new("harbour").period(period), id, ().into())
/// };
/// // February was done again after March.
/// let tasks = [task("2026-03", "nav-march"), task("2026-02", "nav-february-again")];
/// let newest = |query: PreviousQuery| query.newest(&tasks).map(|task| task.task_id.as_str());
/// assert_eq!(newest(PreviousQuery::new("nav-monthly", "harbour")), Some("nav-march"));
/// assert_eq!(newest(PreviousQuery::new("nav-monthly", "harbour").before("2026-03")), Some("nav-february-again"));
/// assert_eq!(newest(PreviousQuery::new("nav-monthly", "harbour").before("2026-02")), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PreviousQuery {
    /// The slug of its runbook.
    pub slug: String,
    /// Its entity.
    pub entity: String,
    /// Its period sorts before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The original run id of the run that asks, which is never its own past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
}

/// Asks for the document from a source that belongs to the newest completed task of a runbook.
///
/// If the runbook itself takes in documents, it is its newest task with that source. Else it is the document that a
/// child of its newest task took in from that source, before that task completed.
///
/// ```
/// use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, TaskKey};
///
/// let month = TaskKey::new("harbour").period("2026-02");
/// let close = CompletedTask::new("nav-monthly", month.clone(), "nav-2", ().into());
/// let bank = CompletedTask::new("document-ingest", month.source("bank"), "nav-2:collect:bank", ().into())
///     .child_of("nav-2")
///     .completed_at(close.completed_at);
/// let query = DocumentQuery::new(PreviousQuery::new("nav-monthly", "harbour"), "bank");
/// assert_eq!(query.newest(&[close, bank.clone()]), Some(&bank));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentQuery {
    /// The task.
    pub task: PreviousQuery,
    /// Where the document came from.
    pub source: String,
}

impl PreviousQuery {
    /// Of any period.
    #[must_use]
    pub fn new(slug: impl Into<String>, entity: impl Into<String>) -> Self {
        Self { slug: slug.into(), entity: entity.into(), before: None, asked_by: None }
    }

    /// Of the periods before this one.
    #[must_use]
    pub fn before(self, period: impl Into<String>) -> Self {
        Self { before: Some(period.into()), ..self }
    }

    /// Whether it asks for something that can be there.
    ///
    /// # Errors
    /// One sentence: a text is empty, too long, or has control characters.
    pub fn check(&self) -> Result<(), String> {
        check_text("slug", &self.slug)?;
        check_text("entity", &self.entity)?;
        self.before.as_deref().map_or(Ok(()), |before| check_text("period", before))
    }

    /// Whether a task is among those that it asks for.
    #[must_use]
    pub fn takes(&self, task: &CompletedTask) -> bool {
        let in_time = match (&self.before, &task.period) {
            (Some(before), Some(period)) => period < before,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let own = self.asked_by.as_ref() == Some(&task.run_id);
        in_time && !own && self.slug == task.slug && self.entity == task.entity
    }

    /// The one that is meant among some tasks.
    #[must_use]
    pub fn newest<'a>(
        &self,
        tasks: impl IntoIterator<Item = &'a CompletedTask>,
    ) -> Option<&'a CompletedTask> {
        tasks.into_iter().filter(|task| self.takes(task)).max_by_key(|task| age(task))
    }
}

impl DocumentQuery {
    /// A document from that source, of that task.
    #[must_use]
    pub fn new(task: PreviousQuery, source: impl Into<String>) -> Self {
        Self { task, source: source.into() }
    }

    /// Whether it asks for something that can be there.
    ///
    /// # Errors
    /// As [`PreviousQuery::check`].
    pub fn check(&self) -> Result<(), String> {
        self.task.check()?;
        check_text("source", &self.source)
    }

    /// The one that is meant among some tasks.
    #[must_use]
    pub fn newest<'a>(&self, tasks: &'a [CompletedTask]) -> Option<&'a CompletedTask> {
        let from_source = |task: &&CompletedTask| task.source.as_ref() == Some(&self.source);
        let own = self.task.newest(tasks.iter().filter(from_source));
        own.or_else(|| {
            let task = self.task.newest(tasks)?;
            let children = tasks.iter().filter(|child| child.parent.as_ref() == Some(&task.task_id));
            let in_time = children.filter(|child| child.completed_at <= task.completed_at);
            in_time.filter(from_source).max_by_key(|child| (child.completed_at, &child.run_id))
        })
    }
}

/// What makes one newer than another; the run id only so that there is always one that is newest.
fn age(task: &CompletedTask) -> (&Option<String>, jiff::Timestamp, &String) {
    (&task.period, task.completed_at, &task.run_id)
}
