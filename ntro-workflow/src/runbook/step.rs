//! A call of a step: entered, run, left, whatever happens inside.

use std::future::Future;

use temporalio_workflow::WorkflowContextKey;

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult, StepError, StepResult};
use crate::runbook::unwind;
use crate::state::{CallKey, Outcome, StepDefinition};

/// The step call that a piece of runbook code runs in. It travels with the future, because with
/// joined steps a stack would attribute one step's gate to the other.
pub(crate) struct CurrentCall;

impl WorkflowContextKey for CurrentCall {
    type Value = (CallKey, &'static StepDefinition);
}

/// A step that is about to run. Made by the code that `#[ui_step]` writes.
pub struct StepScope<W: NtroWorkflow> {
    ctx: Ctx<W>,
    step: &'static str,
}

/// Names the step that the body that follows belongs to.
pub fn enter<W: NtroWorkflow>(ctx: &Ctx<W>, step: &'static str) -> StepScope<W> {
    StepScope { ctx: ctx.clone(), step }
}

impl<W: NtroWorkflow> StepScope<W> {
    /// Runs the author's body as one call of the step.
    ///
    /// # Errors
    /// The author's error; a panic of the body as a failure of the type `Panic`.
    pub async fn run<R: StepResult>(self, body: impl Future<Output = R>) -> R {
        let Some(call) = self.ctx.change(|state| state.enter_step(self.step)) else {
            let message = format!("`{}` is not a step of `{}`", self.step, W::SLUG);
            return R::from_error(RunbookError::failed("UnknownStep", message).into());
        };
        let mut live = LiveCall { ctx: &self.ctx, call, outcome: Outcome::Dropped };
        let step = self.ctx.sdk().state(|runbook| runbook.state.step_of(call));
        let body = self.ctx.sdk().with_context_value::<CurrentCall, _>((call, step), body);
        let result = match unwind::catch_async(body).await {
            Ok(result) => result,
            Err(panic) => {
                let place = format!("step `{}`", self.step);
                R::from_error(RunbookError::panicked(&place, &panic).into())
            }
        };
        live.outcome = match result.error() {
            None => Outcome::Completed,
            Some(error) => match RunbookError::of(error) {
                RunbookError::ContinuedAsNew(_) => Outcome::Completed,
                _ => Outcome::Failed(error.to_string()),
            },
        };
        result
    }
}

/// Leaves the step when it ends, also when its future is dropped: a lost `select!`.
struct LiveCall<'a, W: NtroWorkflow> {
    ctx: &'a Ctx<W>,
    call: CallKey,
    outcome: Outcome,
}

impl<W: NtroWorkflow> Drop for LiveCall<'_, W> {
    fn drop(&mut self) {
        let outcome = std::mem::replace(&mut self.outcome, Outcome::Dropped);
        let now = self.ctx.now();
        self.ctx.change(|state| state.leave_step(self.call, outcome, now));
    }
}

impl<W: NtroWorkflow> Ctx<W> {
    /// The step call that the caller runs in.
    ///
    /// # Errors
    /// A failure of the type `OutsideStep` that names the remedy.
    pub(crate) fn current_call(&self, what: &str) -> RunbookResult<CallKey> {
        self.sdk().context_value::<CurrentCall>().map(|current| current.0).ok_or_else(|| {
            let message = format!(
                "{what} was opened outside any step; move it into a method with `#[ui_step]`, so that people see where the run waits"
            );
            RunbookError::failed("OutsideStep", message)
        })
    }

    /// The definition of the step that the caller runs in, if it runs in one.
    pub(crate) fn current_step(&self) -> Option<&'static StepDefinition> {
        self.sdk().context_value::<CurrentCall>().map(|current| current.1)
    }
}

/// What the author's `#[run]` returned, as the run's own result.
///
/// # Errors
/// The runbook error that the author's error is or wraps.
pub fn finish<T, E: StepError>(result: Result<T, E>) -> RunbookResult<T> {
    result.map_err(|error| RunbookError::of(&error))
}
