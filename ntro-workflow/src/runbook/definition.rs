//! What `#[ntro_workflow]` writes for a runbook: tables and function pointers, no behaviour.

use std::future::Future;
use std::pin::Pin;

use crate::runbook::arguments::Arguments;
use crate::runbook::context::Ctx;
use crate::runbook::error::RunbookError;
use crate::runbook::handler::HandlerError;
use crate::state::StepDefinition;
use crate::wire::{Payload, PayloadType, TaskKey};

/// A runbook as the worker sees it. Implemented by `#[ntro_workflow]`, never by hand.
///
/// Everything in it is data or one function pointer per method; what is done with them is
/// ordinary generic code in [`Runbook`](crate::Runbook).
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # #[derive(Default)] struct Close { note: Option<String> }
/// # /// Closes one period.
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> { Self::lock(ctx, period).await }
/// #     #[ui_step(name = "lock", title = "Lock the period", icon = "Lock")]
/// #     async fn lock(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
/// #     /// A line for the record.
/// #     #[signal] fn note(&mut self, note: String) { self.note = Some(note); }
/// #     /// The line that came last.
/// #     #[query] fn last_note(&self) -> Option<String> { self.note.clone() }
/// #     /// Takes it back.
/// #     #[update] fn reopen(&mut self, reason: String) -> Option<String> { self.note.replace(reason) }
/// # }
/// assert_eq!((Close::SLUG, Close::WORKFLOW_TYPE), ("nav-close", "NavCloseWorkflow"));
/// assert_eq!((Close::DOCS, Close::STEPS[0].title), ("Closes one period.", "Lock the period"));
/// let signals: Vec<_> = Close::SIGNALS.iter().map(|signal| signal.name).collect();
/// assert_eq!(signals, ["note"]);
/// assert_eq!((Close::QUERIES.len(), Close::UPDATES.len()), (1, 1));
/// let period: <Close as NtroWorkflow>::Input = "2026-03".into();
/// assert_eq!(<Close as NtroWorkflow>::init(&period).last_note(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a runbook",
    note = "a runbook is a struct whose inherent impl carries `#[ntro_workflow(slug = \"…\")]`"
)]
pub trait NtroWorkflow: Sized + 'static {
    /// The kebab-case name under which people and platforms know the runbook.
    const SLUG: &'static str;
    /// The workflow type on Temporal; by default the slug in Pascal case plus `Workflow` (contract F.1).
    const WORKFLOW_TYPE: &'static str;
    /// The doc comment of the impl; empty if it has none.
    const DOCS: &'static str;
    /// The steps in source order, which is the order of the breadcrumb.
    const STEPS: &'static [StepDefinition];
    /// The author's signal handlers in source order.
    const SIGNALS: &'static [SignalHandler<Self>];
    /// The author's query handlers in source order.
    const QUERIES: &'static [QueryHandler<Self>];
    /// The author's update handlers in source order.
    const UPDATES: &'static [UpdateHandler<Self>];
    /// What the source says of [`Input`](Self::Input); none of `()`.
    const INPUT: Option<PayloadType>;
    /// What the source says of [`Output`](Self::Output); none of `()`.
    const OUTPUT: Option<PayloadType>;
    /// Reads from the input what a run is about, for the task history; none without `history(…)`.
    const TASK: Option<fn(&Self::Input) -> TaskKey> = None;
    /// What a run is started with.
    type Input: Payload;
    /// What a completed run returns.
    type Output: Payload;

    /// Makes the runbook's state at the start of a run: the author's `#[init]`, or `Default`.
    fn init(input: &Self::Input) -> Self;

    /// Runs the author's `#[run]`.
    ///
    /// # Errors
    /// The future's: the runbook error that the author's error is or wraps.
    fn run(ctx: Ctx<Self>, input: Self::Input) -> RunFuture<Self::Output>;
}

/// The boxed future of a run.
pub type RunFuture<T> = Pin<Box<dyn Future<Output = Result<T, RunbookError>>>>;

/// One `#[signal]`: its name and how to call it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # #[derive(Default)] struct Close { note: Option<String> }
/// # /// Closes one period.
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> { Self::lock(ctx, period).await }
/// #     #[ui_step(name = "lock", title = "Lock the period", icon = "Lock")]
/// #     async fn lock(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
/// #     /// A line for the record.
/// #     #[signal] fn note(&mut self, note: String) { self.note = Some(note); }
/// #     /// The line that came last.
/// #     #[query] fn last_note(&self) -> Option<String> { self.note.clone() }
/// #     /// Takes it back.
/// #     #[update] fn reopen(&mut self, reason: String) -> Option<String> { self.note.replace(reason) }
/// # }
/// assert_eq!(Close::SIGNALS[0].name, "note");
/// assert_eq!(Close::SIGNALS[0].docs, "A line for the record.");
/// ```
pub struct SignalHandler<W> {
    /// The signal's name on the wire.
    pub name: &'static str,
    /// The doc comment of the method.
    pub docs: &'static str,
    /// What it is sent with, if anything.
    pub payload: Option<PayloadType>,
    /// Decodes the arguments and calls the method.
    pub call: fn(&mut W, &Arguments) -> Result<(), HandlerError>,
}

/// One `#[query]`: its name and how to call it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # #[derive(Default)] struct Close { note: Option<String> }
/// # /// Closes one period.
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> { Self::lock(ctx, period).await }
/// #     #[ui_step(name = "lock", title = "Lock the period", icon = "Lock")]
/// #     async fn lock(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
/// #     /// A line for the record.
/// #     #[signal] fn note(&mut self, note: String) { self.note = Some(note); }
/// #     /// The line that came last.
/// #     #[query] fn last_note(&self) -> Option<String> { self.note.clone() }
/// #     /// Takes it back.
/// #     #[update] fn reopen(&mut self, reason: String) -> Option<String> { self.note.replace(reason) }
/// # }
/// assert_eq!(Close::QUERIES[0].name, "last_note");
/// assert_eq!(Close::QUERIES[0].docs, "The line that came last.");
/// ```
pub struct QueryHandler<W> {
    /// The query's name on the wire.
    pub name: &'static str,
    /// The doc comment of the method.
    pub docs: &'static str,
    /// What it is called with, if with anything.
    pub payload: Option<PayloadType>,
    /// What it answers, if anything.
    pub answer: Option<PayloadType>,
    /// Decodes the arguments, calls the method and encodes its answer.
    pub call: fn(&W, &Arguments) -> Result<serde_json::Value, HandlerError>,
}

/// One `#[update]`: its name, its validator and how to call it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # #[derive(Default)] struct Close { note: Option<String> }
/// # /// Closes one period.
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run]
/// #     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> { Self::lock(ctx, period).await }
/// #     #[ui_step(name = "lock", title = "Lock the period", icon = "Lock")]
/// #     async fn lock(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
/// #     /// A line for the record.
/// #     #[signal] fn note(&mut self, note: String) { self.note = Some(note); }
/// #     /// The line that came last.
/// #     #[query] fn last_note(&self) -> Option<String> { self.note.clone() }
/// #     /// Takes it back.
/// #     #[update] fn reopen(&mut self, reason: String) -> Option<String> { self.note.replace(reason) }
/// # }
/// assert_eq!(Close::UPDATES[0].name, "reopen");
/// assert_eq!(Close::UPDATES[0].docs, "Takes it back.");
/// ```
pub struct UpdateHandler<W> {
    /// The update's name on the wire.
    pub name: &'static str,
    /// The doc comment of the method.
    pub docs: &'static str,
    /// What it is called with, if with anything.
    pub payload: Option<PayloadType>,
    /// What it answers, if anything.
    pub answer: Option<PayloadType>,
    /// Decides before anything is written to history: the author's validator, or whether the argument fits.
    pub validate: fn(&W, &Arguments) -> Result<(), HandlerError>,
    /// Decodes the arguments, calls the method and encodes its answer.
    pub call: fn(&mut W, &Arguments) -> Result<serde_json::Value, HandlerError>,
}
