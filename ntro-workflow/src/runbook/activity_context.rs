//! What an activity knows of the attempt that it runs in.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

/// The context of one activity attempt.
#[derive(Clone)]
pub struct ActivityCtx {
    attempt: Arc<dyn ActivityAttempt>,
}

/// Which attempt of which activity of which run this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityInfo {
    /// The workflow id of the run that asked for it.
    pub workflow_id: String,
    /// The id of the activity within the run.
    pub activity_id: String,
    /// The activity type.
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
    fn cancelled(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

impl ActivityCtx {
    #[cfg(feature = "worker")]
    pub(crate) fn new(attempt: impl ActivityAttempt + 'static) -> Self {
        Self { attempt: Arc::new(attempt) }
    }

    /// A context outside any worker, for unit tests of activities.
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
    /// };
    /// assert_eq!(ActivityCtx::detached(info).info().attempt, 1);
    /// ```
    #[must_use]
    pub fn detached(info: ActivityInfo) -> Self {
        Self { attempt: Arc::new(Detached(info)) }
    }

    /// Which attempt this is.
    #[must_use]
    pub fn info(&self) -> &ActivityInfo {
        self.attempt.info()
    }

    /// Says that the attempt is alive, and how far it is. Details that are not JSON are left out.
    pub async fn heartbeat(&self, details: impl Serialize) {
        self.attempt.heartbeat(serde_json::to_value(details).unwrap_or_default()).await;
    }

    /// What the attempt before this one said last.
    #[must_use]
    pub fn last_heartbeat(&self) -> Option<Value> {
        self.attempt.last_heartbeat()
    }

    /// Resolves when the activity is to stop: its run was cancelled, or its worker shuts down.
    pub async fn cancelled(&self) {
        self.attempt.cancelled().await;
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

    fn cancelled(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}
