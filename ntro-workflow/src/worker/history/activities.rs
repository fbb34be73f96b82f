//! The worker's own activities that reach its task history.

#![allow(unused_qualifications, reason = "what the macro writes is fully qualified, here as in any crate")]

use std::sync::Arc;

use crate::ntro_activities;
use crate::runbook::activity_context::ActivityCtx;
use crate::runbook::activity_error::ActivityError;
use crate::runbook::task::{FIND_DOCUMENT, PREVIOUS, RECORD};
use crate::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskAttributes};
use crate::worker::history::{TaskHistory, TaskHistoryError};

/// The activities that a substitute answers in the place of the store. That for the attributes is local, and not
/// among them.
pub(crate) const NAMES: [&str; 3] = [RECORD.name(), PREVIOUS.name(), FIND_DOCUMENT.name()];

/// The task history as runbooks reach it; without a store nothing is recorded, and nothing can be asked. Every worker
/// has it by itself: this is for a [substitute](crate::worker::Worker::substitute) that hands it on.
///
/// ```
/// # use std::sync::Arc;
/// use ntro_workflow::worker::{HistoryActivities, TaskHistory};
///
/// fn of_a_test(history: Arc<dyn TaskHistory>) -> HistoryActivities {
///     HistoryActivities::new(Some(history))
/// }
/// ```
pub struct HistoryActivities {
    store: Option<Arc<dyn TaskHistory>>,
}

#[ntro_activities(prefix = "ntro", crate = crate)]
impl HistoryActivities {
    #[activity]
    async fn record_task(&self, _: &ActivityCtx, task: CompletedTask) -> Result<(), ActivityError> {
        let Some(store) = &self.store else {
            tracing::info!(
                task = task.task_id,
                slug = task.slug,
                "a completed task is not recorded: the worker has no task history (`Registry::history`)"
            );
            return Ok(());
        };
        store.record(task).await.map_err(failed)
    }

    #[activity]
    async fn previous_task(
        &self,
        _: &ActivityCtx,
        query: PreviousQuery,
    ) -> Result<Option<PreviousTask>, ActivityError> {
        self.store()?.previous(query).await.map_err(failed)
    }

    #[activity]
    async fn find_committed_document(
        &self,
        _: &ActivityCtx,
        query: DocumentQuery,
    ) -> Result<Option<PreviousTask>, ActivityError> {
        self.store()?.find_committed_document(query).await.map_err(failed)
    }

    #[activity]
    async fn task_attributes(&self, _: &ActivityCtx) -> Result<Option<TaskAttributes>, ActivityError> {
        Ok(self.store.as_ref().and_then(|store| store.attributes()))
    }
}

impl HistoryActivities {
    /// With a store, or without one.
    #[must_use]
    pub fn new(store: Option<Arc<dyn TaskHistory>>) -> Self {
        Self { store }
    }

    fn store(&self) -> Result<&Arc<dyn TaskHistory>, ActivityError> {
        self.store.as_ref().ok_or_else(|| {
            let message = "a task of the past is asked for, and the worker has no task history; \
                           give it one by `Registry::history`";
            ActivityError::permanent("NoTaskHistory", message)
        })
    }
}

fn failed(error: TaskHistoryError) -> ActivityError {
    match error {
        TaskHistoryError::Unavailable(_) => ActivityError::retryable("TaskHistoryUnavailable", error),
        TaskHistoryError::NotReady(_) => ActivityError::retryable("TaskHistoryNotReady", error),
        TaskHistoryError::Damaged(_) => ActivityError::permanent("TaskHistoryDamaged", error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runbook::activity_definition::ActivityRef;
    use crate::runbook::task::ATTRIBUTES;

    #[test]
    fn the_runbooks_names_are_those_of_the_activities() {
        let named = [
            (HistoryActivities::RECORD_TASK.name(), RECORD.name()),
            (HistoryActivities::PREVIOUS_TASK.name(), PREVIOUS.name()),
            (HistoryActivities::FIND_COMMITTED_DOCUMENT.name(), FIND_DOCUMENT.name()),
            (HistoryActivities::TASK_ATTRIBUTES.name(), ATTRIBUTES),
        ];
        for (hosted, called) in named {
            assert_eq!(hosted, called);
        }
        let _: ActivityRef<PreviousQuery, Option<PreviousTask>> = HistoryActivities::PREVIOUS_TASK;
    }
}
