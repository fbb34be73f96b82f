//! Activities answered by something else than their hosts: tests, mocks.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use temporalio_sdk::WorkerOptions;
use temporalio_sdk::activities::{
    ActivityContext, ActivityDefinitions, ActivityError as SdkActivityError, ActivityImplementer,
    ExecutableActivity,
};
use temporalio_sdk::workflow_interceptors::{
    CancellableWorkflowOutboundFuture, ScheduleActivityInput, ScheduleActivityResult, WorkflowInterceptor,
    WorkflowInterceptorConstructor, WorkflowInterceptorContext, WorkflowNext,
};
use temporalio_workflow::common::ActivityDefinition;
use temporalio_workflow::common::data_converters::RawValue;

use crate::runbook::activity_context::ActivityCtx;
use crate::runbook::activity_definition::ActivityFuture;
use crate::runbook::activity_error::ActivityError;
use crate::runbook::quality::RUN_QUALITY_CHECK;
use crate::runbook::{payload, unwind};
use crate::worker::activity_host::{Attempt, BoxFuture, sdk_error};

/// Answers activities in the place of their hosts, whatever their names: [`Worker::substitute`].
///
/// [`Worker::substitute`]: crate::worker::Worker::substitute
///
/// ```
/// use ntro_workflow::prelude::*;
/// use ntro_workflow::worker::ActivitySubstitute;
/// use ntro_workflow::ActivityFuture;
/// use serde_json::Value;
///
/// /// Answers every activity with what it was called with.
/// struct Echo;
///
/// impl ActivitySubstitute for Echo {
///     fn call(&self, _ctx: ActivityCtx, input: Value) -> ActivityFuture<Value> {
///         Box::pin(async { Ok(input) })
///     }
/// }
/// ```
pub trait ActivitySubstitute: Send + Sync + 'static {
    /// One attempt; [`ActivityCtx::info`] says which activity of which run. A panic is a failure that is
    /// not tried again.
    fn call(&self, ctx: ActivityCtx, input: Value) -> ActivityFuture<Value>;
}

/// What answers, and under which names.
pub(crate) struct Substitute {
    pub(crate) names: BTreeSet<String>,
    pub(crate) answers: Arc<dyn ActivitySubstitute>,
}

impl Substitute {
    pub(crate) fn register(self, options: &mut WorkerOptions) {
        let shared = Arc::new(Shared(self.answers));
        for name in self.names {
            REGISTERING.set(name);
            options.register_activity::<Named>(Arc::clone(&shared));
        }
    }
}

/// Sends the activities of all runbooks to one task queue, whatever they say themselves. Which queue an
/// activity was on makes no difference to a replay.
pub(crate) fn redirect_activities(options: &mut WorkerOptions, task_queue: String) {
    let redirect = move |_: &_| Redirect(task_queue.clone());
    options.register_workflow_interceptors(vec![WorkflowInterceptorConstructor::new(redirect)]);
}

struct Redirect(String);

impl WorkflowInterceptor for Redirect {
    fn schedule_activity(
        &self,
        _: WorkflowInterceptorContext,
        mut input: ScheduleActivityInput,
        next: WorkflowNext<
            'static,
            ScheduleActivityInput,
            CancellableWorkflowOutboundFuture<ScheduleActivityResult>,
        >,
    ) -> CancellableWorkflowOutboundFuture<ScheduleActivityResult> {
        // Every worker with runbooks runs their checks itself.
        if input.activity_type() != RUN_QUALITY_CHECK.name() {
            input.options_mut().task_queue = Some(self.0.clone());
        }
        next.run(input)
    }
}

thread_local! {
    /// The SDK asks a type for its activity's name. One type has all names here, so the name is handed
    /// over while it is registered; a call is told its name by its context.
    static REGISTERING: RefCell<String> = const { RefCell::new(String::new()) };
}

struct Named(String);

impl ActivityDefinition for Named {
    type Input = RawValue;
    type Output = Value;

    fn name(&self) -> &str {
        &self.0
    }
}

struct Shared(Arc<dyn ActivitySubstitute>);

impl ActivityImplementer for Shared {
    /// Nothing: the names are not known to the type.
    fn register_all(self: Arc<Self>, _: &mut ActivityDefinitions) {}
}

impl ExecutableActivity for Named {
    type Implementer = Shared;
    const REQUIRES_INSTANCE: bool = true;

    fn definition() -> Self {
        Self(REGISTERING.with_borrow(String::clone))
    }

    fn execute(
        shared: Option<Arc<Shared>>,
        context: ActivityContext,
        input: RawValue,
    ) -> BoxFuture<Result<Value, SdkActivityError>> {
        Box::pin(async move {
            let cancelled = context.clone();
            let result = match shared {
                Some(shared) => attempt(&shared.0, context, &input).await,
                None => Err(ActivityError::permanent("NotRegistered", "the activity has no substitute")),
            };
            result.map_err(|error| {
                if cancelled.is_cancelled() { SdkActivityError::cancelled() } else { sdk_error(error) }
            })
        })
    }
}

async fn attempt(
    answers: &Arc<dyn ActivitySubstitute>,
    context: ActivityContext,
    input: &RawValue,
) -> Result<Value, ActivityError> {
    let input = payload::single_json(&input.payloads)
        .map_err(|message| ActivityError::permanent("InvalidPayload", format!("the input: {message}")))?;
    let call = async { answers.call(ActivityCtx::new(Attempt::new(context)), input).await };
    unwind::catch_async(call)
        .await
        .map_err(|panic| ActivityError::permanent("Panic", format!("the substitute panicked: {panic}")))?
}
