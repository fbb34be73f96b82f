//! Recording a completed run.

use std::time::Duration;

use serde_json::Value;

use crate::runbook::activity_definition::ActivityRef;
use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::RunbookResult;
use crate::wire::{CompletedTask, TaskKey};

/// The activity that writes a completed run to the worker's task history.
pub(crate) const RECORD: ActivityRef<CompletedTask, ()> = ActivityRef::new("ntro.record_task");

/// How long one attempt may take. There is no limit to their number: the work is done, and losing it is no choice.
const ATTEMPT: Duration = Duration::from_secs(60);

pub(super) async fn record<W: NtroWorkflow>(ctx: &Ctx<W>, key: TaskKey, output: &Value) -> RunbookResult<()> {
    let task = CompletedTask {
        slug: W::SLUG.to_owned(),
        entity: key.entity,
        period: key.period,
        source: key.source,
        task_id: ctx.workflow_id().to_owned(),
        run_id: ctx.original_run_id(),
        parent: ctx.sdk().state(|runbook| runbook.parent.clone()),
        completed_at: ctx.now(),
        output: output.clone(),
    };
    // A cancellation comes too late: what the run had to do is done.
    let ctx = ctx.shielded();
    ctx.activity(RECORD, task).start_to_close(ATTEMPT).summary("Record the task").await
}
