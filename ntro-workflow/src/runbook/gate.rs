//! A gate from opening to closing: what a review and a submission have in common.

use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use jiff::Timestamp;
use temporalio_workflow::MemoValue;

use crate::runbook::context::{Ctx, Waited};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::quality::{QualityPlan, Seeded};
use crate::state::{
    CallKey, Check, GateSpec, GateSubject, GateTerms, GroupKey, OpeningKey, RowHooks, SettledTerms, Slot,
    StepDefinition,
};
use crate::wire::{Ending, Feedback};

/// How long a gate must have been open before an answer that does not name it can mean it.
const SETTLE: Duration = Duration::from_secs(3);

/// How the timer of a gate is called in the history, before the title of its step.
pub(crate) const DEADLINE_OF: &str = "Deadline of: ";

/// The memo that holds the gate that opened last.
const MEMO: &str = "ntro_gate";

/// Marks the runs that write [`MEMO`].
const TRACED: &str = "ntro-gate-memo";

/// What the author says of a gate, before it opens.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub(crate) name: String,
    pub(crate) terms: GateTerms,
    pub(crate) payload: serde_json::Value,
    pub(crate) reason: Option<String>,
    pub(crate) args: Option<serde_json::Value>,
    pub(crate) addressed_only: bool,
    pub(crate) feedback: Option<Feedback>,
    pub(crate) group: Option<GroupKey>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) settle: Duration,
    pub(crate) fits: Check,
    pub(crate) complete: Check,
    pub(crate) quality: QualityPlan,
    pub(crate) row_hooks: RowHooks,
}

impl Opening {
    pub(crate) fn new(name: &str, subject: GateSubject) -> Self {
        Self {
            name: name.to_owned(),
            terms: GateTerms::of(subject),
            payload: serde_json::Value::Null,
            reason: None,
            args: None,
            addressed_only: false,
            feedback: None,
            group: None,
            slots: Vec::new(),
            settle: SETTLE,
            fits: Check::any(),
            complete: Check::any(),
            quality: QualityPlan::default(),
            row_hooks: RowHooks::default(),
        }
    }

    /// What the state machine opens.
    fn specified(self, call: CallKey, terms: SettledTerms, deadline: Option<Timestamp>) -> GateSpec {
        GateSpec {
            kind: terms.kind,
            hint: terms.hint,
            edits: terms.edits,
            reason: self.reason,
            args: self.args,
            deadline,
            addressed_only: self.addressed_only,
            feedback: self.feedback,
            group: self.group,
            slots: self.slots,
            settle: self.settle,
            fits: self.fits,
            complete: self.complete,
            row_hooks: self.row_hooks,
            ..GateSpec::review(call, self.name, self.payload)
        }
    }
}

/// An open gate. Closed as withdrawn when the runbook stops waiting for it.
pub(crate) struct OpenGate<'a, W: NtroWorkflow> {
    ctx: &'a Ctx<W>,
    key: OpeningKey,
    limit: Option<Duration>,
    checks: Seeded,
}

impl<'a, W: NtroWorkflow> OpenGate<'a, W> {
    /// Opens the gate in the step that the caller runs in, for at most `limit`; without one, for as long
    /// as the step declares.
    ///
    /// # Errors
    /// Outside any step, with a name that cannot be part of an identity, or otherwise than the step
    /// declares.
    pub(crate) fn open(
        ctx: &'a Ctx<W>,
        mut opening: Opening,
        limit: Option<Duration>,
    ) -> RunbookResult<Self> {
        let call = ctx.current_call(&format!("the gate `{}`", opening.name))?;
        let step = ctx.sdk().state(|runbook| runbook.state.step_of(call));
        let terms = GateTerms { limit, ..opening.terms.clone() }.settle(step, &opening.name)?;
        let (limit, now) = (terms.limit, ctx.now());
        let deadline = limit.and_then(|limit| now.checked_add(limit).ok());
        let quality = std::mem::take(&mut opening.quality);
        let shown = if quality.checks.is_empty() { serde_json::Value::Null } else { opening.payload.clone() };
        let spec = opening.specified(call, terms, deadline);
        let key = ctx.change(|state| state.open_gate(spec, now))?;
        leave_a_trace(ctx, key);
        Ok(Self { ctx, key, limit, checks: quality.seeded(ctx, key, shown) })
    }

    pub(crate) fn key(&self) -> OpeningKey {
        self.key
    }

    /// Awaits what closes the gate, for as long as it is open; closes it itself on time-out or cancellation.
    pub(crate) async fn wait<T>(
        &self,
        wait: impl Future<Output = RunbookResult<T>>,
    ) -> RunbookResult<Waited<T>> {
        self.wait_with(&[], wait).await
    }

    /// As [`wait`](Self::wait), for this gate and others that wait as long as it does.
    pub(crate) async fn wait_with<T>(
        &self,
        others: &[&Self],
        wait: impl Future<Output = RunbookResult<T>>,
    ) -> RunbookResult<Waited<T>> {
        let title = self.ctx.current_step().map_or("gate", |step| step.title);
        let limit = self.limit.map(|limit| (limit, format!("{DEADLINE_OF}{title}")));
        let gates: Vec<&Self> = [self].into_iter().chain(others.iter().copied()).collect();
        let checks: Vec<_> = gates.iter().map(|gate| &gate.checks).collect();
        let waited = Seeded::beside(&checks, self.ctx, self.ctx.within(wait, limit)).await;
        let ending = match &waited {
            Ok(Waited::Value(_)) => None,
            Ok(Waited::TimedOut) => Some(Ending::TimedOut),
            Err(RunbookError::Cancelled(_)) => Some(Ending::Cancelled),
            Err(_) => Some(Ending::Withdrawn),
        };
        if let Some(ending) = ending {
            gates.iter().for_each(|gate| gate.close(ending));
        }
        waited
    }

    pub(crate) fn close(&self, ending: Ending) {
        let now = self.ctx.now();
        self.ctx.change(|state| state.close_gate(self.key, ending, now));
    }
}

/// A gate that is open, and what it gives when it has closed by an answer or with what it waits for. Where
/// another of its group was first it gives nothing, for ever.
pub struct Opened<'a, W: NtroWorkflow, T> {
    pub(crate) gate: OpenGate<'a, W>,
    pub(crate) value: LocalFuture<'a, RunbookResult<T>>,
}

impl<W: NtroWorkflow, T> Opened<'_, W, T> {
    /// Waits for it alone.
    pub(crate) async fn wait(self) -> RunbookResult<Waited<T>> {
        self.gate.wait(self.value).await
    }
}

impl<W: NtroWorkflow> Drop for OpenGate<'_, W> {
    fn drop(&mut self) {
        if self.ctx.sdk().state(|runbook| runbook.state.ending(self.key)).is_none() {
            self.close(Ending::Withdrawn);
        }
    }
}

/// Whether the gates of a run write the memo. Asked when the run starts, and known from then on: the SDK cannot
/// replay the marker of a patch that stands right behind the one of a local activity.
pub(crate) fn leaves_traces<W: NtroWorkflow>(ctx: &Ctx<W>) -> bool {
    ctx.patched(TRACED)
}

/// Writes the gate's id to the run's memo.
///
/// A task that writes nothing is none to a worker that reads the history again: it would hand over the
/// task's messages before the code that opens the gate has run, and their validator would know no such gate.
/// A deadline writes its timer, but may be new to a gate. Runs that passed here before there was a memo go on
/// without.
fn leave_a_trace<W: NtroWorkflow>(ctx: &Ctx<W>, key: OpeningKey) {
    if !leaves_traces(ctx) {
        return;
    }
    let gate_id = ctx.sdk().state(|runbook| runbook.state.gate_id(key).to_owned());
    if let Err(error) = ctx.sdk().upsert_memo([(MEMO, Some(MemoValue::new(gate_id)))]) {
        tracing::error!(workflow_id = ctx.workflow_id(), %error, "the memo of a gate could not be written");
    }
}

/// A gate that has not been opened yet: opened by awaiting it, with or without a time limit.
///
/// A [`Review`](crate::Review) is one, and so is a [`Submission`](crate::Submission); code that does not
/// care which can wait for either.
///
/// ```
/// # use ntro_workflow::{Gate, prelude::*};
/// async fn by_tomorrow<G: Gate>(gate: G) -> RunbookResult<G::Value> {
///     let waited = gate.wait_for(Some(Duration::from_secs(24 * 60 * 60))).await?;
///     waited.or_fail("nobody has answered within a day")
/// }
/// ```
pub trait Gate: sealed::Gate + Sized {
    /// What it gives when it closes in time.
    type Value;

    /// Opens the gate and waits for it, for at most `limit` of workflow time; without one, for as long as
    /// its step declares, or for ever.
    ///
    /// # Errors
    /// [`RunbookError::Cancelled`] when the run is cancelled, and failures of the types that the
    /// method of [`Ctx`] that made the gate names.
    fn wait_for(self, limit: Option<Duration>) -> impl Future<Output = RunbookResult<Waited<Self::Value>>>;
}

/// A gate with a deadline. Awaiting it gives a [`Waited`], so that the time-out cannot be forgotten.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64) -> RunbookResult<bool> {
/// let approved = match ctx.wait_for_action(&total).timeout(Duration::from_secs(3600)).await? {
///     Waited::Value(review) => review.action != Action::Rejected,
///     Waited::TimedOut => false,
/// };
/// # Ok(approved)
/// # }
/// ```
#[must_use = "a gate opens when it is awaited"]
pub struct Timed<'a, G> {
    gate: G,
    /// Without one, the step's.
    limit: Option<Duration>,
    context: PhantomData<&'a ()>,
}

impl<'a, G: Gate + 'a> Timed<'a, G> {
    pub(crate) fn new(gate: G, limit: Option<Duration>) -> Self {
        Self { gate, limit, context: PhantomData }
    }
}

impl<'a, G: Gate + 'a> IntoFuture for Timed<'a, G>
where
    G::Value: 'a,
{
    type Output = RunbookResult<Waited<G::Value>>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.gate.wait_for(self.limit))
    }
}

/// The boxed future of a builder, which lives as long as the context that made it. It stays on its
/// thread, as all of a run does.
///
/// ```
/// # use ntro_workflow::{LocalFuture, NtroWorkflow, prelude::*};
/// fn pause<'a, W: NtroWorkflow>(ctx: &'a Ctx<W>, hours: u64) -> LocalFuture<'a, RunbookResult<()>> {
///     Box::pin(ctx.sleep(Duration::from_secs(hours * 60 * 60)))
/// }
/// ```
pub type LocalFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + 'a>>;

/// Awaits a gate that says nothing of a deadline. That of its step, if it has one, is a failure then.
pub(crate) async fn untimed<W: NtroWorkflow, G: Gate>(ctx: &Ctx<W>, gate: G) -> RunbookResult<G::Value> {
    let step = ctx.current_step();
    match gate.wait_for(None).await? {
        Waited::Value(value) => Ok(value),
        Waited::TimedOut => Err(RunbookError::failed("TimedOut", overdue(step))),
    }
}

fn overdue(step: Option<&StepDefinition>) -> String {
    let title = step.map_or("a gate", |step| step.title);
    let limit = step.and_then(|step| step.timeout);
    let limit = limit.map(|limit| format!(" within {}, the timeout of its step", spelled(limit)));
    let limit = limit.unwrap_or_default();
    format!(
        "nobody has answered `{title}`{limit}; to go on without an answer, await the gate with `.timed()`"
    )
}

/// A declared timeout, as its author writes it: `1d 12h`.
fn spelled(limit: Duration) -> String {
    let mut rest = limit.as_secs();
    let mut parts = Vec::new();
    for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] {
        if rest >= seconds {
            parts.push(format!("{}{unit}", rest / seconds));
        }
        rest %= seconds;
    }
    parts.join(" ")
}

/// What is opened and closed is the framework's business: an outside gate could do neither.
pub(crate) mod sealed {
    use crate::runbook::definition::NtroWorkflow;
    use crate::runbook::error::RunbookResult;
    use crate::runbook::gate::Opened;
    use crate::state::GroupKey;

    /// A gate of ours.
    pub trait Gate {}

    /// A gate of ours that may be open in a group.
    pub trait Member<'a>: super::Gate {
        /// The runbook whose gate it is.
        type Runbook: NtroWorkflow;

        /// A new group.
        fn new_group(&self) -> GroupKey;

        /// Opens it in a group, for at most `limit`; `timed` where its author counts on its step's.
        fn open_in(
            self,
            group: GroupKey,
            limit: Option<std::time::Duration>,
            timed: bool,
        ) -> RunbookResult<Opened<'a, Self::Runbook, Self::Value>>;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_that_has_passed_is_told_with_the_title_and_as_it_was_declared() {
        for (seconds, written) in [(1, "1s"), (90, "1m 30s"), (86_400, "1d"), (129_600, "1d 12h")] {
            let step = StepDefinition::new("review", "Review the rents").timeout_seconds(seconds);
            let told = overdue(Some(&step));
            assert!(
                told.starts_with(&format!("nobody has answered `Review the rents` within {written},")),
                "{told}"
            );
        }
    }
}
