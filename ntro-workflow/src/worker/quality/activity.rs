//! The worker's own activity that runs one check.

use std::sync::Arc;

use serde_json::Value;
use temporalio_sdk::WorkerOptions;
use temporalio_sdk::activities::{
    ActivityContext, ActivityDefinitions, ActivityError as SdkActivityError, ActivityImplementer,
    ExecutableActivity,
};
use temporalio_workflow::common::ActivityDefinition;
use temporalio_workflow::common::data_converters::RawValue;

use crate::runbook::activity_error::ActivityError;
use crate::runbook::payload;
use crate::runbook::quality::{QualityCall, RUN_QUALITY_CHECK};
use crate::wire::{CheckOutcome, decode};
use crate::worker::activity_host::{BoxFuture, sdk_error};
use crate::worker::quality::QualityRunner;

impl QualityRunner {
    pub(crate) fn register(self, options: &mut WorkerOptions) {
        options.register_activity::<RunCheck>(Arc::new(self));
    }

    async fn answer(&self, input: &RawValue) -> CheckOutcome {
        let call = payload::single_json(&input.payloads).and_then(|call| {
            decode::from_value::<QualityCall>(call).map_err(|violation| violation.to_string())
        });
        match call {
            Ok(call) => self.run(call).await,
            Err(message) => CheckOutcome::fail(format!(
                "What came is no check, {message}; see that runbooks and workers have the same version of ntro-workflow."
            )),
        }
    }
}

impl ActivityImplementer for QualityRunner {
    /// Nothing: its one activity is registered by itself.
    fn register_all(self: Arc<Self>, _: &mut ActivityDefinitions) {}
}

struct RunCheck;

impl ActivityDefinition for RunCheck {
    type Input = RawValue;
    type Output = Value;

    fn name(&self) -> &str {
        RUN_QUALITY_CHECK.name()
    }
}

impl ExecutableActivity for RunCheck {
    type Implementer = QualityRunner;
    const REQUIRES_INSTANCE: bool = true;

    fn definition() -> Self {
        Self
    }

    fn execute(
        runner: Option<Arc<QualityRunner>>,
        _: ActivityContext,
        input: RawValue,
    ) -> BoxFuture<Result<Value, SdkActivityError>> {
        Box::pin(async move {
            let runner = runner.ok_or_else(|| {
                sdk_error(ActivityError::permanent(
                    "NotRegistered",
                    "the worker has nothing that runs checks",
                ))
            })?;
            let outcome = runner.answer(&input).await;
            payload::to_json(&outcome)
                .map_err(|message| sdk_error(ActivityError::permanent("InvalidPayload", message)))
        })
    }
}
