//! Calling an activity from a runbook.

use std::marker::PhantomData;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use temporalio_workflow::common::ActivityDefinition;
use temporalio_workflow::common::data_converters::RawValue;
use temporalio_workflow::{
    ActivityCancellationType, ActivityCloseTimeouts, ActivityExecutionError, ActivityOptions, RetryPolicy,
    WorkflowCancellationToken,
};

use crate::runbook::activity_definition::ActivityRef;
use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::LocalFuture;
use crate::runbook::payload;
use crate::wire::Payload;

/// How long one attempt may take by default; the peer's five minutes.
const START_TO_CLOSE: Duration = Duration::from_secs(5 * 60);

/// A call of an activity before it starts. Made by [`Ctx::activity`]; started by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # struct Bank;
/// # #[ntro_activities] impl Bank {
/// #     #[activity]
/// #     async fn balance(&self, _: &ActivityCtx, account: String) -> Result<usize, ActivityError> {
/// #         Ok(account.len())
/// #     }
/// # }
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, account: String) -> RunbookResult<usize> {
/// ctx.activity(Bank::BALANCE, account)
///     .start_to_close(Duration::from_secs(30))
///     .schedule_to_close(Duration::from_secs(600))
///     .heartbeat_timeout(Duration::from_secs(5))
///     .max_attempts(5)
///     .task_queue("bank")
///     .summary("Ask the bank")
///     .await
/// # }
/// ```
#[must_use = "an activity starts when it is awaited"]
pub struct ActivityCall<'a, W: NtroWorkflow, Output> {
    ctx: &'a Ctx<W>,
    name: &'static str,
    input: Result<Value, String>,
    options: ActivityOptions,
    start_to_close: Duration,
    schedule_to_close: Option<Duration>,
    max_attempts: u32,
    output: PhantomData<fn() -> Output>,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Calls an activity, in which alone a runbook touches the world.
    ///
    /// In Temporal's own Web UI it carries the title of the step. By default an attempt may take five
    /// minutes, and retryable failures are tried again until the run ends.
    ///
    /// # Errors
    /// Awaiting it gives a failure of the activity's own type (see [`ActivityError`](crate::ActivityError)),
    /// `ActivityFailed` where it has none, such as after a time-out, `InvalidPayload` where a value does
    /// not fit its type, or [`RunbookError::Cancelled`].
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # struct Bank;
    /// # #[ntro_activities] impl Bank {
    /// #     #[activity]
    /// #     async fn balance(&self, _: &ActivityCtx, account: String) -> Result<usize, ActivityError> {
    /// #         Ok(account.len())
    /// #     }
    /// # }
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run]
    /// # async fn run(ctx: &Ctx<Self>, account: String) -> RunbookResult<usize> {
    /// #     Self::fetch(ctx, account).await
    /// # }
    /// #[ui_step(name = "fetch", title = "Fetch the balance", icon = "Landmark")]
    /// async fn fetch(ctx: &Ctx<Self>, account: String) -> RunbookResult<usize> {
    ///     ctx.activity(Bank::BALANCE, account).await
    /// }
    /// # }
    /// ```
    pub fn activity<Input: Serialize, Output: Payload>(
        &self,
        activity: ActivityRef<Input, Output>,
        input: Input,
    ) -> ActivityCall<'_, W, Output> {
        ActivityCall {
            ctx: self,
            name: activity.name(),
            input: payload::to_json(&input),
            options: waited_for(),
            start_to_close: START_TO_CLOSE,
            schedule_to_close: None,
            max_attempts: 0,
            output: PhantomData,
        }
    }
}

impl<W: NtroWorkflow, Output: Payload> ActivityCall<'_, W, Output> {
    /// How long one attempt may take, from when a worker takes it; five minutes by default.
    pub fn start_to_close(self, limit: Duration) -> Self {
        Self { start_to_close: limit, ..self }
    }

    /// How long all attempts together may take, the waiting for a worker included; no limit by default.
    pub fn schedule_to_close(self, limit: Duration) -> Self {
        Self { schedule_to_close: Some(limit), ..self }
    }

    /// How long an attempt may be silent before it counts as lost: needs
    /// [`ActivityCtx::heartbeat`](crate::ActivityCtx::heartbeat). No limit by default.
    pub fn heartbeat_timeout(mut self, limit: Duration) -> Self {
        self.options.heartbeat_timeout = Some(limit);
        self
    }

    /// How many attempts there may be, the first included; unlimited by default, and with `0`.
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts, ..self }
    }

    /// Another task queue than the run's own, for an activity that other workers have.
    pub fn task_queue(mut self, task_queue: impl Into<String>) -> Self {
        self.options.task_queue = Some(task_queue.into());
        self
    }

    /// Another line for Temporal's own Web UI than the step's title.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.options.summary = Some(summary.into());
        self
    }

    /// Cancelled with this token, and not waited for then.
    pub(crate) fn abandoned_with(mut self, token: WorkflowCancellationToken) -> Self {
        self.options.cancellation_token = Some(token);
        self.options.cancellation_type = ActivityCancellationType::TryCancel;
        self
    }

    async fn call(self) -> RunbookResult<Output> {
        let Self { ctx, name, input, mut options, start_to_close, schedule_to_close, max_attempts, .. } =
            self;
        let invalid = |what: &str, message: String| {
            RunbookError::failed("InvalidPayload", format!("the {what} of activity `{name}`: {message}"))
        };
        let input = input.map_err(|message| invalid("input", message))?;
        options.close_timeouts = match schedule_to_close {
            Some(schedule_to_close) => {
                ActivityCloseTimeouts::ScheduleAndStartToClose { schedule_to_close, start_to_close }
            }
            None => ActivityCloseTimeouts::StartToClose(start_to_close),
        };
        options.retry_policy = Some(RetryPolicy::builder().maximum_attempts(max_attempts).build());
        options.cancellation_token = options.cancellation_token.or_else(|| Some(ctx.token()));
        options.summary = options.summary.or_else(|| ctx.current_step().map(|step| step.title.to_owned()));
        let result = ctx.sdk().execute_activity(RawActivity(name), input, options).await;
        let output = result.map_err(|error| failure(ctx, name, &error))?;
        payload::from_json(&output.payloads).map_err(|message| invalid("result", message))
    }
}

impl<'a, W: NtroWorkflow, Output: Payload> IntoFuture for ActivityCall<'a, W, Output> {
    type Output = RunbookResult<Output>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.call())
    }
}

fn failure<W: NtroWorkflow>(ctx: &Ctx<W>, name: &str, error: &ActivityExecutionError) -> RunbookError {
    let token = ctx.token();
    match error {
        ActivityExecutionError::Cancelled(_) if token.is_cancelled() => {
            RunbookError::cancelled(token.reason())
        }
        error => RunbookError::of_activity(name, error),
    }
}

/// A cancelled activity is waited for: what it did is known then.
fn waited_for() -> ActivityOptions {
    let mut options = ActivityOptions::start_to_close_timeout(START_TO_CLOSE);
    options.cancellation_type = ActivityCancellationType::WaitCancellationCompleted;
    options
}

/// An activity with JSON in and raw payloads out, so that a result of another shape is our error to
/// name and not the SDK's.
struct RawActivity(&'static str);

impl ActivityDefinition for RawActivity {
    type Input = Value;
    type Output = RawValue;

    fn name(&self) -> &str {
        self.0
    }
}
