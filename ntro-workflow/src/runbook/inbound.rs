//! Every message that comes in: decoded here, decided by the state machine, never an error of the task.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use temporalio_workflow::common::protos::temporal::api::common::v1::Payloads;

use crate::runbook::arguments::Arguments;
use crate::runbook::context::Ctx;
use crate::runbook::definition::{NtroWorkflow, UpdateHandler};
use crate::runbook::error::RunbookError;
use crate::runbook::handler::HandlerError;
use crate::runbook::workflow::{Author, Runbook};
use crate::runbook::{payload, report, unwind};
use crate::state::Scrutiny;
use crate::wire::slot_report::{SLOT_STATUS, WATCH_SLOT};
use crate::wire::{ActionMessage, Receipt, Refusal, RefusalReason, SlotReport};

/// The signal and the update that every runbook has.
pub(crate) const USER_ACTION: &str = "user_action";

/// The queries that every runbook has.
pub(crate) const QUERIES: [&str; 5] =
    ["current_pending_action", "current_steps", "current_ui_state", "step_snapshots", "children_by_step_id"];

/// What Temporal's own tools ask of any workflow.
const STACK_TRACE: &str = "__stack_trace";

/// Delivers a signal. What is wrong with it is recorded.
pub(crate) fn signal<W: NtroWorkflow>(ctx: &Ctx<W>, name: &str, payloads: &Payloads) {
    let (message, refusal) = match name {
        USER_ACTION => match decode_action(payloads) {
            Ok(message) => {
                let outcome = act(ctx, &message, Scrutiny::Signal);
                (Some(message), outcome.err())
            }
            Err(refusal) => (None, Some(refusal)),
        },
        WATCH_SLOT => (None, report::asked(ctx).err()),
        SLOT_STATUS => (None, slot_status(ctx, payloads).err()),
        _ => (None, author_signal(ctx, name, payloads).err()),
    };
    if let Some(refusal) = refusal {
        if !ctx.is_replaying() {
            tracing::warn!(workflow_id = ctx.workflow_id(), signal = name, %refusal, "a signal was refused");
        }
        let now = ctx.now();
        ctx.change(|state| state.refuse(&refusal, message.as_ref(), now));
    }
}

fn slot_status<W: NtroWorkflow>(ctx: &Ctx<W>, payloads: &Payloads) -> Result<(), Refusal> {
    let report: SlotReport = payload::from_json(&payloads.payloads).map_err(malformed)?;
    ctx.change(|state| state.slot_reported(&report))
}

fn author_signal<W: NtroWorkflow>(ctx: &Ctx<W>, name: &str, payloads: &Payloads) -> Result<(), Refusal> {
    let handler = W::SIGNALS.iter().find(|handler| handler.name == name);
    let handler = handler
        .ok_or_else(|| unknown("signal", name, with_ours(W::SIGNALS.iter().map(|handler| handler.name))))?;
    let arguments = arguments(payloads)?;
    ctx.with_author_mut(|runbook| guarded(name, || (handler.call)(runbook, &arguments)))?
}

/// Answers a query.
pub(crate) fn query<W: NtroWorkflow>(
    runbook: &Runbook<W>,
    name: &str,
    payloads: &Payloads,
) -> Result<Value, Refusal> {
    let state = &runbook.state;
    match name {
        "current_pending_action" => json(&state.pending_action()),
        "current_steps" => json(&state.steps()),
        "current_ui_state" => json(&state.ui_state(page(payloads)?.log_before)),
        "children_by_step_id" => json(&state.children()),
        "step_snapshots" => json(&state.snapshots(page(payloads)?.skip)),
        STACK_TRACE => json(&state.breadcrumb()),
        _ => author_query(runbook, name, payloads),
    }
}

/// Which page a query shows: of `step_snapshots` after skipping so many of the newest openings of each
/// step, of `current_ui_state` the log before such a line.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Page {
    skip: usize,
    log_before: Option<usize>,
}

fn page(payloads: &Payloads) -> Result<Page, Refusal> {
    let page: Option<Page> = arguments(payloads)?.read().map_err(handler_refused)?;
    Ok(page.unwrap_or_default())
}

fn author_query<W: NtroWorkflow>(
    runbook: &Runbook<W>,
    name: &str,
    payloads: &Payloads,
) -> Result<Value, Refusal> {
    let handler = W::QUERIES.iter().find(|handler| handler.name == name);
    let names = QUERIES.into_iter().chain(W::QUERIES.iter().map(|handler| handler.name));
    let handler = handler.ok_or_else(|| unknown("query", name, names))?;
    let arguments = arguments(payloads)?;
    let author = runbook.author.get()?;
    guarded(name, || (handler.call)(author, &arguments))
}

/// Judges an update before anything of it is written to history.
pub(crate) fn validate<W: NtroWorkflow>(
    runbook: &Runbook<W>,
    name: &str,
    payloads: &Payloads,
) -> Result<(), Refusal> {
    let outcome = match name {
        USER_ACTION => decode_action(payloads)
            .and_then(|message| runbook.state.judge(&message, Scrutiny::Validate, runbook.now()).map(drop)),
        _ => author_validate(runbook, name, payloads),
    };
    outcome.inspect_err(|refusal| {
        tracing::info!(workflow_id = runbook.state.run().workflow_id, update = name, %refusal, "an update was refused");
    })
}

fn author_validate<W: NtroWorkflow>(
    runbook: &Runbook<W>,
    name: &str,
    payloads: &Payloads,
) -> Result<(), Refusal> {
    let handler = author_update::<W>(name)?;
    let arguments = arguments(payloads)?;
    let author = runbook.author.get()?;
    guarded(name, || (handler.validate)(author, &arguments))
}

fn author_update<W: NtroWorkflow>(name: &str) -> Result<&'static UpdateHandler<W>, Refusal> {
    let handler = W::UPDATES.iter().find(|handler| handler.name == name);
    handler.ok_or_else(|| unknown("update", name, with_ours(W::UPDATES.iter().map(|handler| handler.name))))
}

/// Delivers an accepted update.
pub(crate) fn update<W: NtroWorkflow>(
    ctx: &Ctx<W>,
    name: &str,
    payloads: &Payloads,
) -> Result<Value, Refusal> {
    if name == USER_ACTION {
        let receipt = act(ctx, &decode_action(payloads)?, Scrutiny::Accepted)?;
        return json(&receipt);
    }
    let handler = author_update::<W>(name)?;
    let arguments = arguments(payloads)?;
    ctx.with_author_mut(|runbook| guarded(name, || (handler.call)(runbook, &arguments)))?
}

fn act<W: NtroWorkflow>(
    ctx: &Ctx<W>,
    message: &ActionMessage,
    scrutiny: Scrutiny,
) -> Result<Receipt, Refusal> {
    let now = ctx.now();
    let verdict = ctx.sdk().state(|runbook| runbook.state.judge(message, scrutiny, now))?;
    Ok(ctx.change(|state| state.apply(verdict, now)))
}

fn decode_action(payloads: &Payloads) -> Result<ActionMessage, Refusal> {
    let value = payload::single_json(&payloads.payloads).map_err(malformed)?;
    ActionMessage::decode(&value).map_err(Refusal::from)
}

fn arguments(payloads: &Payloads) -> Result<Arguments, Refusal> {
    payload::single_json(&payloads.payloads).map(Arguments::new).map_err(malformed)
}

/// Calls the author's handler, whose panic is a refusal like any other.
fn guarded<T>(name: &str, call: impl FnOnce() -> Result<T, HandlerError>) -> Result<T, Refusal> {
    match unwind::catch(call) {
        Ok(outcome) => outcome.map_err(handler_refused),
        Err(panic) => Err(Refusal::new(
            RefusalReason::HandlerRefused,
            format!("the handler `{name}` panicked: {panic}"),
        )),
    }
}

fn handler_refused(error: HandlerError) -> Refusal {
    Refusal::new(RefusalReason::HandlerRefused, error.to_string())
}

fn not_started(error: &RunbookError) -> Refusal {
    Refusal::new(RefusalReason::HandlerRefused, format!("the run has not started: {error}"))
}

fn malformed(message: String) -> Refusal {
    Refusal::new(RefusalReason::Malformed, message)
}

/// The author's names of a kind of message after the one that every runbook has.
fn with_ours<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    [USER_ACTION].into_iter().chain(names)
}

fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let known = known.collect::<Vec<_>>().join(", ");
    Refusal::new(RefusalReason::UnknownName, format!("this runbook has no {kind} `{name}`; it has {known}"))
}

fn json<T: Serialize>(value: &T) -> Result<Value, Refusal> {
    payload::to_json(value)
        .map_err(|message| Refusal::new(RefusalReason::HandlerRefused, format!("the answer: {message}")))
}

impl<W: NtroWorkflow> Author<W> {
    /// The author's struct; a run that could not start refuses every message to it.
    fn get(&self) -> Result<&W, Refusal> {
        match self {
            Self::Ready { runbook, .. } => Ok(runbook),
            Self::Broken(error) => Err(not_started(error)),
        }
    }

    /// As [`Author::get`], to change it.
    pub(crate) fn get_mut(&mut self) -> Result<&mut W, Refusal> {
        match self {
            Self::Ready { runbook, .. } => Ok(runbook),
            Self::Broken(error) => Err(not_started(error)),
        }
    }
}
