//! What an activity knows of the attempt that it runs in.

use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::{Either, select};
use serde::Serialize;
use serde_json::Value;

/// The context of one activity attempt.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # struct Ledger;
/// # #[ntro_activities] impl Ledger {
/// #[activity]
/// async fn post(&self, ctx: &ActivityCtx, lines: Vec<String>) -> Result<usize, ActivityError> {
///     let posted = ctx.last_heartbeat().and_then(|said| said.as_u64()).unwrap_or(0) as usize;
///     for number in posted..lines.len() {
///         // … posts `lines[number]` under the key (`ctx.info().workflow_id`, `number`).
///         ctx.heartbeat(number + 1).await;
///     }
///     Ok(lines.len())
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct ActivityCtx {
    attempt: Arc<dyn ActivityAttempt>,
    /// What was said last, by this attempt or by the one before it.
    said: Arc<Mutex<Value>>,
}

/// Which attempt of which activity of which run this is.
///
/// ```
/// # use ntro_workflow::ActivityInfo;
/// # let info = ActivityInfo {
/// #     workflow_id: "close-7".into(), activity_id: "3".into(), activity_type: "bank.balance".into(),
/// #     task_queue: "runbooks".into(), attempt: 2, ..ActivityInfo::default()
/// # };
/// let what = format!("{} of {}, attempt {}", info.activity_type, info.workflow_id, info.attempt);
/// assert_eq!(what, "bank.balance of close-7, attempt 2");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityInfo {
    /// The workflow id of the run that asked for it; empty where no run did.
    pub workflow_id: String,
    /// The run id of that run; empty where no run did.
    pub run_id: String,
    /// The workflow type of that run; empty where no run did.
    pub workflow_type: String,
    /// The id of this call within the run; the same for all of its attempts.
    pub activity_id: String,
    /// The activity type on Temporal, such as `bank.balance`.
    pub activity_type: String,
    /// The task queue that it came by.
    pub task_queue: String,
    /// 1 for the first attempt.
    pub attempt: u32,
}

/// Where an activity runs: a worker, or a test.
pub(crate) trait ActivityAttempt: Send + Sync {
    fn info(&self) -> &ActivityInfo;
    fn heartbeat(&self, details: Value) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    fn last_heartbeat(&self) -> Option<Value>;
    /// Resolves when the attempt has been silent for long enough.
    fn next_beat(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    fn cancelled(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    fn is_abandoned(&self) -> Pin<Box<dyn Future<Output = bool> + Send + '_>>;
}

impl ActivityCtx {
    #[cfg(feature = "worker")]
    pub(crate) fn new(attempt: impl ActivityAttempt + 'static) -> Self {
        Self::of(Arc::new(attempt))
    }

    /// A context outside any worker, for unit tests of activities: its heartbeats go nowhere, there is no
    /// last one, and it is never cancelled.
    ///
    /// ```
    /// use ntro_workflow::{ActivityCtx, ActivityInfo};
    ///
    /// let info = ActivityInfo {
    ///     workflow_id: "close-7".into(),
    ///     activity_id: "1".into(),
    ///     activity_type: "documents.parse_pdf".into(),
    ///     task_queue: "test".into(),
    ///     attempt: 1,
    ///     ..ActivityInfo::default()
    /// };
    /// assert_eq!(ActivityCtx::detached(info).info().attempt, 1);
    /// ```
    #[must_use]
    pub fn detached(info: ActivityInfo) -> Self {
        Self::of(Arc::new(Detached(info)))
    }

    fn of(attempt: Arc<dyn ActivityAttempt>) -> Self {
        let said = Arc::new(Mutex::new(attempt.last_heartbeat().unwrap_or_default()));
        Self { attempt, said }
    }

    /// Which attempt this is.
    ///
    /// ```
    /// # use ntro_workflow::ActivityCtx;
    /// fn is_a_retry(ctx: &ActivityCtx) -> bool {
    ///     ctx.info().attempt > 1
    /// }
    /// ```
    #[must_use]
    pub fn info(&self) -> &ActivityInfo {
        self.attempt.info()
    }

    /// Says that the attempt is alive, and how far it is. Details that are not JSON are left out.
    ///
    /// A heartbeat that the worker cannot send is logged and not an error: the next one may get through.
    ///
    /// ```
    /// # async fn example(ctx: &ntro_workflow::ActivityCtx, pages: &[String]) {
    /// for (number, page) in pages.iter().enumerate() {
    ///     // … reads the page.
    ///     ctx.heartbeat(number).await;
    /// }
    /// # }
    /// ```
    pub async fn heartbeat(&self, details: impl Serialize) {
        let details = serde_json::to_value(details).unwrap_or_default();
        self.said().clone_from(&details);
        self.attempt.heartbeat(details).await;
    }

    /// Does the work, and says now and then that the attempt is alive: three times within the
    /// [silence](crate::ActivityCall::heartbeat_timeout) that the run allows, every ten seconds where it
    /// allows any. What was said last is said again, so that it is not lost to the next attempt.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # struct Files;
    /// # async fn download(url: String) -> Result<usize, std::io::Error> { Ok(url.len()) }
    /// # #[ntro_activities] impl Files {
    /// #[activity]
    /// async fn fetch(&self, ctx: &ActivityCtx, url: String) -> Result<usize, ActivityError> {
    ///     Ok(ctx.alive(download(url)).await?)
    /// }
    /// # }
    /// ```
    pub async fn alive<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            match select(work.as_mut(), self.attempt.next_beat()).await {
                Either::Left((done, _)) => return done,
                Either::Right(((), _)) => {
                    let said = self.said().clone();
                    self.attempt.heartbeat(said).await;
                }
            }
        }
    }

    fn said(&self) -> MutexGuard<'_, Value> {
        // Nothing in between can panic, and if it did the value would still be one.
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the attempt before this one said last; `None` in the first attempt, or if it said nothing.
    ///
    /// ```
    /// # fn example(ctx: &ntro_workflow::ActivityCtx) -> u64 {
    /// let done = ctx.last_heartbeat().and_then(|said| said.as_u64()).unwrap_or(0);
    /// # done
    /// # }
    /// ```
    #[must_use]
    pub fn last_heartbeat(&self) -> Option<Value> {
        self.attempt.last_heartbeat()
    }

    /// Resolves when the activity is to stop: its run was cancelled, or its worker shuts down.
    ///
    /// Of a cancellation the server tells only in answer to a [`heartbeat`](Self::heartbeat).
    ///
    /// ```
    /// # use ntro_workflow::{ActivityCtx, ActivityError};
    /// # type Bytes = Result<Vec<u8>, ActivityError>;
    /// # async fn example(ctx: &ActivityCtx, download: impl Future<Output = Vec<u8>>) -> Bytes {
    /// use futures_util::future::{Either, select};
    /// use std::pin::pin;
    ///
    /// match select(pin!(ctx.cancelled()), pin!(download)).await {
    ///     Either::Left(_) => Err(ActivityError::retryable("Stopped", "the download was stopped")),
    ///     Either::Right((bytes, _)) => Ok(bytes),
    /// }
    /// # }
    /// ```
    pub async fn cancelled(&self) {
        self.attempt.cancelled().await;
    }

    /// Whether nobody waits for this activity any more: its run has asked for its cancellation, or is
    /// closed. After [`cancelled`](Self::cancelled) it tells this from a worker that shuts down, whose work
    /// the next attempt takes up. Asks the server; what the server does not say is `false`.
    ///
    /// ```
    /// # use ntro_workflow::{ActivityCtx, ActivityError};
    /// # async fn remove_what_was_made() {}
    /// # async fn example(ctx: &ActivityCtx) -> Result<(), ActivityError> {
    /// ctx.cancelled().await;
    /// if ctx.is_abandoned().await {
    ///     remove_what_was_made().await;
    /// }
    /// Err(ActivityError::retryable("Stopped", "the activity was stopped"))
    /// # }
    /// ```
    pub async fn is_abandoned(&self) -> bool {
        self.attempt.is_abandoned().await
    }
}

impl fmt::Debug for ActivityCtx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ActivityCtx").field(self.info()).finish()
    }
}

struct Detached(ActivityInfo);

impl ActivityAttempt for Detached {
    fn info(&self) -> &ActivityInfo {
        &self.0
    }

    fn heartbeat(&self, _: Value) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }

    fn last_heartbeat(&self) -> Option<Value> {
        None
    }

    fn next_beat(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }

    fn cancelled(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }

    fn is_abandoned(&self) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        Box::pin(std::future::ready(false))
    }
}
