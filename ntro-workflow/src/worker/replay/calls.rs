//! What the code does in a replay: every call that becomes a command, and how the run ends.
//!
//! The SDK says which event has no command, but seldom what the code did instead.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use temporalio_sdk::workflow_interceptors::{
    CancellableWorkflowOutboundFuture, ExecuteWorkflowInput, ExecuteWorkflowResult, ScheduleActivityInput,
    ScheduleActivityResult, StartChildWorkflowInput, StartChildWorkflowResult, StartTimerInput,
    WorkflowInterceptor, WorkflowInterceptorConstructor, WorkflowInterceptorContext,
    WorkflowInterceptorFuture, WorkflowNext,
};
use temporalio_workflow::{TimerResult, WorkflowCancellationToken, WorkflowTermination};

use crate::runbook::error::with_causes;
use crate::runbook::step::CurrentCall;
use crate::worker::replay::deed::Deed;

/// One call, in the order in which the code makes them.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) deed: Deed,
    /// The name of the step that it is made in.
    pub(super) step: Option<&'static str>,
    /// A timer that was given up; if that is in the same task, it leaves nothing in the history.
    pub(super) given_up: bool,
}

/// The calls of every replayed run, which are made on the replay's own thread.
#[derive(Clone, Default)]
pub(super) struct Calls(Arc<Mutex<VecDeque<(String, Log)>>>);

type Log = Arc<Mutex<Vec<Call>>>;

impl Calls {
    /// What writes them down.
    pub(super) fn recorder(&self) -> WorkflowInterceptorConstructor {
        let calls = self.clone();
        WorkflowInterceptorConstructor::new(move |run| {
            let log = Log::default();
            locked(&calls.0).push_back((run.run_id().to_owned(), log.clone()));
            Recorder { log, timers: Timers::default() }
        })
    }

    /// Those of the next run with that id, if it was replayed: two histories may be of the same run.
    pub(super) fn take(&self, run_id: &str) -> Option<Vec<Call>> {
        let mut runs = locked(&self.0);
        let found = runs.iter().position(|(id, _)| id == run_id).and_then(|place| runs.remove(place));
        found.map(|(_, log)| locked(&log).clone())
    }
}

struct Recorder {
    log: Log,
    timers: Timers,
}

/// The timers by their place in the log. A token is of one thread, as its run is.
type Timers = RefCell<Vec<(usize, WorkflowCancellationToken)>>;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Recorder {
    fn record(&self, ctx: &WorkflowInterceptorContext, deed: Deed) -> usize {
        let mut log = locked(&self.log);
        // Looked at here and not later: when a replay fails, its run is dropped, and that cancels too.
        for (place, token) in self.timers.borrow().iter() {
            if let Some(call) = log.get_mut(*place) {
                call.given_up |= token.is_cancelled();
            }
        }
        let step = ctx.context_value::<CurrentCall>().map(|current| current.1.name);
        log.push(Call { deed, step, given_up: false });
        log.len() - 1
    }
}

impl WorkflowInterceptor for Recorder {
    fn execute<'a>(
        &'a self,
        ctx: WorkflowInterceptorContext,
        input: ExecuteWorkflowInput,
        next: WorkflowNext<'a, ExecuteWorkflowInput, WorkflowInterceptorFuture<'a, ExecuteWorkflowResult>>,
    ) -> WorkflowInterceptorFuture<'a, ExecuteWorkflowResult> {
        let run = next.run(input);
        WorkflowInterceptorFuture::new(async move {
            let result = run.await;
            if let Some(deed) = ending(&result) {
                self.record(&ctx, deed);
            }
            result
        })
    }

    fn start_timer(
        &self,
        ctx: WorkflowInterceptorContext,
        input: StartTimerInput,
        next: WorkflowNext<'static, StartTimerInput, CancellableWorkflowOutboundFuture<TimerResult>>,
    ) -> CancellableWorkflowOutboundFuture<TimerResult> {
        let options = input.options();
        let place = self.record(&ctx, Deed::timer(options.duration, options.summary.as_deref()));
        if let Some(token) = &options.cancellation_token {
            self.timers.borrow_mut().push((place, token.clone()));
        }
        next.run(input)
    }

    fn schedule_activity(
        &self,
        ctx: WorkflowInterceptorContext,
        input: ScheduleActivityInput,
        next: WorkflowNext<
            'static,
            ScheduleActivityInput,
            CancellableWorkflowOutboundFuture<ScheduleActivityResult>,
        >,
    ) -> CancellableWorkflowOutboundFuture<ScheduleActivityResult> {
        self.record(&ctx, Deed::Activity { name: input.activity_type().to_owned() });
        next.run(input)
    }

    fn start_child_workflow(
        &self,
        ctx: WorkflowInterceptorContext,
        input: StartChildWorkflowInput,
        next: WorkflowNext<
            'static,
            StartChildWorkflowInput,
            CancellableWorkflowOutboundFuture<StartChildWorkflowResult>,
        >,
    ) -> CancellableWorkflowOutboundFuture<StartChildWorkflowResult> {
        let workflow_id = input.options().workflow_id.clone().unwrap_or_default();
        let workflow_type = input.workflow_type().to_owned();
        self.record(&ctx, Deed::Child { workflow_id, workflow_type });
        next.run(input)
    }
}

fn ending(result: &ExecuteWorkflowResult) -> Option<Deed> {
    Some(match result {
        Ok(_) => Deed::Completed,
        Err(WorkflowTermination::Cancelled { .. }) => Deed::Cancelled,
        Err(WorkflowTermination::Evicted) => return None,
        Err(WorkflowTermination::ContinueAsNew(_)) => Deed::ContinuedAsNew,
        Err(WorkflowTermination::Failed(error)) => Deed::Failed { message: with_causes(error) },
    })
}
