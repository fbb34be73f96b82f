//! One run, as a client sees it.

use std::marker::PhantomData;

use serde_json::Value;
use temporalio_client::{
    WorkflowCancelOptions, WorkflowExecuteUpdateOptions, WorkflowFetchHistoryOptions, WorkflowHandle,
    WorkflowSignalOptions, WorkflowTerminateOptions,
};

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::handle::{QueryRef, RunbookHandles, SignalRef, UpdateRef};
use crate::runbook::payload;
use crate::wire::action::UserActionMessage;
use crate::wire::{ActionMessage, Payload, PendingAction, Receipt, StepDescriptor, UiState};
use crate::worker::client::{Client, ClientError};
use crate::worker::raw::{RawName, RawRun, encode, fit, misfit, query_json, raw_handle};
use crate::worker::tree::{self, RunTree};

/// One run of the runbook `W`, found by its workflow id. Cheap to clone.
///
/// ```no_run
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close { rate: f64 }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
/// #     #[signal] fn note(&mut self, _note: String) {}
/// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
/// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
/// # }
/// # use ntro_workflow::worker::{ClientError, RunHandle};
/// # async fn example(run: &RunHandle<Close>) -> Result<(), ClientError> {
/// run.signal(Close::NOTE, &"the bank was late".to_owned()).await?;
/// let rate = run.query(Close::RATE_OF, &"EUR".to_owned()).await?;
/// let before = run.update(Close::SET_RATE, &(rate + 0.01)).await?;
/// println!("{before} until now, for {}", run.result().await?);
/// # Ok(())
/// # }
/// ```
pub struct RunHandle<W> {
    client: Client,
    workflow_id: String,
    run_id: Option<String>,
    runbook: PhantomData<fn() -> W>,
}

impl<W> Clone for RunHandle<W> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            workflow_id: self.workflow_id.clone(),
            run_id: self.run_id.clone(),
            runbook: PhantomData,
        }
    }
}

impl<W: NtroWorkflow> RunHandle<W> {
    pub(crate) fn new(client: Client, workflow_id: &str, run_id: Option<String>) -> Self {
        Self { client, workflow_id: workflow_id.to_owned(), run_id, runbook: PhantomData }
    }

    /// The workflow id.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, worker::RunHandle};
    /// fn link<W: NtroWorkflow>(run: &RunHandle<W>) -> String {
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
    /// # use ntro_workflow::{NtroWorkflow, worker::RunHandle};
    /// fn means_the_newest<W: NtroWorkflow>(run: &RunHandle<W>) -> bool {
    ///     run.run_id().is_none()
    /// }
    /// ```
    #[must_use]
    pub fn run_id(&self) -> Option<&str> {
        self.run_id.as_deref()
    }

    /// The SDK's handle, untyped, for what this one does not do.
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::RunHandle};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), Box<dyn std::error::Error>> {
    /// let description = run.sdk().describe(Default::default()).await?;
    /// # drop(description); Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn sdk(&self) -> WorkflowHandle<temporalio_client::Client, RawRun> {
        raw_handle(&self.client, &self.workflow_id, self.run_id.clone())
    }

    /// Sends a signal. It is on record when this returns, and not yet handled.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if the run is closed, [`ClientError::Payload`], [`ClientError::Server`].
    /// What the run refuses is no error here: it is on record in the log of [`RunHandle::ui_state`].
    ///
    /// ```no_run
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// # use ntro_workflow::worker::{ClientError, RunHandle};
    /// # async fn example(run: &RunHandle<Close>) -> Result<(), ClientError> {
    /// run.signal(Close::NOTE, &"the bank was late".to_owned()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn signal<P: Payload>(&self, signal: SignalRef<W, P>, value: &P) -> Result<(), ClientError> {
        let value = encode("the payload of a signal", value)?;
        let sent =
            self.sdk().signal(RawName(signal.name().into()), value, WorkflowSignalOptions::default()).await;
        sent.map_err(|error| ClientError::of_interaction(&self.workflow_id, &error))
    }

    /// Asks a query. A closed run answers too, as long as its history is kept and a worker has its runbook.
    ///
    /// # Errors
    /// [`ClientError::NotFound`], [`ClientError::Refused`] with what the handler says,
    /// [`ClientError::Payload`], [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// # use ntro_workflow::worker::{ClientError, RunHandle};
    /// # async fn example(run: &RunHandle<Close>) -> Result<(), ClientError> {
    /// let rate = run.query(Close::RATE_OF, &"EUR".to_owned()).await?;
    /// # let _: f64 = rate;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query<P: Payload, R: Payload>(
        &self,
        query: QueryRef<W, P, R>,
        argument: &P,
    ) -> Result<R, ClientError> {
        let answer = query_json(
            &self.sdk(),
            &self.workflow_id,
            query.name(),
            encode("the argument of a query", argument)?,
        )
        .await?;
        fit("the answer of a query", answer)
    }

    /// Sends an update and waits for its answer.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with the reason if the run refused it; nothing has changed then.
    /// [`ClientError::NotFound`], [`ClientError::Payload`], [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { rate: f64 }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
    /// #     #[signal] fn note(&mut self, _note: String) {}
    /// #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
    /// #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
    /// # }
    /// # use ntro_workflow::worker::{ClientError, RunHandle};
    /// # async fn example(run: &RunHandle<Close>) -> Result<(), ClientError> {
    /// let before = run.update(Close::SET_RATE, &1.09).await?;
    /// # let _: f64 = before;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update<P: Payload, R: Payload>(
        &self,
        update: UpdateRef<W, P, R>,
        value: &P,
    ) -> Result<R, ClientError> {
        self.update_as(None, update, value).await
    }

    async fn update_as<P: Payload, R: Payload>(
        &self,
        update_id: Option<String>,
        update: UpdateRef<W, P, R>,
        value: &P,
    ) -> Result<R, ClientError> {
        let mut options = WorkflowExecuteUpdateOptions::default();
        options.update_id = update_id;
        let value = encode("the payload of an update", value)?;
        let answer = self.sdk().execute_update(RawName(update.name().into()), value, options).await;
        let answer = answer.map_err(|error| ClientError::of_update(&self.workflow_id, &error))?;
        let answer = payload::single_json(&answer.payloads);
        fit("the answer of an update", answer.map_err(|message| misfit("the answer of an update", message))?)
    }

    /// Sends a decision and waits for the receipt. With an action id the click may be retried: it is
    /// applied once at its gate.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with the reason; nothing has changed then. [`ClientError::NotFound`],
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
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
    pub async fn act(&self, action: UserActionMessage) -> Result<Receipt, ClientError> {
        let message = action.into_message();
        self.update_as(update_id(&message), W::USER_ACTION_UPDATE, &message).await
    }

    /// The breadcrumb: the steps in source order.
    ///
    /// # Errors
    /// As [`RunHandle::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
    /// for step in run.steps().await? {
    ///     println!("{}: {:?}", step.title, step.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn steps(&self) -> Result<Vec<StepDescriptor>, ClientError> {
        self.query(W::CURRENT_STEPS, &()).await
    }

    /// What the run waits for; `None` while it works on its own. With several gates open, the oldest:
    /// [`RunHandle::ui_state`] has them all.
    ///
    /// # Errors
    /// As [`RunHandle::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
    /// match run.pending_action().await? {
    ///     Some(pending) => println!("waits: {:?}, {}", pending.kind, pending.reason.unwrap_or_default()),
    ///     None => println!("works on its own, or is closed"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn pending_action(&self) -> Result<Option<PendingAction>, ClientError> {
        self.query(W::CURRENT_PENDING_ACTION, &()).await
    }

    /// Everything that a screen needs of this run, with the newest page of the log.
    ///
    /// # Errors
    /// As [`RunHandle::query`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
    /// let screen = run.ui_state().await?;
    /// println!("{} of {} steps", screen.steps_completed.len(), screen.steps.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn ui_state(&self) -> Result<UiState, ClientError> {
        self.query(W::CURRENT_UI_STATE, &Value::Null).await
    }

    /// This run and, asked one by one, all runs below it.
    ///
    /// # Errors
    /// As [`RunHandle::query`] if this run cannot be asked; a child that cannot is in the tree without
    /// state.
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
    /// let tree = run.tree().await?;
    /// println!("{} has {} children", tree.workflow_id, tree.children.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn tree(&self) -> Result<RunTree, ClientError> {
        tree::of(&self.client, &self.workflow_id, W::SLUG).await
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
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
    /// match run.result().await {
    ///     Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => println!("{message}"),
    ///     closed => drop(closed?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn result(&self) -> Result<W::Output, ClientError> {
        let result = self.sdk().get_result(Default::default()).await;
        let result = result.map_err(|error| ClientError::of_result(&self.workflow_id, &error))?;
        let result = payload::single_json(&result.payloads)
            .map_err(|message| misfit("the result of the run", message))?;
        fit("the result of the run", result)
    }

    /// Asks the run to cancel; it may clean up first. `reason` is what its
    /// [`Cancellation`](crate::Cancellation) says.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if it is closed, [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
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
    /// # use ntro_workflow::{NtroWorkflow, worker::{ClientError, RunHandle}};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), ClientError> {
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
    /// # use ntro_workflow::{NtroWorkflow, worker::RunHandle};
    /// # async fn example<W: NtroWorkflow>(run: &RunHandle<W>) -> Result<(), Box<dyn std::error::Error>> {
    /// std::fs::write(format!("{}.json", run.workflow_id()), run.history().await?)?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn history(&self) -> Result<Vec<u8>, ClientError> {
        let history = self.sdk().fetch_history(WorkflowFetchHistoryOptions::default());
        history.to_json().await.map_err(|error| ClientError::Server(error.to_string()))
    }
}

/// The server knows an update by its id within the whole run, an action id is one within its gate.
fn update_id(message: &ActionMessage) -> Option<String> {
    let gate_id = message.address.as_ref().map_or("", |address| &address.gate_id);
    message.action_id.as_ref().map(|action_id| format!("{gate_id}#{action_id}"))
}
