//! One run, by its names alone: what a tool knows that has no Rust type of the runbook.

use std::sync::Arc;

use serde_json::{Value, json};
use temporalio_client::errors::WorkflowUpdateError;
use temporalio_client::{
    WorkflowCancelOptions, WorkflowExecuteUpdateOptions, WorkflowFetchHistoryOptions, WorkflowHandle,
    WorkflowSignalOptions, WorkflowTerminateOptions,
};
use tokio::sync::OnceCell;

use crate::runbook::payload;
use crate::state::said::said;
use crate::wire::{ActionMessage, LogEntry, PendingAction, Receipt, StepDescriptor, UiState};
use crate::worker::client::{Client, ClientError};
use crate::worker::raw::{RawName, RawRun, encode, fit, misfit, query_json, raw_handle};
use crate::worker::run_info::RunInfo;
use crate::worker::tree::{self, RunTree};

/// One run, found by its workflow id, with JSON in and out. Cheap to clone.
///
/// A [`RunHandle`](crate::worker::RunHandle) is one that knows its runbook's types besides: everything
/// here can be done with it too.
///
/// ```no_run
/// # use ntro_workflow::worker::{Client, ClientError};
/// # async fn example(client: &Client) -> Result<(), ClientError> {
/// let run = client.untyped_run("close-2026-03");
/// run.signal("note", &serde_json::json!("the bank was late")).await?;
/// println!("closed: {}", run.result().await?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct UntypedRun {
    client: Client,
    workflow_id: String,
    run_id: Option<String>,
    /// It is asked for once, and stays.
    slug: Arc<OnceCell<String>>,
}

impl UntypedRun {
    pub(crate) fn new(client: Client, workflow_id: &str, run_id: Option<String>) -> Self {
        Self { client, workflow_id: workflow_id.to_owned(), run_id, slug: Arc::default() }
    }

    /// The workflow id.
    ///
    /// ```
    /// # use ntro_workflow::worker::UntypedRun;
    /// fn link(run: &UntypedRun) -> String {
    ///     format!("/runs/{}", run.workflow_id())
    /// }
    /// ```
    #[must_use]
    pub fn workflow_id(&self) -> &str {
        &self.workflow_id
    }

    /// The run id, where it is known: of a run that this client started. Messages go to that run only, not
    /// to a later one with the same workflow id.
    ///
    /// ```
    /// # use ntro_workflow::worker::UntypedRun;
    /// fn means_the_newest(run: &UntypedRun) -> bool {
    ///     run.run_id().is_none()
    /// }
    /// ```
    #[must_use]
    pub fn run_id(&self) -> Option<&str> {
        self.run_id.as_deref()
    }

    /// One run among those that have the workflow id one after the other, by its run id.
    ///
    /// ```
    /// # use ntro_workflow::worker::UntypedRun;
    /// fn the_first(run: &UntypedRun, run_id: &str) -> UntypedRun {
    ///     run.at_run(run_id) // it may have gone on as a new one since
    /// }
    /// ```
    #[must_use]
    pub fn at_run(&self, run_id: &str) -> Self {
        Self { run_id: Some(run_id.to_owned()), ..self.clone() }
    }

    /// Whichever run has the workflow id: this one, or as what it went on.
    ///
    /// ```
    /// # use ntro_workflow::worker::UntypedRun;
    /// # fn example(run: &UntypedRun) {
    /// assert!(run.newest().run_id().is_none());
    /// # }
    /// ```
    #[must_use]
    pub fn newest(&self) -> Self {
        Self { run_id: None, ..self.clone() }
    }

    /// The SDK's handle, untyped, for what this one does not do.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::UntypedRun;
    /// # async fn example(run: &UntypedRun) -> Result<(), Box<dyn std::error::Error>> {
    /// let description = run.sdk().describe(Default::default()).await?;
    /// # drop(description); Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn sdk(&self) -> WorkflowHandle<temporalio_client::Client, RawRun> {
        raw_handle(&self.client, &self.workflow_id, self.run_id.clone())
    }

    /// Sends a signal with any JSON. It is on record when this returns, and not yet handled.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if the run is closed, [`ClientError::Server`]. What the run refuses is no
    /// error here: it is on record in the log of [`UntypedRun::ui_state`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// run.signal("document_submitted", &serde_json::json!({ "document_ref": "inbox/4711.pdf" })).await
    /// # }
    /// ```
    pub async fn signal(&self, name: &str, value: &Value) -> Result<(), ClientError> {
        let options = WorkflowSignalOptions::default();
        let sent = self.sdk().signal(RawName(name.into()), value.clone(), options).await;
        sent.map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))
    }

    /// Asks a query; with `null` where it takes nothing. A closed run answers too, as long as its history
    /// is kept and a worker has its runbook.
    ///
    /// # Errors
    /// [`ClientError::NotFound`], [`ClientError::Refused`] with what the handler says,
    /// [`ClientError::Stuck`] if the run does not go on, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// println!("EUR is at {}", run.query("rate_of", &serde_json::json!("EUR")).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query(&self, name: &str, argument: &Value) -> Result<Value, ClientError> {
        match query_json(&self.sdk(), &self.workflow_id, name, argument.clone()).await {
            Err(ClientError::Server(said)) if is_of_a_stuck_run(&said) => Err(self.stuck_or(said).await),
            answered => answered,
        }
    }

    /// Sees to it that the run is not stuck, before it is asked or told something that it could not answer.
    ///
    /// # Errors
    /// [`ClientError::Stuck`] with the reason if its workflow task fails. [`ClientError::NotFound`],
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// match run.see_it_go_on().await {
    ///     Err(ClientError::Stuck { cause, .. }) => println!("its runbook is to be mended: {cause}"),
    ///     asked => asked?,
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn see_it_go_on(&self) -> Result<(), ClientError> {
        let described = self.sdk().describe(Default::default()).await;
        let described = described.map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))?;
        // Most tasks are done at once, and then nothing more needs to be asked.
        match described.into_raw().pending_workflow_task {
            Some(task) if task.attempt > 1 => {
                let failed = self.client.failed_task(&self.workflow_id, self.run_id.as_deref()).await?;
                failed.map_or(Ok(()), |cause| Err(self.stuck(cause)))
            }
            _ => Ok(()),
        }
    }

    /// The server says that it is stuck. The history says why.
    async fn stuck_or(&self, said: String) -> ClientError {
        match self.client.failed_task(&self.workflow_id, self.run_id.as_deref()).await {
            Ok(cause) => self.stuck(cause.unwrap_or(said)),
            Err(error) => error,
        }
    }

    fn stuck(&self, cause: String) -> ClientError {
        ClientError::Stuck { workflow_id: self.workflow_id.clone(), cause }
    }

    /// Sends an update with any JSON and waits for its answer.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with the reason if the run refused it; nothing has changed then.
    /// [`ClientError::NotFound`], [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// println!("it was {} before", run.update("set_rate", &serde_json::json!(1.09)).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update(&self, name: &str, value: &Value) -> Result<Value, ClientError> {
        self.update_as(None, name, value.clone()).await
    }

    async fn update_as(
        &self,
        update_id: Option<String>,
        name: &str,
        value: Value,
    ) -> Result<Value, ClientError> {
        let mut lost = 0;
        loop {
            let mut options = WorkflowExecuteUpdateOptions::default();
            options.update_id.clone_from(&update_id);
            let answer = self.sdk().execute_update(RawName(name.into()), value.clone(), options).await;
            match answer {
                Err(error) if lost < MOST_LOST && was_lost(&error) => lost += 1,
                Err(error) => return Err(ClientError::of_update(&self.workflow_id, &error)),
                Ok(answer) => {
                    let misfit = |message| misfit("the answer of an update", message);
                    return payload::single_json(&answer.payloads).map_err(misfit);
                }
            }
        }
    }

    /// Sends a decision and waits for the receipt. With an action id the click may be retried: it is
    /// applied once at its gate. Another answer under that id is refused.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with the reason; nothing has changed then. [`ClientError::NotFound`],
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// use ntro_workflow::wire::action::{Address, UserActionMessage};
    ///
    /// if let Some(pending) = run.pending_action().await? {
    ///     let mut seen = Address::new(pending.gate_id.unwrap_or_default());
    ///     (seen.revision, seen.digest) = (pending.revision, pending.digest);
    ///     let receipt = run.act(UserActionMessage::approve().at(&seen).action_id("click-17")).await?;
    ///     assert!(receipt.closed);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn act(&self, action: impl Into<ActionMessage>) -> Result<Receipt, ClientError> {
        let message = action.into();
        let value = encode("the answer", &message)?;
        fit("the receipt", self.update_as(update_id(&message), "user_action", value).await?)
    }

    /// The breadcrumb: the steps in source order.
    ///
    /// # Errors
    /// As [`UntypedRun::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// for step in run.steps().await? {
    ///     println!("{}: {:?}", step.title, step.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn steps(&self) -> Result<Vec<StepDescriptor>, ClientError> {
        fit("the steps of a run", self.query("current_steps", &Value::Null).await?)
    }

    /// What the run waits for; `None` while it works on its own. With several gates open, the oldest:
    /// [`UntypedRun::ui_state`] has them all.
    ///
    /// # Errors
    /// As [`UntypedRun::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// match run.pending_action().await? {
    ///     Some(pending) => println!("waits: {:?}, {}", pending.kind, pending.reason.unwrap_or_default()),
    ///     None => println!("works on its own, or is closed"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn pending_action(&self) -> Result<Option<PendingAction>, ClientError> {
        fit("what a run waits for", self.query("current_pending_action", &Value::Null).await?)
    }

    /// Everything that a screen needs of this run, with the newest page of the log.
    ///
    /// # Errors
    /// As [`UntypedRun::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// let screen = run.ui_state().await?;
    /// println!("{} of {} steps", screen.steps_completed.len(), screen.steps.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn ui_state(&self) -> Result<UiState, ClientError> {
        fit("the state of a run", self.query("current_ui_state", &Value::Null).await?)
    }

    /// The log, all of its lines, oldest first: what happened at the gates, and who did it.
    ///
    /// # Errors
    /// As [`UntypedRun::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// for line in run.log().await? {
    ///     println!("{}: {:?}", line.at, line.event);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn log(&self) -> Result<Vec<LogEntry>, ClientError> {
        let mut page = self.ui_state().await?;
        let mut lines = page.log;
        let mut before = page.log_total.saturating_sub(lines.len());
        while before > 0 {
            page = self.ui_state_with_log_before(before).await?;
            // A page without a line would be asked for again and again.
            before = if page.log.is_empty() { 0 } else { before.saturating_sub(page.log.len()) };
            lines.splice(0..0, page.log);
        }
        Ok(lines)
    }

    /// As [`UntypedRun::ui_state`], with the page of the log that ends before line `n`, counted from 0.
    ///
    /// # Errors
    /// As [`UntypedRun::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{wire::UiState, worker::{ClientError, UntypedRun}};
    /// # async fn example(run: &UntypedRun) -> Result<UiState, ClientError> {
    /// let newest = run.ui_state().await?;
    /// let older = run.ui_state_with_log_before(newest.log_total - newest.log.len()).await?;
    /// # Ok(older)
    /// # }
    /// ```
    pub async fn ui_state_with_log_before(&self, n: usize) -> Result<UiState, ClientError> {
        fit("the state of a run", self.query("current_ui_state", &json!({ "log_before": n })).await?)
    }

    /// What the server knows of it, which it tells without a worker.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if there is none with that id, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// let info = run.info().await?;
    /// println!("a run of {}, on the task queue {}", info.slug(), info.task_queue);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn info(&self) -> Result<RunInfo, ClientError> {
        let described = self.sdk().describe(Default::default()).await;
        let described = described.map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))?;
        let info = described.into_raw().workflow_execution_info.unwrap_or_default();
        Ok(RunInfo::new(info))
    }

    /// This run and, asked one by one, all runs below it.
    ///
    /// # Errors
    /// As [`UntypedRun::query`] if this run cannot be asked; a child that cannot is in the tree without
    /// state.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// let tree = run.tree().await?;
    /// println!("{} has {} children", tree.workflow_id, tree.children.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn tree(&self) -> Result<RunTree, ClientError> {
        let slug = self.slug.get_or_try_init(async || Ok(self.info().await?.slug())).await?;
        tree::of(self, slug).await
    }

    /// The client that found it: the way to other runs, such as its children.
    ///
    /// ```
    /// # use ntro_workflow::{wire::DrillDownChild, worker::UntypedRun};
    /// fn inside(run: &UntypedRun, child: &DrillDownChild) -> UntypedRun {
    ///     run.client().untyped_run(&child.task_id)
    /// }
    /// ```
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits for the result, for as long as the run takes.
    ///
    /// # Errors
    /// [`ClientError::RunFailed`], [`RunCancelled`](ClientError::RunCancelled),
    /// [`RunTerminated`](ClientError::RunTerminated) and [`RunTimedOut`](ClientError::RunTimedOut) say how
    /// the run closed without one. [`ClientError::NotFound`], [`ClientError::Payload`],
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// match run.result().await {
    ///     Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => println!("{message}"),
    ///     closed => println!("{}", closed?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn result(&self) -> Result<Value, ClientError> {
        let result = self.sdk().get_result(Default::default()).await;
        let result = result.map_err(|error| ClientError::of_result(&self.workflow_id, &error))?;
        payload::single_json(&result.payloads).map_err(|message| misfit("the result of the run", message))
    }

    /// Asks the run to cancel; it may clean up first. `reason` is what its
    /// [`Cancellation`](crate::Cancellation) says.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if there is none with that id, [`ClientError::Server`]. Of one that is closed
    /// already the server may say nothing.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// run.cancel("wrong period").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn cancel(&self, reason: &str) -> Result<(), ClientError> {
        let options = WorkflowCancelOptions::builder().reason(reason).build();
        self.sdk()
            .cancel(options)
            .await
            .map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))
    }

    /// Ends the run at once, without clean-up. `reason` is kept in its history.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if it is closed, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::{ClientError, UntypedRun};
    /// # async fn example(run: &UntypedRun) -> Result<(), ClientError> {
    /// run.terminate("its runbook is gone").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn terminate(&self, reason: &str) -> Result<(), ClientError> {
        let options = WorkflowTerminateOptions::builder().reason(reason).build();
        self.sdk()
            .terminate(options)
            .await
            .map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))
    }

    /// The history, as JSON that the SDK's replayer reads.
    ///
    /// # Errors
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::UntypedRun;
    /// # async fn example(run: &UntypedRun) -> Result<(), Box<dyn std::error::Error>> {
    /// std::fs::write(format!("{}.json", run.workflow_id()), run.history().await?)?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn history(&self) -> Result<Vec<u8>, ClientError> {
        let history = self.sdk().fetch_history(WorkflowFetchHistoryOptions::default());
        history.to_json().await.map_err(|error| ClientError::Server(error.to_string()))
    }
}

/// Whether a query got no answer because the workflow task of the run fails.
fn is_of_a_stuck_run(said: &str) -> bool {
    said.contains("Workflow Task in failed state")
}

/// How often an update is sent again that was lost.
const MOST_LOST: u32 = 8;

/// Whether an update was lost with its task: something came in while the worker was about to close the run, so
/// that the server has the task done again, without the update. Nothing of it was applied.
fn was_lost(error: &WorkflowUpdateError) -> bool {
    matches!(error, WorkflowUpdateError::Rpc(status) if status.message().contains("unexpected workflow task failure"))
}

/// The server knows an update by its id within the whole run, and gives the answer of the first one to each of that id,
/// whatever it says. An action id is one within its gate, and another answer under it is for the run to refuse.
fn update_id(message: &ActionMessage) -> Option<String> {
    let gate_id = message.address.as_ref().map_or("", |address| &address.gate_id);
    message.action_id.as_ref().map(|action_id| format!("{gate_id}#{action_id}#{}", said(&message.verb)))
}
