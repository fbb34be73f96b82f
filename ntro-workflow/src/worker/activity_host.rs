//! The author's activities as the SDK executes them.

use std::collections::BTreeMap;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use temporalio_protos::temporal::api::enums::v1::{PendingActivityState, WorkflowExecutionStatus};
use temporalio_sdk::ApplicationFailure;
use temporalio_sdk::activities::{
    ActivityContext, ActivityDefinitions, ActivityError as SdkActivityError, ActivityImplementer,
    ExecutableActivity,
};
use temporalio_workflow::common::ActivityDefinition;
use temporalio_workflow::common::data_converters::RawValue;

use crate::runbook::activity_context::{ActivityAttempt, ActivityCtx, ActivityInfo};
use crate::runbook::activity_definition::{ActivityBody, ActivityHost};
use crate::runbook::activity_error::ActivityError;
use crate::runbook::child::{Found, LookUp, RegistryLookUp};
use crate::runbook::{payload, unwind};
use crate::wire::decode;
use crate::worker::events::Sinks;
use crate::worker::raw::RawRun;

/// How often an activity says that it is alive where nobody misses it: the answer tells of a cancellation.
const BEAT: Duration = Duration::from_secs(10);

/// No activity says so more often, however short a silence its run allows.
const SHORTEST_BEAT: Duration = Duration::from_millis(50);

pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The author's host, as the SDK shares it among calls.
pub(crate) struct HostOf<H> {
    pub(crate) host: Arc<H>,
    pub(crate) sinks: Sinks,
}

impl<H: ActivityHost> ActivityImplementer for HostOf<H> {
    /// Nothing: the registry registers the activities one by one, to know their names.
    fn register_all(self: Arc<Self>, _: &mut ActivityDefinitions) {}
}

/// One activity of the author's: raw payloads in, JSON out, so that wrong shapes and panics are
/// failures that are not tried again.
pub(crate) struct Executable<B>(PhantomData<fn() -> B>);

impl<B: ActivityBody> ActivityDefinition for Executable<B> {
    type Input = RawValue;
    type Output = Value;

    fn name(&self) -> &str {
        B::NAME
    }
}

impl<B: ActivityBody> ExecutableActivity for Executable<B> {
    type Implementer = HostOf<B::Host>;
    const REQUIRES_INSTANCE: bool = true;

    fn definition() -> Self {
        Self(PhantomData)
    }

    fn execute(
        host: Option<Arc<HostOf<B::Host>>>,
        context: ActivityContext,
        input: RawValue,
    ) -> BoxFuture<Result<Value, SdkActivityError>> {
        Box::pin(async move {
            let host = host.ok_or_else(|| {
                sdk_error(ActivityError::permanent("NotRegistered", format!("`{}` has no host", B::NAME)))
            })?;
            let cancelled = context.clone();
            let result = attempt::<B>(&host, context, input).await;
            result.map_err(|error| {
                if cancelled.is_cancelled() { SdkActivityError::cancelled() } else { sdk_error(error) }
            })
        })
    }
}

async fn attempt<B: ActivityBody>(
    host: &HostOf<B::Host>,
    context: ActivityContext,
    input: RawValue,
) -> Result<Value, ActivityError> {
    let invalid = |what: &str, message: String| {
        ActivityError::permanent("InvalidPayload", format!("the {what} of `{}`: {message}", B::NAME))
    };
    let panicked =
        |panic: String| ActivityError::permanent("Panic", format!("`{}` panicked: {panic}", B::NAME));
    let input = payload::single_json(&input.payloads).map_err(|message| invalid("input", message))?;
    let input = unwind::catch(|| decode::from_value(input)).map_err(panicked)?;
    let input = input.map_err(|violation| invalid("input", violation.to_string()))?;
    let ctx = ActivityCtx::new(Attempt::new(context));
    let call = async { B::call(Arc::clone(&host.host), ctx.clone(), input).await };
    let output = unwind::catch_async(call).await.map_err(panicked)??;
    let output = payload::to_json(&output).map_err(|message| invalid("result", message))?;
    if let Some(event_type) = B::EVENT_TYPE {
        host.sinks.tell(&ctx, event_type, &output).await?;
    }
    Ok(output)
}

pub(crate) fn sdk_error(error: ActivityError) -> SdkActivityError {
    let failure =
        ApplicationFailure::builder(error.message).type_name(error.kind).non_retryable(!error.retryable);
    SdkActivityError::application(failure.build())
}

/// One attempt on a worker.
pub(crate) struct Attempt {
    context: ActivityContext,
    info: ActivityInfo,
}

impl Attempt {
    pub(crate) fn new(context: ActivityContext) -> Self {
        let sdk = context.info();
        let info = ActivityInfo {
            workflow_id: sdk.workflow_id.clone().unwrap_or_default(),
            run_id: sdk.workflow_run_id.clone().unwrap_or_default(),
            workflow_type: sdk.workflow_type.clone().unwrap_or_default(),
            activity_id: sdk.activity_id.clone(),
            activity_type: sdk.activity_type.clone(),
            task_queue: sdk.task_queue.clone(),
            attempt: sdk.attempt,
        };
        Self { context, info }
    }
}

impl ActivityAttempt for Attempt {
    fn info(&self) -> &ActivityInfo {
        &self.info
    }

    fn heartbeat(&self, details: Value) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if let Err(error) = self.context.record_heartbeat(details).await {
                tracing::warn!(activity = self.info.activity_type, %error, "a heartbeat was not sent");
            }
        })
    }

    fn last_heartbeat(&self) -> Option<Value> {
        payload::single_json(self.context.heartbeat_details().raw()).ok().filter(|details| !details.is_null())
    }

    fn next_beat(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        // Often enough that one may be lost on the way.
        let pause = self.context.info().heartbeat_timeout.map_or(BEAT, |silence| silence / 3);
        Box::pin(tokio::time::sleep(pause.clamp(SHORTEST_BEAT, BEAT)))
    }

    fn cancelled(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.context.cancelled())
    }

    fn is_abandoned(&self) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        Box::pin(is_abandoned(&self.context))
    }
}

/// What the server says of the call: that its cancellation was asked for, or that its run is closed.
async fn is_abandoned(context: &ActivityContext) -> bool {
    let Some(run) = context.workflow_handle::<RawRun>() else { return false };
    let Ok(described) = run.describe(Default::default()).await else { return false };
    let described = described.into_raw();
    let status = described.workflow_execution_info.map(|info| info.status());
    let asked = described.pending_activities.iter().any(|pending| {
        pending.activity_id == context.info().activity_id
            && pending.state() == PendingActivityState::CancelRequested
    });
    asked || status.is_some_and(|status| status != WorkflowExecutionStatus::Running)
}

/// The worker's own activity: which workflow type a slug has.
pub(crate) struct LookUpTable(BTreeMap<String, String>);

impl LookUpTable {
    pub(crate) fn new(types: BTreeMap<String, String>) -> Self {
        Self(types)
    }

    pub(crate) fn register(self, options: &mut temporalio_sdk::WorkerOptions) {
        options.register_activity::<RegistryLookUp>(Arc::new(self));
    }

    fn find(&self, slug: &str) -> Result<Found, ActivityError> {
        let found = self.0.get(slug).map(|workflow_type| Found { workflow_type: workflow_type.clone() });
        found.ok_or_else(|| {
            let known: Vec<_> = self.0.keys().map(String::as_str).collect();
            let message = format!(
                "no runbook `{slug}` is registered with this worker, which has: {}; register it, or name its task queue",
                known.join(", ")
            );
            ActivityError::permanent("UnknownRunbook", message)
        })
    }
}

impl ActivityImplementer for LookUpTable {
    fn register_all(self: Arc<Self>, options: &mut ActivityDefinitions) {
        options.register_activity::<RegistryLookUp>(self);
    }
}

impl ExecutableActivity for RegistryLookUp {
    type Implementer = LookUpTable;
    const REQUIRES_INSTANCE: bool = true;

    fn definition() -> Self {
        Self
    }

    fn execute(
        table: Option<Arc<LookUpTable>>,
        _: ActivityContext,
        asked: LookUp,
    ) -> BoxFuture<Result<Found, SdkActivityError>> {
        let found = match table {
            Some(table) => table.find(&asked.slug),
            None => Err(ActivityError::permanent("NotRegistered", "the look-up of runbooks has no table")),
        };
        Box::pin(std::future::ready(found.map_err(sdk_error)))
    }
}
