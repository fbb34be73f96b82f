//! A child that fills a slot tells its parent where it stands.
//!
//! A parent cannot ask a child from inside its workflow code. The SDK gives a child nothing of its parent's
//! but an id: no memo, and headers only through interceptors that every worker and every replay would need. So
//! the parent asks by a signal, once the child has started, and the child answers by signals, to its parent
//! and nobody else. A run that was not asked sends nothing, and a child of another make does not know the
//! question.

use std::future::{Future, pending, poll_fn};
use std::task::Poll;

use serde_json::Value;
use temporalio_workflow::common::SignalDefinition;
use temporalio_workflow::{SignalWorkflowOptions, WaitConditionOptions, WorkflowCancellationToken};

use crate::runbook::child::UntypedChild;
use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::workflow::Runbook;
use crate::wire::hint::SlotStatus;
use crate::wire::slot_report::{SLOT_STATUS, WATCH_SLOT};
use crate::wire::{Refusal, RefusalReason, SlotReport};

/// The question, as the parent sends it.
pub(crate) struct AskToReport;

impl SignalDefinition for AskToReport {
    type Workflow = UntypedChild;
    type Input = Value;

    fn name(&self) -> &str {
        WATCH_SLOT
    }
}

/// The answer, as the child sends it.
struct Report;

impl SignalDefinition for Report {
    type Workflow = UntypedChild;
    type Input = SlotReport;

    fn name(&self) -> &str {
        SLOT_STATUS
    }
}

/// A signal that is sent whether or not the run is cancelled.
pub(crate) fn unattended(summary: &str) -> SignalWorkflowOptions {
    let mut options = SignalWorkflowOptions::default();
    options.cancellation_token = Some(WorkflowCancellationToken::new());
    options.summary = Some(summary.to_owned());
    options
}

/// The parent has asked.
///
/// # Errors
/// A refusal where the run has no parent: nobody else is told anything.
pub(crate) fn asked<W: NtroWorkflow>(ctx: &Ctx<W>) -> Result<(), Refusal> {
    let Some(parent) = ctx.sdk().info().parent() else {
        let message = format!("`{WATCH_SLOT}` is for the children of a run, and this run has no parent");
        return Err(Refusal::new(RefusalReason::NotAllowed, message));
    };
    ctx.sdk().state_mut(|runbook| runbook.reports_to = Some(parent.workflow_id().to_owned()));
    Ok(())
}

/// Awaits the run of a child, which reports meanwhile if it was asked to. Its end is for the server to tell.
pub(crate) async fn beside<W: NtroWorkflow, T>(ctx: &Ctx<W>, run: impl Future<Output = T>) -> T {
    if ctx.sdk().info().parent().is_none() {
        return run.await;
    }
    let (mut run, mut reports) = (std::pin::pin!(run), std::pin::pin!(reports(ctx)));
    poll_fn(|context| {
        let output = run.as_mut().poll(context);
        if output.is_pending() {
            // It never ends.
            let _: Poll<()> = reports.as_mut().poll(context);
        }
        output
    })
    .await
}

/// Tells the parent of every change, until it is gone: then nobody is interested.
async fn reports<W: NtroWorkflow>(ctx: &Ctx<W>) {
    let mut told = None;
    while let Some((parent, status)) = news(ctx, told).await {
        let report = SlotReport { task_id: ctx.workflow_id().to_owned(), status };
        let parent = ctx.sdk().external_workflow(parent, None);
        let summary = format!("Tell the parent: {}", status.as_str());
        if parent.signal(Report, report, unattended(&summary)).await.is_err() {
            break;
        }
        told = Some(status);
    }
    pending::<()>().await;
}

/// Waits until the run stands elsewhere than the parent was told: who that is, and where.
async fn news<W: NtroWorkflow>(ctx: &Ctx<W>, told: Option<SlotStatus>) -> Option<(String, SlotStatus)> {
    let mut options = WaitConditionOptions::default();
    options.cancellation_token = Some(WorkflowCancellationToken::new());
    let is_news =
        |runbook: &Runbook<W>| runbook.reports_to.is_some() && Some(runbook.state.slot_status()) != told;
    ctx.sdk().wait_condition_with_options(is_news, options).await.ok()?;
    ctx.sdk().state(|runbook| Some((runbook.reports_to.clone()?, runbook.state.slot_status())))
}
