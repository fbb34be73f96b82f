//! What the author's methods hold: the run, its state, and everything that they may wait for.

use std::pin::Pin;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::Fuse;
use jiff::Timestamp;
use temporalio_workflow::workflows::JoinAll;
use temporalio_workflow::{
    TimerOptions, TimerResult, WaitConditionOptions, WorkflowCancellationToken, WorkflowContext,
};

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::unwind;
use crate::runbook::workflow::{Author, Runbook};
use crate::state::State;
use crate::wire::Refusal;

/// The longest timer. The server counts its time in nanoseconds, in 64 bits: more than 292 years have no room there.
const LONGEST: Duration = Duration::from_nanos(i64::MAX as u64);

/// The context of a run.
///
/// Cheap to clone, and all of its methods take `&self`, so that steps and children can be joined.
/// It is the only source of time, waiting and randomness in a runbook: the standard library's are
/// not the same on replay.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close { note: Option<String> }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::review(ctx).await.map(drop) }
/// #[ui_step(name = "review", title = "Review", icon = "Eye")]
/// async fn review(ctx: &Ctx<Self>) -> RunbookResult<UserAction<String>> {
///     let note = ctx.state(|close| close.note.clone()).unwrap_or_default();
///     ctx.wait_for_action(&note).reason(format!("Opened at {}", ctx.now())).await
/// }
/// # }
/// ```
pub struct Ctx<W: NtroWorkflow> {
    sdk: WorkflowContext<Runbook<W>>,
    /// The token of [`Ctx::shielded`] instead of the run's own.
    shield: Option<WorkflowCancellationToken>,
}

impl<W: NtroWorkflow> Clone for Ctx<W> {
    fn clone(&self) -> Self {
        Self { sdk: self.sdk.clone(), shield: self.shield.clone() }
    }
}

impl<W: NtroWorkflow> Ctx<W> {
    pub(crate) fn new(sdk: WorkflowContext<Runbook<W>>) -> Self {
        Self { sdk, shield: None }
    }

    pub(crate) fn sdk(&self) -> &WorkflowContext<Runbook<W>> {
        &self.sdk
    }

    /// Changes the state machine and shows the breadcrumb in Temporal's own Web UI. Called on
    /// transitions only: a change while polling would make the SDK poll again without end.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let (result, breadcrumb) = self.sdk.state_mut(|runbook| {
            let result = change(&mut runbook.state);
            (result, runbook.state.breadcrumb())
        });
        self.sdk.set_current_details(breadcrumb);
        result
    }

    /// Lets the author's code change the author's struct.
    pub(crate) fn with_author_mut<R>(&self, change: impl FnOnce(&mut W) -> R) -> Result<R, Refusal> {
        self.sdk.state_mut(|runbook| {
            runbook.author_version += 1;
            runbook.author.get_mut().map(change)
        })
    }

    pub(crate) fn token(&self) -> WorkflowCancellationToken {
        self.shield.clone().unwrap_or_else(|| self.sdk.cancellation_token())
    }

    /// Reads the runbook's struct.
    ///
    /// # Panics
    /// If `read` calls [`Ctx::state_mut`]: the struct is borrowed meanwhile. As any panic of a runbook,
    /// it closes the run as failed with the type `Panic`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { note: Option<String> }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<Option<String>> {
    /// let note = ctx.state(|close| close.note.clone());
    /// # Ok(note)
    /// # }
    /// # }
    /// ```
    pub fn state<R>(&self, read: impl FnOnce(&W) -> R) -> R {
        self.sdk.state(|runbook| match &runbook.author {
            Author::Ready { runbook, .. } => read(runbook),
            Author::Broken(error) => {
                unreachable!("no runbook code runs in a run that has not started: {error}")
            }
        })
    }

    /// Changes the runbook's struct.
    ///
    /// # Panics
    /// If `change` reads or changes the state of the run through a context: the struct is borrowed
    /// meanwhile. Ask first, then change. As any panic of a runbook, it closes the run as failed with
    /// the type `Panic`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { note: Option<String> }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
    /// let opened = format!("opened at {}", ctx.now());
    /// ctx.state_mut(|close| close.note = Some(opened));
    /// # Ok(())
    /// # }
    /// # }
    /// ```
    pub fn state_mut<R>(&self, change: impl FnOnce(&mut W) -> R) -> R {
        match self.with_author_mut(change) {
            Ok(result) => result,
            Err(refusal) => unreachable!("no runbook code runs in a run that has not started: {refusal}"),
        }
    }

    /// The workflow id of the run: the name by which clients find it again.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> String {
    /// let subject = format!("Close {} waits for you", ctx.workflow_id());
    /// # subject
    /// # }
    /// ```
    #[must_use]
    pub fn workflow_id(&self) -> &str {
        self.sdk.workflow_id()
    }

    /// The run id that survives reset and replay. With [`Ctx::workflow_id`] the key under which an
    /// activity writes at most once.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> (String, String) {
    /// let key = (ctx.workflow_id().to_owned(), ctx.original_run_id());
    /// # key
    /// # }
    /// ```
    #[must_use]
    pub fn original_run_id(&self) -> String {
        self.sdk.state(|runbook| runbook.state.run().original_run_id.clone())
    }

    /// The task queue of the run; activities and children go there too, unless they say otherwise.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> bool {
    /// let on_trial = ctx.task_queue().starts_with("trial-");
    /// # on_trial
    /// # }
    /// ```
    #[must_use]
    pub fn task_queue(&self) -> &str {
        self.sdk.task_queue()
    }

    /// Workflow time: the same on replay. It moves only while the runbook waits.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    /// let asked_at = ctx.now();
    /// ctx.sleep(Duration::from_secs(60)).await?;
    /// let waited = ctx.now().duration_since(asked_at); // a minute or more
    /// # let _ = waited; Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.sdk.workflow_time().and_then(|time| time.try_into().ok()).unwrap_or_default()
    }

    /// A random UUID that is the same on replay: version 4, in lower case with hyphens.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> String {
    /// let journal_id = ctx.uuid4();
    /// # journal_id
    /// # }
    /// ```
    #[must_use]
    pub fn uuid4(&self) -> String {
        self.sdk.uuid4()
    }

    /// Whether the run is being replayed: log only when it is not.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> () {
    /// if !ctx.is_replaying() {
    ///     tracing::info!(workflow_id = ctx.workflow_id(), "the period is closed");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn is_replaying(&self) -> bool {
        self.sdk.is_replaying_history_events()
    }

    /// Marks a change of runbook code: `false` for runs that passed here before the change.
    ///
    /// The answer is kept in history under `change_id`, so that a run gets the same one for ever.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> f64 {
    /// let limit = if ctx.patched("stricter-limit") { 0.01 } else { 0.05 };
    /// # limit
    /// # }
    /// ```
    #[must_use]
    pub fn patched(&self, change_id: &str) -> bool {
        self.sdk.patched(change_id)
    }

    /// Whether the run has been asked to cancel. A [`shielded`](Ctx::shielded) context tells the same.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    /// for _ in 0..3 {
    ///     if ctx.is_cancelled() {
    ///         break;
    ///     }
    ///     // … one round of the work.
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.sdk.cancellation_token().is_cancelled()
    }

    /// A context for cleaning up after a cancellation: what is awaited through it is not cancelled
    /// with the run.
    ///
    /// ```
    /// # use ntro_workflow::{ActivityRef, NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, unlock: ActivityRef<(), ()>) -> RunbookResult<()> {
    /// let worked = ctx.sleep(Duration::from_secs(3600)).await;
    /// if worked.is_err() {
    ///     ctx.shielded().activity(unlock, ()).await?;
    /// }
    /// # worked
    /// # }
    /// ```
    #[must_use]
    pub fn shielded(&self) -> Self {
        Self { sdk: self.sdk.clone(), shield: Some(WorkflowCancellationToken::new()) }
    }

    /// A context whose waits are cancelled with the run, or by that token alone, which is of this context's.
    pub(crate) fn under(&self, token: WorkflowCancellationToken) -> Self {
        Self { sdk: self.sdk.clone(), shield: Some(token) }
    }

    /// Waits for a while of workflow time: the run may be away from its worker meanwhile.
    ///
    /// # Errors
    /// [`RunbookError::Cancelled`] when the run is cancelled meanwhile.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    /// ctx.sleep(Duration::from_secs(24 * 60 * 60)).await?; // until tomorrow
    /// # Ok(())
    /// # }
    /// ```
    pub async fn sleep(&self, duration: Duration) -> RunbookResult<()> {
        let token = self.token();
        let mut options = TimerOptions::from(duration.min(LONGEST));
        options.cancellation_token = Some(token.clone());
        match self.sdk.timer(options).await {
            TimerResult::Fired => Ok(()),
            TimerResult::Cancelled => Err(RunbookError::cancelled(token.reason())),
        }
    }

    /// Waits until a predicate of the runbook's struct holds, without telling anybody. The predicate
    /// is called whenever something may have changed, and must not change anything itself.
    ///
    /// # Errors
    /// [`RunbookError::Cancelled`] when the run is cancelled meanwhile; a failure of the type
    /// `Panic` when the predicate panics.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close { note: Option<String> }
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
    /// ctx.wait_until(|close| close.note.is_some()).await?;
    /// # Ok(())
    /// # }
    /// # #[signal] fn note(&mut self, note: String) { self.note = Some(note); }
    /// # }
    /// ```
    pub async fn wait_until(&self, mut predicate: impl FnMut(&W) -> bool) -> RunbookResult<()> {
        let mut panic = None;
        let holds = |runbook: &Runbook<W>| match &runbook.author {
            Author::Ready { runbook, .. } => unwind::catch(|| predicate(runbook)).unwrap_or_else(|message| {
                panic = Some(message);
                true
            }),
            Author::Broken(_) => false,
        };
        self.wait_condition(holds).await?;
        panic.map_or(Ok(()), |message| Err(RunbookError::panicked("a predicate", &message)))
    }

    pub(crate) async fn wait_condition(
        &self,
        condition: impl FnMut(&Runbook<W>) -> bool,
    ) -> RunbookResult<()> {
        let mut options = WaitConditionOptions::default();
        options.cancellation_token = Some(self.token());
        Ok(self.sdk.wait_condition_with_options(condition, options).await?)
    }

    /// Awaits something for at most a while. The timer is gone afterwards, whatever came first, also
    /// when the wait is dropped.
    ///
    /// # Errors
    /// Those of the wait, and [`RunbookError::Cancelled`].
    pub(crate) async fn within<T>(
        &self,
        wait: impl Future<Output = RunbookResult<T>>,
        limit: Option<(Duration, String)>,
    ) -> RunbookResult<Waited<T>> {
        let Some((limit, summary)) = limit else {
            return wait.await.map(Waited::Value);
        };
        let token = self.token().child_token();
        let _cancel = CancelOnDrop(token.clone());
        let mut options = TimerOptions::from(limit.min(LONGEST));
        options.cancellation_token = Some(token.clone());
        options.summary = Some(summary);
        let mut timer = std::pin::pin!(self.sdk.timer(options));
        let mut wait = std::pin::pin!(wait.fuse());
        temporalio_workflow::select! {
            waited = wait => waited.map(Waited::Value),
            fired = timer => match fired {
                TimerResult::Fired => Ok(Waited::TimedOut),
                TimerResult::Cancelled => Err(RunbookError::cancelled(token.reason())),
            },
        }
    }
}

/// Makes a gate, a step or a child run fit for [`select!`](crate::select). What loses is dropped,
/// and a gate that is dropped is withdrawn.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, fused, prelude::*, select};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, draft: f64, last_year: f64) -> RunbookResult<f64> {
/// let mut left = fused(ctx.wait_for_action(&draft).named("draft"));
/// let mut right = fused(ctx.wait_for_action(&last_year).named("last_year"));
/// let chosen = select! {
///     draft = left => draft?.payload,
///     last_year = right => last_year?.payload,
/// };
/// # Ok(chosen)
/// # }
/// ```
pub fn fused<F: IntoFuture>(future: F) -> Pin<Box<Fuse<F::IntoFuture>>> {
    Box::pin(future.into_future().fuse())
}

/// Awaits steps, gates, activities and children side by side, and gives what they gave, in order.
///
/// ```
/// use ntro_workflow::prelude::*;
/// # #[derive(Default)]
/// # struct Close;
/// # #[ntro_workflow(slug = "nav-close")]
/// # impl Close {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, funds: Vec<String>) -> RunbookResult<Vec<String>> { Self::sign(ctx, &funds).await }
/// #[ui_step(name = "sign", title = "Sign each fund", icon = "Signature")]
/// async fn sign(ctx: &Ctx<Self>, funds: &[String]) -> RunbookResult<Vec<String>> {
///     let signed = join_all(funds.iter().map(|fund| ctx.wait_for_action(fund).named("sign"))).await;
///     signed.into_iter().map(|signed| Ok(signed?.payload)).collect()
/// }
/// # }
/// ```
pub fn join_all<I>(all: I) -> JoinAll<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture>,
{
    temporalio_workflow::join_all(all.into_iter().map(IntoFuture::into_future))
}

/// Cancels what has lost, such as a timer: dropping it alone would leave it running on the server.
pub(crate) struct CancelOnDrop(pub(crate) WorkflowCancellationToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// What a timed wait came to. Exhaustive, so that a forgotten timeout does not compile.
///
/// ```
/// use ntro_workflow::Waited;
///
/// let waited: Waited<u32> = Waited::TimedOut;
/// let error = waited.or_fail("no document within 24 hours").unwrap_err();
/// assert_eq!(error.kind(), Some("TimedOut"));
/// assert_eq!(Waited::Value(7).value(), Some(7));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a wait may have timed out"]
pub enum Waited<T> {
    /// What was waited for.
    Value(T),
    /// The time was up first.
    TimedOut,
}

impl<T> Waited<T> {
    /// The value, or a failure of the type `TimedOut` with this message.
    ///
    /// # Errors
    /// That failure, if the time was up first.
    pub fn or_fail(self, message: impl Into<String>) -> RunbookResult<T> {
        match self {
            Self::Value(value) => Ok(value),
            Self::TimedOut => Err(RunbookError::failed("TimedOut", message)),
        }
    }

    /// The value, if it came in time.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::TimedOut => None,
        }
    }
}
