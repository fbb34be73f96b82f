//! What `#[ntro_activities]` writes: a typed name per activity, and how to call it.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use crate::runbook::activity_context::ActivityCtx;
use crate::runbook::activity_error::ActivityError;
use crate::wire::{Payload, PayloadType};

/// An activity as a runbook names it: `ctx.activity(Documents::PARSE_PDF, input)`.
///
/// ```
/// # use ntro_workflow::{ActivityRef, NtroWorkflow, prelude::*};
/// /// Currency in, rate out; a worker in another language has it.
/// const LATEST: ActivityRef<String, f64> = ActivityRef::new("rates.latest");
/// assert_eq!(LATEST.name(), "rates.latest");
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<f64> {
/// let rate = ctx.activity(LATEST, "EUR".to_owned()).task_queue("rates").await?;
/// # Ok(rate)
/// # }
/// ```
pub struct ActivityRef<Input, Output> {
    name: &'static str,
    types: PhantomData<fn(Input) -> Output>,
}

impl<Input, Output> ActivityRef<Input, Output> {
    /// Names an activity; `#[ntro_activities]` writes this for each of its methods. By hand it
    /// names an activity that another worker, in any language, registers; nothing checks the types then.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, types: PhantomData }
    }

    /// The activity type on Temporal: the prefix, a dot, and the method's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<Input, Output> Clone for ActivityRef<Input, Output> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Input, Output> Copy for ActivityRef<Input, Output> {}

/// The future of one activity attempt.
pub type ActivityFuture<T> = Pin<Box<dyn Future<Output = Result<T, ActivityError>> + Send>>;

/// One activity of a host, as the worker calls it. Written by `#[ntro_activities]`.
pub trait ActivityBody: Send + Sync + 'static {
    /// The type whose method it is.
    type Host: ActivityHost;
    /// What it is called with.
    type Input: Payload + Send;
    /// What it returns.
    type Output: Payload + Send;
    /// The activity type on Temporal.
    const NAME: &'static str;
    /// The doc comment of the method; empty if it has none.
    const DOCS: &'static str;
    /// What the source says of [`Input`](Self::Input); none of `()`.
    const INPUT: Option<PayloadType>;
    /// What the source says of [`Output`](Self::Output); none of `()`.
    const OUTPUT: Option<PayloadType>;
    /// The type of the events that its results are; none unless [`Output`](Self::Output) is
    /// [`Observable`](crate::Observable).
    const EVENT_TYPE: Option<&'static str>;

    /// Calls the author's method.
    fn call(host: Arc<Self::Host>, ctx: ActivityCtx, input: Self::Input) -> ActivityFuture<Self::Output>;
}

/// A type with activities. Implemented by `#[ntro_activities]`, never by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no activities",
    note = "put `#[ntro_activities]` on an inherent impl of it, and `#[activity]` on its async methods"
)]
pub trait ActivityHost: Send + Sync + Sized + 'static {
    /// Shows every activity to the visitor, in source order.
    fn visit(visitor: &mut impl ActivityVisitor<Self>);
}

/// What walks over the activities of a host: the worker's registry.
pub trait ActivityVisitor<Host> {
    /// Called once per activity.
    fn activity<Body: ActivityBody<Host = Host>>(&mut self);
}
