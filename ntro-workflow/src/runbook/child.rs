//! Child runs: one, or many at once.

use std::marker::PhantomData;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use temporalio_workflow::common::data_converters::RawValue;
use temporalio_workflow::common::{ActivityDefinition, UntypedWorkflow};
use temporalio_workflow::{
    ActivityExecutionError, ChildWorkflowExecutionError, ChildWorkflowOptions, ChildWorkflowStartError,
    LocalActivityOptions, ParentClosePolicy, StartedChildWorkflow,
};

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::LocalFuture;
use crate::runbook::handle::Def;
use crate::runbook::payload;
use crate::runbook::report::{AskToReport, unattended};
use crate::state::{ChildKey, OpeningKey};
use crate::wire::Payload;

/// How long a child may run by default. There is always a limit: a child that nobody can run starts
/// all the same, and its parent would wait for it for ever.
const EXECUTION_TIMEOUT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// The local activity that looks a runbook up in the worker's registry.
pub(crate) const LOOK_UP: &str = "ntro.look_up_runbook";

/// What a runbook is looked up by.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct LookUp {
    pub(crate) slug: String,
}

/// What the registry says of it. In history, so that a later deploy cannot change a replay.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Found {
    pub(crate) workflow_type: String,
}

/// Which runbook a child runs: a typed one (`DocumentIngest::RUN`), or one by its slug.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Ingest;
/// # #[ntro_workflow(slug = "document-ingest")] impl Ingest {
/// #     #[run] async fn run(_ctx: &Ctx<Self>, source: String) -> RunbookResult<String> { Ok(source) }
/// # }
/// use ntro_workflow::ChildTarget;
///
/// assert_eq!(Ingest::RUN.slug(), "document-ingest"); // `String` in, `String` out
/// assert_eq!("rent-roll".slug(), "rent-roll"); // any JSON in, any JSON out
/// ```
pub trait ChildTarget {
    /// What it is started with.
    type Input: Serialize;
    /// What it returns.
    type Output: Payload;

    /// Its slug: the kebab-case name in the registry.
    fn slug(&self) -> &str;
}

impl<C: NtroWorkflow> ChildTarget for Def<C> {
    type Input = C::Input;
    type Output = C::Output;

    fn slug(&self) -> &str {
        C::SLUG
    }
}

/// By slug: any JSON in, any JSON out.
impl ChildTarget for &str {
    type Input = Value;
    type Output = Value;

    fn slug(&self) -> &str {
        self
    }
}

/// A child run before it starts. Made by [`Ctx::run_child_workflow`]; started by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # use serde_json::{Value, json};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<Value> {
/// ctx.run_child_workflow("rent-roll", &json!({ "period": "2026-03" }))
///     .step_id("collect")
///     .key("harbour-street")
///     .workflow_type("RentRollWorkflow")
///     .task_queue("property")
///     .timeout(Duration::from_secs(7 * 24 * 60 * 60))
///     .await
/// # }
/// ```
#[must_use = "a child run starts when it is awaited"]
pub struct ChildCall<'a, W: NtroWorkflow, Output> {
    ctx: &'a Ctx<W>,
    slug: String,
    input: Result<Value, String>,
    step_id: Option<String>,
    key: Option<String>,
    workflow_type: Option<String>,
    task_queue: Option<String>,
    timeout: Duration,
    output: PhantomData<fn() -> Output>,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Runs another runbook as a child of this run and waits for its result.
    ///
    /// The child's id is `{parent}:{step}:{slug}` (contract B.11); from the second of a step on it gets
    /// a number, or the [`key`](ChildCall::key), so that a fan-out is a loop. Join several with
    /// [`join_all`](crate::join_all). Its gates are its own: clients ask the child.
    ///
    /// The slug is looked up in the registry of the worker that runs this run, and the answer is kept
    /// in history; [`workflow_type`](ChildCall::workflow_type) or
    /// [`task_queue`](ChildCall::task_queue) skips that for a child that another worker runs.
    ///
    /// # Errors
    /// Awaiting it gives a failure of the child's own type, `ChildFailed`, `ChildNotStarted`,
    /// `UnknownRunbook`, `OutsideStep` or `InvalidPayload`, or [`RunbookError::Cancelled`].
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Ingest;
    /// # #[ntro_workflow(slug = "document-ingest")] impl Ingest {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, source: String) -> RunbookResult<String> { Ok(source) }
    /// # }
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run]
    /// # async fn run(ctx: &Ctx<Self>, sources: Vec<String>) -> RunbookResult<Vec<String>> {
    /// #     Self::collect(ctx, &sources).await
    /// # }
    /// #[ui_step(name = "collect", title = "Collect the documents", icon = "Inbox")]
    /// async fn collect(ctx: &Ctx<Self>, sources: &[String]) -> RunbookResult<Vec<String>> {
    ///     let ingest = |source| ctx.run_child_workflow(Ingest::RUN, source).key(source);
    ///     join_all(sources.iter().map(ingest)).await.into_iter().collect()
    /// }
    /// # }
    /// ```
    pub fn run_child_workflow<T: ChildTarget>(
        &self,
        target: T,
        input: &T::Input,
    ) -> ChildCall<'_, W, T::Output> {
        ChildCall {
            ctx: self,
            slug: target.slug().to_owned(),
            input: payload::to_json(input),
            step_id: None,
            key: None,
            workflow_type: None,
            task_queue: None,
            timeout: EXECUTION_TIMEOUT,
            output: PhantomData,
        }
    }
}

impl<'a, W: NtroWorkflow, Output> ChildCall<'a, W, Output> {
    /// The child runs of a slot, which [`run_as`](Self::run_as) gives their ids and their input.
    pub(crate) fn of_slot(
        ctx: &'a Ctx<W>,
        slug: &str,
        workflow_type: Option<String>,
        task_queue: Option<String>,
    ) -> Self {
        Self {
            ctx,
            slug: slug.to_owned(),
            input: Ok(Value::Null),
            step_id: None,
            key: None,
            workflow_type,
            task_queue,
            timeout: EXECUTION_TIMEOUT,
            output: PhantomData,
        }
    }
}

impl<W: NtroWorkflow, Output: Payload> ChildCall<'_, W, Output> {
    /// Shows the child under this step instead of the one that runs. Does not change which step runs.
    pub fn step_id(self, step_id: impl Into<String>) -> Self {
        Self { step_id: Some(step_id.into()), ..self }
    }

    /// Names the child among its siblings: a document's source, an entity. A part of its workflow id.
    pub fn key(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }

    /// The workflow type, for a child that this worker does not know. Without it, a child on another
    /// [`task_queue`](Self::task_queue) has the type that its slug makes (contract F.1).
    pub fn workflow_type(self, workflow_type: impl Into<String>) -> Self {
        Self { workflow_type: Some(workflow_type.into()), ..self }
    }

    /// Another task queue than the run's own, for a child that other workers run.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        Self { task_queue: Some(task_queue.into()), ..self }
    }

    /// How long it may run, gates included; 90 days by default.
    pub fn timeout(self, limit: Duration) -> Self {
        Self { timeout: limit, ..self }
    }

    async fn run(self) -> RunbookResult<Output> {
        let call = self.ctx.current_call(&format!("the child run `{}`", self.slug))?;
        let input = self.input.clone().map_err(|message| self.invalid("input", &message))?;
        let workflow_type = self.resolve().await?;
        let add = |state: &mut crate::state::State| {
            let key = state.add_child(call, self.step_id.as_deref(), &self.slug, self.key.as_deref());
            (key, state.child_workflow_id(key).to_owned())
        };
        let (child, workflow_id) = self.ctx.change(add);
        self.run_as(workflow_type, child, workflow_id, input, None).await
    }

    /// Runs it as the child that was recorded, for a slot of an open gate or for nobody in particular.
    pub(crate) async fn run_as(
        &self,
        workflow_type: String,
        child: ChildKey,
        workflow_id: String,
        input: Value,
        slot: Option<(OpeningKey, usize)>,
    ) -> RunbookResult<Output> {
        let mut record = ChildRecord { ctx: self.ctx, child, ended: false };
        let result = self.run_to_end(workflow_type, workflow_id, input, child, slot).await;
        record.end(result.as_ref().err().map(ToString::to_string));
        payload::from_json(&result?.payloads).map_err(|message| self.invalid("result", &message))
    }

    fn invalid(&self, what: &str, message: &str) -> RunbookError {
        RunbookError::failed("InvalidPayload", format!("the {what} of child run `{}`: {message}", self.slug))
    }

    pub(crate) async fn resolve(&self) -> RunbookResult<String> {
        match (&self.workflow_type, &self.task_queue) {
            (Some(workflow_type), _) => Ok(workflow_type.clone()),
            (None, Some(_)) => Ok(default_workflow_type(&self.slug)),
            (None, None) => look_up(self.ctx, &self.slug).await,
        }
    }

    async fn run_to_end(
        &self,
        workflow_type: String,
        workflow_id: String,
        input: Value,
        child: ChildKey,
        slot: Option<(OpeningKey, usize)>,
    ) -> RunbookResult<RawValue> {
        let mut options = ChildWorkflowOptions::default();
        options.workflow_id = Some(workflow_id);
        options.task_queue.clone_from(&self.task_queue);
        options.execution_timeout = Some(self.timeout);
        options.parent_close_policy = ParentClosePolicy::RequestCancel;
        options.cancellation_token = Some(self.ctx.token());
        options.static_summary =
            self.ctx.current_step().map(|step| format!("{} ({})", step.title, self.slug));
        let target = UntypedChild { target: UntypedWorkflow::new(workflow_type) };
        let started = self.ctx.sdk().start_child_workflow(target, input, options).await;
        let started: StartedChildWorkflow<_> = started.map_err(|error| self.start_failure(&error))?;
        self.ctx.change(|state| {
            state.child_started(child, &started.run_id);
            slot.into_iter().for_each(|(gate, place)| state.slot_started(gate, place));
        });
        // Sent when it is made; nobody waits for it to arrive.
        let _asked = slot.map(|_| started.signal(AskToReport, Value::Null, unattended("Ask for the status")));
        started.result().await.map_err(|error| self.failure(&error))
    }

    fn start_failure(&self, error: &ChildWorkflowStartError) -> RunbookError {
        let token = self.ctx.token();
        match error {
            ChildWorkflowStartError::Cancelled(_) if token.is_cancelled() => {
                RunbookError::cancelled(token.reason())
            }
            error => RunbookError::of_child_start(&self.slug, error),
        }
    }

    fn failure(&self, error: &ChildWorkflowExecutionError) -> RunbookError {
        let token = self.ctx.token();
        if error.as_cancelled().is_some() && token.is_cancelled() {
            return RunbookError::cancelled(token.reason());
        }
        RunbookError::of_child(&self.slug, error)
    }
}

impl<'a, W: NtroWorkflow, Output: Payload> IntoFuture for ChildCall<'a, W, Output> {
    type Output = RunbookResult<Output>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// Records how the child ended, also when the runbook stops waiting for it.
struct ChildRecord<'a, W: NtroWorkflow> {
    ctx: &'a Ctx<W>,
    child: ChildKey,
    ended: bool,
}

impl<W: NtroWorkflow> ChildRecord<'_, W> {
    fn end(&mut self, failure: Option<String>) {
        self.ended = true;
        self.ctx.change(|state| state.child_ended(self.child, failure));
    }
}

impl<W: NtroWorkflow> Drop for ChildRecord<'_, W> {
    fn drop(&mut self) {
        if !self.ended {
            self.end(Some("the runbook stopped waiting for it".into()));
        }
    }
}

/// The contract's name for a slug (F.1): `document-ingest` is `DocumentIngestWorkflow`.
fn default_workflow_type(slug: &str) -> String {
    let capitalise = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect::<String>())
    };
    slug.split('-').filter_map(capitalise).chain(["Workflow".to_owned()]).collect()
}

async fn look_up<W: NtroWorkflow>(ctx: &Ctx<W>, slug: &str) -> RunbookResult<String> {
    let mut options = LocalActivityOptions::default();
    options.cancellation_token = Some(ctx.token());
    options.summary = Some(format!("Look up `{slug}`"));
    let asked = LookUp { slug: slug.to_owned() };
    let found = ctx.sdk().execute_local_activity(RegistryLookUp, asked, options).await;
    found.map(|found| found.workflow_type).map_err(|error| match error {
        ActivityExecutionError::Cancelled(_) => RunbookError::cancelled(ctx.token().reason()),
        error => RunbookError::of_activity(LOOK_UP, &error),
    })
}

/// [`LOOK_UP`], as both sides see it.
pub(crate) struct RegistryLookUp;

impl ActivityDefinition for RegistryLookUp {
    type Input = LookUp;
    type Output = Found;

    fn name(&self) -> &str {
        LOOK_UP
    }
}

/// A child by type name, with JSON in and raw payloads out.
pub(crate) struct UntypedChild {
    target: UntypedWorkflow,
}

impl temporalio_workflow::common::WorkflowDefinition for UntypedChild {
    type Input = Value;
    type Output = RawValue;

    fn name(&self) -> &str {
        self.target.name()
    }
}
