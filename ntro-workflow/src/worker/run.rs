//! One run, as a client sees it.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::handle::{QueryRef, SignalRef, UpdateRef};
use crate::wire::Payload;
use crate::worker::client::ClientError;
use crate::worker::raw::{encode, fit};
use crate::worker::tree::{self, RunTree};
use crate::worker::untyped::UntypedRun;

/// One run of the runbook `W`, found by its workflow id. Cheap to clone.
///
/// It is an [`UntypedRun`] that knows its types: what needs none, such as [`UntypedRun::act`],
/// [`UntypedRun::ui_state`] and [`UntypedRun::cancel`], is there.
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
    run: UntypedRun,
    runbook: PhantomData<fn() -> W>,
}

impl<W> Clone for RunHandle<W> {
    fn clone(&self) -> Self {
        Self { run: self.run.clone(), runbook: PhantomData }
    }
}

impl<W> Deref for RunHandle<W> {
    type Target = UntypedRun;

    fn deref(&self) -> &UntypedRun {
        &self.run
    }
}

impl<W: NtroWorkflow> RunHandle<W> {
    pub(crate) fn new(run: UntypedRun) -> Self {
        Self { run, runbook: PhantomData }
    }

    /// Sends a signal. It is on record when this returns, and not yet handled.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] if the run is closed, [`ClientError::Payload`], [`ClientError::Server`].
    /// What the run refuses is no error here: it is on record in the log of [`UntypedRun::ui_state`].
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
        (**self).signal(signal.name(), &encode("the payload of a signal", value)?).await
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
        let argument = encode("the argument of a query", argument)?;
        fit("the answer of a query", (**self).query(query.name(), &argument).await?)
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
        let value = encode("the payload of an update", value)?;
        fit("the answer of an update", (**self).update(update.name(), &value).await?)
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
        tree::of(self, W::SLUG).await
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
        fit("the result of the run", (**self).result().await?)
    }
}
