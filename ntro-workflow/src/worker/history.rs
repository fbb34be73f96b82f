//! The task history of a worker: what completed runs leave behind, and where it is kept.

mod activities;
mod entry;
mod error;
mod registration;
mod visibility;

use std::pin::Pin;

pub use activities::HistoryActivities;
pub use error::TaskHistoryError;
pub use registration::{AttributeError, AttributeStatus};
pub use visibility::VisibilityHistory;

use crate::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskAttributes};

pub(crate) use activities::NAMES;
pub(crate) use entry::HistoryEntry;

/// What a store of the task history promises.
pub type TaskHistoryFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, TaskHistoryError>> + Send + 'a>>;

/// A store of the task history: where completed runs are recorded, and found by `ctx.previous(…)`.
///
/// Which task is meant is the same in every store: [`PreviousQuery::newest`] and [`DocumentQuery::newest`] say it.
/// A store that cannot answer says so by an error, and never by `None`.
///
/// ```
/// use std::sync::{Mutex, PoisonError};
///
/// use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask};
/// use ntro_workflow::worker::{TaskHistory, TaskHistoryFuture};
///
/// /// Keeps them as long as the worker lives.
/// #[derive(Default)]
/// struct InMemory(Mutex<Vec<CompletedTask>>);
///
/// impl InMemory {
///     fn all(&self) -> Vec<CompletedTask> {
///         self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
///     }
/// }
///
/// impl TaskHistory for InMemory {
///     fn record(&self, task: CompletedTask) -> TaskHistoryFuture<'_, ()> {
///         let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
///         tasks.retain(|kept| kept.run_id != task.run_id);
///         tasks.push(task);
///         Box::pin(async { Ok(()) })
///     }
///
///     fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
///         let found = query.newest(&self.all()).cloned().map(PreviousTask::from);
///         Box::pin(async { Ok(found) })
///     }
///
///     fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
///         let found = query.newest(&self.all()).cloned().map(PreviousTask::from);
///         Box::pin(async { Ok(found) })
///     }
/// }
/// # use ntro_workflow::worker::Registry;
/// let registry = Registry::new().history(InMemory::default());
/// ```
pub trait TaskHistory: Send + Sync + 'static {
    /// Keeps a completed task, once for each run id: of what is recorded again, what completed last stays.
    fn record(&self, task: CompletedTask) -> TaskHistoryFuture<'_, ()>;

    /// The newest task that is asked for.
    fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>>;

    /// The newest document that is asked for.
    fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>>;

    /// The search attributes that runs are to be marked with at their start; none unless the store finds runs by them.
    /// They have to be registered: one that is not wedges every run that is marked with it.
    fn attributes(&self) -> Option<TaskAttributes> {
        None
    }
}
