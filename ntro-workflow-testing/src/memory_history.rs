//! A task history for tests, in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask};
use ntro_workflow::worker::{TaskHistory, TaskHistoryFuture};

/// A task history in memory: what a scenario finds when it asks for the tasks of the past, and where its completed
/// runs are recorded. Clones are the same one, so that a test can look at it afterwards.
///
/// ```
/// use ntro_workflow::wire::{CompletedTask, TaskKey};
/// use ntro_workflow_testing::MemoryHistory;
/// use serde_json::json;
///
/// let february = TaskKey::new("harbour-street").period("2026-02");
/// let history = MemoryHistory::with([CompletedTask::new("nav-monthly", february, "nav-2", json!({ "total": 125.0 }))]);
/// assert_eq!(history.tasks()[0].task_id, "nav-2");
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryHistory(Arc<Mutex<Vec<CompletedTask>>>);

impl MemoryHistory {
    /// One in which these tasks have been completed before.
    #[must_use]
    pub fn with(tasks: impl IntoIterator<Item = CompletedTask>) -> Self {
        let history = Self::default();
        tasks.into_iter().for_each(|task| history.add(task));
        history
    }

    /// What it holds, in the order in which it was recorded.
    #[must_use]
    pub fn tasks(&self) -> Vec<CompletedTask> {
        self.lock().clone()
    }

    /// Adds a task, in the place of what completed before under the same run id.
    pub fn add(&self, task: CompletedTask) {
        let mut tasks = self.lock();
        let newer =
            |kept: &CompletedTask| kept.run_id == task.run_id && kept.completed_at > task.completed_at;
        if !tasks.iter().any(newer) {
            tasks.retain(|kept| kept.run_id != task.run_id);
            tasks.push(task);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<CompletedTask>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TaskHistory for MemoryHistory {
    fn record(&self, task: CompletedTask) -> TaskHistoryFuture<'_, ()> {
        self.add(task);
        Box::pin(async { Ok(()) })
    }

    fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        let found = query.newest(self.lock().iter()).cloned().map(PreviousTask::from);
        Box::pin(async { Ok(found) })
    }

    fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        let found = query.newest(&self.lock()).cloned().map(PreviousTask::from);
        Box::pin(async { Ok(found) })
    }
}
