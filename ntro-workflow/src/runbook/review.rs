//! `wait_for_action`: a person looks at something and decides.

use std::marker::PhantomData;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::runbook::context::{Ctx, Waited};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::{Gate, LocalFuture, OpenGate, Opened, Opening, Timed, sealed, untimed};
use crate::runbook::quality::QualityCheck;
use crate::runbook::{payload, unwind};
use crate::state::{Answer, Check, GateSubject, GroupKey, OpeningKey};
use crate::wire::{
    Action, Actor, Change, Correction, DisplayHint, Ending, Feedback, Payload, PayloadType, Violation, decode,
};

/// What a person decided.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64) -> RunbookResult<f64> {
/// let review = ctx.wait_for_action(&total).await?;
/// match review.action {
///     Action::Approved | Action::Corrected => Ok(review.payload),
///     Action::Rejected => Err(RunbookError::rejected(review.comments)),
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserAction<T> {
    /// The decision. Exhaustive: a forgotten reject does not compile.
    pub action: Action,
    /// What was shown, after row edits and corrections.
    pub payload: T,
    /// What was corrected, cell by cell; empty where the whole payload was sent, or nothing was.
    pub corrections: Vec<Correction>,
    /// How `payload` differs from what the gate opened with, cell by cell, whichever way it came about: by
    /// row actions, corrections or a payload that was sent back.
    pub changes: Vec<Change>,
    /// What the person wrote.
    pub comments: Option<String>,
    /// Who the message says decided. Nothing here verifies it.
    pub actor: Option<Actor>,
    /// Whether it came after the deadline, before the run had seen the timer.
    pub late: bool,
    /// Workflow time of the task in which the runbook took the decision.
    pub at: Timestamp,
}

/// A review before it opens. Made by [`Ctx::wait_for_action`]; opened by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64) -> RunbookResult<Waited<UserAction<f64>>> {
/// ctx.wait_for_action(&total)
///     .named("total")
///     .display(ApprovalForm::new("Post the total").approve_label("Post"))
///     .reason("The total differs from last month's")
///     .answers([Action::Approved, Action::Rejected])
///     .addressed_only()
///     .settle(Duration::from_secs(10))
///     .validate(|total| if *total >= 0.0 { Ok(()) } else { Err(Violation::at("", "it is negative")) })
///     .timeout(Duration::from_secs(24 * 60 * 60))
///     .await
/// # }
/// ```
#[must_use = "a gate opens when it is awaited"]
pub struct Review<'a, W: NtroWorkflow, T> {
    ctx: &'a Ctx<W>,
    opening: RunbookResult<Opening>,
    payload: PhantomData<fn() -> T>,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Shows a payload and waits for a person's decision on it.
    ///
    /// The gate is called `review` unless [`Review::named`] says otherwise. A corrected payload is
    /// decoded into `T` before the gate closes; one that does not fit is refused, and the gate stays
    /// open.
    ///
    /// # Errors
    /// Awaiting it gives [`RunbookError::Cancelled`] when the run is cancelled, and failures of the
    /// types `OutsideStep`, `GateNotOpened`, `InvalidPayload` and, where the step declares a timeout,
    /// `TimedOut`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run]
    /// # async fn run(ctx: &Ctx<Self>, total: f64) -> RunbookResult<f64> { Self::review(ctx, total).await }
    /// #[ui_step(name = "review", title = "Review the total", icon = "Eye")]
    /// async fn review(ctx: &Ctx<Self>, total: f64) -> RunbookResult<f64> {
    ///     let review = ctx.wait_for_action(&total).reason("Does it agree with the bank?").await?;
    ///     match review.action {
    ///         Action::Approved | Action::Corrected => Ok(review.payload),
    ///         Action::Rejected => Err(RunbookError::rejected(review.comments)),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn wait_for_action<T: Payload>(&self, shown: &T) -> Review<'_, W, T> {
        let subject = GateSubject::Review(PayloadType::of::<T>(std::any::type_name::<T>()));
        let opening = payload::to_json(shown)
            .map(|payload| Opening {
                payload,
                fits: Check::new(|value| fits::<T>(value).map(drop)),
                complete: Check::new(|value| fits::<T>(value).map(drop)),
                ..Opening::new("review", subject)
            })
            .map_err(|message| {
                RunbookError::failed("InvalidPayload", format!("the payload of a gate: {message}"))
            });
        Review { ctx: self, opening, payload: PhantomData }
    }
}

impl<'a, W: NtroWorkflow, T: Payload> Review<'a, W, T> {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Opening)) -> Self {
        if let Ok(opening) = &mut self.opening {
            change(opening);
        }
        self
    }

    /// Names the gate: a part of its identity, one of several gates of a step. 1 to 64 of the letters
    /// a-z, A-Z, 0-9, `_`, `-` and `.`; with another name it does not open: `GateNotOpened`.
    pub fn named(self, name: &str) -> Self {
        self.with(|opening| opening.name = name.to_owned())
    }

    /// How it is shown; by default the component that the step declares, without any configuration, else
    /// an approval form. A declared gate is shown by its component only: `GateNotOpened` with another.
    pub fn display(self, hint: impl Into<DisplayHint>) -> Self {
        self.with(|opening| opening.terms.hint = Some(hint.into()))
    }

    /// One sentence for the person.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        self.with(|opening| opening.reason = Some(reason.into()))
    }

    /// Which answers it takes; those that are declared by default, else all three. Without
    /// [`Action::Corrected`] its rows cannot be edited either, only do what [`Review::row_action`] gives them.
    /// A declared gate takes no others:
    /// `GateNotOpened` with one of those.
    pub fn answers(self, actions: impl IntoIterator<Item = Action>) -> Self {
        self.with(|opening| opening.terms.answers = Some(actions.into_iter().collect()))
    }

    /// Takes only answers that name the gate. Older clients cannot answer it then.
    pub fn addressed_only(self) -> Self {
        self.with(|opening| opening.addressed_only = true)
    }

    /// What became of what was done before, shown beside what is asked for as long as the gate is open.
    pub fn feedback(self, feedback: impl Into<Feedback>) -> Self {
        self.with(|opening| opening.feedback = Some(feedback.into()))
    }

    /// How long the gate must have been open before an answer that does not name it can mean it;
    /// three seconds of workflow time by default.
    pub fn settle(self, settle: Duration) -> Self {
        self.with(|opening| opening.settle = settle)
    }

    /// What else must hold of a payload that is approved, corrected or not. An answer that would
    /// approve less is refused and the gate stays open; single row edits are free to pass through
    /// incomplete states.
    ///
    /// A pure function. It judges signals again on replay, so a stricter one needs
    /// [`Ctx::patched`] while runs with answered gates are open.
    pub fn validate(self, validate: impl Fn(&T) -> Result<(), Violation> + 'static) -> Self {
        self.with(|opening| {
            opening.complete = Check::new(move |value| {
                let typed = fits::<T>(value)?;
                unwind::catch(|| validate(&typed)).unwrap_or_else(|panic| Err(panicked(&panic)))
            });
        })
    }

    /// Has these checks run beside the gate, on what [`submitted`](Self::submitted) says. They advise: they
    /// show at the gate, and neither hold it up nor close it.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, QualityCheck, prelude::*};
    /// # use serde_json::json;
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64, last: Option<f64>) -> RunbookResult<()> {
    /// ctx.wait_for_action(&total)
    ///     .checks([QualityCheck::code("drop", "Has the total fallen?", "total_drop").requires_baseline()])
    ///     .submitted(&json!({ "total": total }))
    ///     .baseline(last.map(|total| json!({ "total": total })).as_ref())
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn checks(self, checks: impl IntoIterator<Item = QualityCheck>) -> Self {
        self.with(|opening| opening.quality.checks.extend(checks))
    }

    /// What the checks judge; by default what the gate shows when it opens.
    pub fn submitted(self, submitted: &impl Serialize) -> Self {
        self.with(|opening| opening.quality.submitted(submitted))
    }

    /// What the checks compare with. An empty object or list is no baseline, and neither is `null`.
    pub fn baseline<B: Serialize>(self, baseline: Option<&B>) -> Self {
        self.with(|opening| opening.quality.baseline(baseline))
    }

    /// Waits for at most this long, in workflow time; awaiting it then gives a [`Waited`].
    pub fn timeout(self, limit: Duration) -> Timed<'a, Self> {
        Timed::new(self, Some(limit))
    }

    /// Waits for as long as the step declares; awaiting it then gives a [`Waited`]. Where the step declares
    /// no timeout, it does not open: `GateNotOpened`.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64) -> RunbookResult<bool> {
    /// let approved = match ctx.wait_for_action(&total).timed().await? {
    ///     Waited::Value(review) => review.action != Action::Rejected,
    ///     Waited::TimedOut => false,
    /// };
    /// # Ok(approved)
    /// # }
    /// ```
    pub fn timed(self) -> Timed<'a, Self> {
        Timed::new(self.with(|opening| opening.terms.timed = true), None)
    }

    fn decided(answer: Answer, at: Timestamp) -> RunbookResult<UserAction<T>> {
        let Answer { action, payload, corrections, changes, comments, late, sender } = answer;
        let payload = fits::<T>(&payload).map_err(|violation| {
            RunbookError::failed(
                "InvalidPayload",
                format!("the payload of an answered gate does not fit, {violation}"),
            )
        })?;
        let actor = sender.actor;
        Ok(UserAction { action, payload, corrections, changes, comments, actor, late, at })
    }
}

impl<W: NtroWorkflow, T: Payload> sealed::Gate for Review<'_, W, T> {}

impl<W: NtroWorkflow, T: Payload> Gate for Review<'_, W, T> {
    type Value = UserAction<T>;

    async fn wait_for(self, limit: Option<Duration>) -> RunbookResult<Waited<UserAction<T>>> {
        self.open(limit)?.wait().await
    }
}

impl<'a, W: NtroWorkflow, T: Payload> Review<'a, W, T> {
    fn open(self, limit: Option<Duration>) -> RunbookResult<Opened<'a, W, UserAction<T>>> {
        let ctx = self.ctx;
        let gate = OpenGate::open(ctx, self.opening?, limit)?;
        let value = Box::pin(Self::answered(ctx, gate.key()));
        Ok(Opened { gate, value })
    }

    async fn answered(ctx: &'a Ctx<W>, key: OpeningKey) -> RunbookResult<UserAction<T>> {
        let closed = |ending| ending != Ending::Withdrawn;
        ctx.wait_condition(|runbook| runbook.state.ending(key).is_some_and(closed)).await?;
        let answer = ctx.change(|state| state.take_answer(key));
        let answer =
            answer.ok_or_else(|| RunbookError::failed("GateClosed", "a review closed without an answer"))?;
        Self::decided(answer, ctx.now())
    }
}

impl<'a, W: NtroWorkflow, T: Payload> sealed::Member<'a> for Review<'a, W, T> {
    type Runbook = W;

    fn new_group(&self) -> GroupKey {
        self.ctx.change(|state| state.new_group())
    }

    fn open_in(
        self,
        group: GroupKey,
        limit: Option<Duration>,
        timed: bool,
    ) -> RunbookResult<Opened<'a, W, UserAction<T>>> {
        let grouped = |opening: &mut Opening| {
            opening.group = Some(group);
            opening.terms.timed |= timed;
        };
        self.with(grouped).open(limit)
    }
}

impl<'a, W: NtroWorkflow, T: Payload> IntoFuture for Review<'a, W, T> {
    type Output = RunbookResult<UserAction<T>>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(untimed(self.ctx, self))
    }
}

/// Whether a payload fits the author's type, whose decoding is the author's code.
pub(crate) fn fits<T: Payload>(value: &Value) -> Result<T, Violation> {
    unwind::catch(|| decode::from_value(value.clone())).unwrap_or_else(|panic| Err(panicked(&panic)))
}

fn panicked(panic: &str) -> Violation {
    Violation::at("", format!("its check panicked: {panic}"))
}
