//! The task history in the server's own visibility store.

mod listed;

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::TryStreamExt as _;
use temporalio_client::WorkflowListOptions;

use crate::runbook::error::with_causes;
use crate::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskAttributes};
use crate::worker::client::{Client, ClientError};
use crate::worker::history::registration::faults;
use crate::worker::history::visibility::listed::{of_children, of_tasks, task};
use crate::worker::history::{TaskHistory, TaskHistoryError, TaskHistoryFuture};
use crate::worker::untyped::UntypedRun;

/// The task history without a database: runs are marked with three search attributes at their start, and found by
/// them for as long as the server keeps closed runs. What has just completed may be missing for a moment.
///
/// The attributes have to be registered, as `cargo ntro attributes --register` does it: a run that is marked with one
/// that is not would be wedged. Where they are missing, or of another type, nothing is marked, one line of the log says
/// so, and asking for a task is [`TaskHistoryError::NotReady`], until they are there.
///
/// ```
/// use ntro_workflow::worker::{Registry, VisibilityHistory};
///
/// let registry = Registry::new().history_later(VisibilityHistory::open);
/// ```
pub struct VisibilityHistory {
    client: Client,
    attributes: TaskAttributes,
    ready: AtomicBool,
}

impl VisibilityHistory {
    /// Looks whether the namespace has the attributes, by their usual names.
    ///
    /// # Errors
    /// [`ClientError::Server`] if that cannot be known. Attributes that are missing are no error here.
    ///
    /// ```no_run
    /// # async fn example(client: ntro_workflow::worker::Client) -> Result<(), ntro_workflow::worker::ClientError> {
    /// let history = ntro_workflow::worker::VisibilityHistory::open(client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn open(client: Client) -> Result<Self, ClientError> {
        Self::with_attributes(client, TaskAttributes::default()).await
    }

    /// As [`open`](Self::open), with other names.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    ///
    /// ```
    /// use ntro_workflow::wire::TaskAttributes;
    /// use ntro_workflow::worker::{Registry, VisibilityHistory};
    ///
    /// let names = TaskAttributes { entity: "FundName".into(), ..TaskAttributes::default() };
    /// let registry =
    ///     Registry::new().history_later(|client| VisibilityHistory::with_attributes(client, names));
    /// ```
    pub async fn with_attributes(client: Client, attributes: TaskAttributes) -> Result<Self, ClientError> {
        let history = Self { client, attributes, ready: AtomicBool::new(false) };
        if let Some(remedy) = history.missing().await? {
            tracing::error!("runs are not marked, and none will be found as a task of the past: {remedy}");
        }
        Ok(history)
    }

    /// What is missing in the namespace, and the one command that brings it; remembers that nothing is.
    async fn missing(&self) -> Result<Option<String>, ClientError> {
        let faults = faults(&self.client.task_attributes(&self.attributes).await?);
        self.ready.store(faults.is_none(), Ordering::Relaxed);
        Ok(faults.map(|faults| format!("{faults}; register them by `{}`", command(&self.attributes))))
    }

    async fn ready(&self) -> Result<(), TaskHistoryError> {
        if self.ready.load(Ordering::Relaxed) {
            return Ok(());
        }
        match self.missing().await.map_err(|error| away(&error))? {
            Some(remedy) => Err(TaskHistoryError::NotReady(remedy)),
            None => Ok(()),
        }
    }

    async fn tasks(&self, query: &PreviousQuery) -> Result<Vec<CompletedTask>, TaskHistoryError> {
        self.ready().await?;
        self.list(&of_tasks(query, &self.attributes)).await
    }

    /// All pages: no order can be asked for, and what is newest is known only of all.
    async fn list(&self, query: &str) -> Result<Vec<CompletedTask>, TaskHistoryError> {
        let listed = self.client.sdk().list_workflows(query, WorkflowListOptions::default());
        let runs: Vec<_> =
            listed.try_collect().await.map_err(|error| TaskHistoryError::Unavailable(with_causes(&error)))?;
        Ok(runs.into_iter().map(|run| task(run.into_raw(), &self.attributes)).collect())
    }

    /// The task, with the output that its run returned.
    async fn with_output(&self, task: CompletedTask) -> Result<PreviousTask, TaskHistoryError> {
        let run = UntypedRun::new(self.client.clone(), &task.task_id, Some(task.run_id.clone()));
        let output = run.result().await.map_err(|error| match error {
            ClientError::Payload { .. } => {
                TaskHistoryError::Damaged(format!("the output of task `{}`: {error}", task.task_id))
            }
            error => away(&error),
        })?;
        Ok(CompletedTask { output, ..task }.into())
    }

    async fn newest(&self, query: &PreviousQuery) -> Result<Option<PreviousTask>, TaskHistoryError> {
        match query.newest(&self.tasks(query).await?) {
            Some(newest) => self.with_output(newest.clone()).await.map(Some),
            None => Ok(None),
        }
    }

    async fn document(&self, query: &DocumentQuery) -> Result<Option<PreviousTask>, TaskHistoryError> {
        let mut tasks = self.tasks(&query.task).await?;
        if let Some(task) = query.task.newest(&tasks) {
            let children = self.list(&of_children(&task.task_id)).await?;
            let known: Vec<_> = tasks.iter().map(|task| task.run_id.clone()).collect();
            tasks.extend(children.into_iter().filter(|child| !known.contains(&child.run_id)));
        }
        match query.newest(&tasks) {
            Some(newest) => self.with_output(newest.clone()).await.map(Some),
            None => Ok(None),
        }
    }
}

impl TaskHistory for VisibilityHistory {
    /// Nothing: the server knows which runs have completed, and with what.
    fn record(&self, _: CompletedTask) -> TaskHistoryFuture<'_, ()> {
        Box::pin(async { Ok(()) })
    }

    fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async move { self.newest(&query).await })
    }

    fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async move { self.document(&query).await })
    }

    fn attributes(&self) -> Option<TaskAttributes> {
        self.ready.load(Ordering::Relaxed).then(|| self.attributes.clone())
    }
}

fn away(error: &ClientError) -> TaskHistoryError {
    TaskHistoryError::Unavailable(error.to_string())
}

/// The command that registers attributes of these names.
fn command(attributes: &TaskAttributes) -> String {
    let usual = TaskAttributes::default();
    let mut command = "cargo ntro attributes --register".to_owned();
    for ((option, name), usual) in
        ["--slug", "--entity", "--period"].into_iter().zip(attributes.names()).zip(usual.names())
    {
        if name != usual {
            command.push_str(&format!(" {option} {name}"));
        }
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_names_what_is_not_usual() {
        assert_eq!(command(&TaskAttributes::default()), "cargo ntro attributes --register");
        let ours = TaskAttributes { entity: "FundName".into(), ..TaskAttributes::default() };
        assert_eq!(command(&ours), "cargo ntro attributes --register --entity FundName");
    }
}
