//! The one workflow implementation: [`Runbook<W>`].

use std::any::Any;
use std::future::ready;
use std::marker::PhantomData;
use std::rc::{Rc, Weak};

use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use serde_json::Value;
use temporalio_workflow::common::WorkflowDefinition;
use temporalio_workflow::common::data_converters::{PayloadConverter, RawValue};
use temporalio_workflow::common::protos::temporal::api::common::v1::Payloads;
use temporalio_workflow::workflow_interceptors::WorkflowOutputValue;
use temporalio_workflow::workflows::{
    UpdateDefinitionDescriptor, WorkflowDefinitionDescriptor, WorkflowError, WorkflowImplementation,
};
use temporalio_workflow::{WorkflowContext, WorkflowContextView, WorkflowTermination};

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::leaves_traces;
use crate::runbook::inbound::{self, USER_ACTION};
use crate::runbook::task::Task;
use crate::runbook::{payload, report, unwind};
use crate::state::{RunIdentity, State};
use crate::wire::decode;

/// The workflow that the worker registers for the runbook `W`: its state, and the author's struct.
///
/// For code that works with the SDK's own worker or replayer; `Registry::register` does it for ours.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// use ntro_workflow::Runbook;
/// use temporalio_workflow::workflows::WorkflowImplementation;
///
/// assert_eq!(Runbook::<Close>::name(), "NavCloseWorkflow");
/// assert_eq!(Runbook::<Close>::definition().signals, ["user_action"]);
/// ```
pub struct Runbook<W: NtroWorkflow> {
    pub(crate) state: State,
    pub(crate) author: Author<W>,
    /// Counts what may have changed the author's struct, so that waits know when to look again.
    pub(crate) author_version: u64,
    /// The workflow id of the run that started it as a child.
    pub(crate) parent: Option<String>,
    /// The run that is told where this one stands, once it has asked: this one fills a slot of it.
    pub(crate) reports_to: Option<String>,
    started_at: Timestamp,
    clock: Weak<WorkflowContext<Self>>,
}

/// The author's struct, or why the run has none.
pub(crate) enum Author<W: NtroWorkflow> {
    Ready { runbook: W, input: Option<W::Input> },
    Broken(RunbookError),
}

impl<W: NtroWorkflow> Runbook<W> {
    fn start(view: &WorkflowContextView, input: Option<RawValue>) -> Self {
        let run = RunIdentity {
            workflow_id: view.workflow_id().to_owned(),
            original_run_id: view.raw().original_execution_run_id.clone(),
        };
        Self {
            state: State::new(run, W::STEPS),
            author: Author::start(input),
            author_version: 0,
            parent: view.parent().map(|parent| parent.workflow_id().to_owned()),
            reports_to: None,
            started_at: view.start_time().and_then(|time| time.try_into().ok()).unwrap_or_default(),
            clock: Weak::new(),
        }
    }

    /// Workflow time. A validator has no context to ask, so the run's own is kept at hand, weakly:
    /// the context holds this very struct.
    pub(crate) fn now(&self) -> Timestamp {
        let time = self.clock.upgrade().and_then(|context| context.workflow_time());
        time.and_then(|time| time.try_into().ok()).unwrap_or(self.started_at)
    }
}

impl<W: NtroWorkflow> Author<W> {
    fn start(input: Option<RawValue>) -> Self {
        let started = decode_input::<W>(input).and_then(|input| {
            let runbook = unwind::catch(|| W::init(&input))
                .map_err(|panic| RunbookError::panicked("`#[init]`", &panic))?;
            Ok((runbook, input))
        });
        match started {
            Ok((runbook, input)) => Self::Ready { runbook, input: Some(input) },
            Err(error) => Self::Broken(error),
        }
    }

    fn take_input(&mut self) -> RunbookResult<W::Input> {
        match self {
            Self::Ready { input, .. } => {
                input.take().ok_or_else(|| RunbookError::failed("InvalidInput", "the run has started twice"))
            }
            Self::Broken(error) => Err(error.clone()),
        }
    }
}

fn decode_input<W: NtroWorkflow>(input: Option<RawValue>) -> RunbookResult<W::Input> {
    let payloads = input.map(|raw| raw.payloads).unwrap_or_default();
    let invalid = |message: String| {
        RunbookError::failed("InvalidInput", format!("the input of `{}` does not fit: {message}", W::SLUG))
    };
    let value = payload::single_json(&payloads).map_err(invalid)?;
    unwind::catch(|| decode::from_value(value))
        .map_err(|panic| RunbookError::panicked("the decoding of the input", &panic))?
        .map_err(|violation| invalid(violation.to_string()))
}

/// The run as the SDK sees it: raw input, because an input that the SDK cannot decode fails the
/// task for ever, and JSON output, because its serialization is the author's code.
pub struct RawDefinition<W>(PhantomData<fn() -> W>);

impl<W: NtroWorkflow> WorkflowDefinition for RawDefinition<W> {
    type Input = RawValue;
    type Output = Value;

    fn name(&self) -> &str {
        W::WORKFLOW_TYPE
    }
}

impl<W: NtroWorkflow> WorkflowImplementation for Runbook<W> {
    type Run = RawDefinition<W>;
    const HAS_INIT: bool = true;
    const INIT_TAKES_INPUT: bool = true;

    fn name() -> &'static str {
        W::WORKFLOW_TYPE
    }

    fn definition() -> WorkflowDefinitionDescriptor {
        let updates = [USER_ACTION].into_iter().chain(W::UPDATES.iter().map(|update| update.name));
        WorkflowDefinitionDescriptor {
            workflow_type: W::WORKFLOW_TYPE.into(),
            has_init: Self::HAS_INIT,
            init_takes_input: Self::INIT_TAKES_INPUT,
            signals: [USER_ACTION]
                .into_iter()
                .chain(W::SIGNALS.iter().map(|signal| signal.name))
                .map(String::from)
                .collect(),
            queries: inbound::QUERIES
                .into_iter()
                .chain(W::QUERIES.iter().map(|query| query.name))
                .map(String::from)
                .collect(),
            updates: updates
                .map(|name| UpdateDefinitionDescriptor { name: name.into(), has_validator: true })
                .collect(),
        }
    }

    fn init(view: WorkflowContextView, input: Option<RawValue>) -> Self {
        Self::start(&view, input)
    }

    fn run(
        context: WorkflowContext<Self>,
        _: Option<RawValue>,
    ) -> LocalBoxFuture<'static, Result<Box<dyn WorkflowOutputValue>, WorkflowTermination>> {
        let clock = Rc::new(context.clone());
        context.state_mut(|runbook| runbook.clock = Rc::downgrade(&clock));
        async move {
            let output = run_to_end::<W>(Ctx::new(context)).await;
            output
                .map(|output| Box::new(output) as Box<dyn WorkflowOutputValue>)
                .map_err(|error| error.into_termination(&clock))
        }
        .boxed_local()
    }

    fn decode_signal_input(
        _: &str,
        payloads: Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        Ok(Some(Box::new(payloads)))
    }

    /// Decides and applies at once: the messages of a task are dispatched in order, their futures
    /// are polled later.
    fn dispatch_signal(
        context: WorkflowContext<Self>,
        name: &str,
        input: Box<dyn Any>,
    ) -> LocalBoxFuture<'static, Result<(), WorkflowError>> {
        inbound::signal(&Ctx::new(context), name, &payloads_of(input));
        ready(Ok(())).boxed_local()
    }

    fn decode_query_input(
        _: &str,
        payloads: &Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        Ok(Some(Box::new(payloads.clone())))
    }

    fn dispatch_query(
        &self,
        _: WorkflowContextView,
        name: &str,
        input: Box<dyn Any>,
    ) -> Result<Box<dyn WorkflowOutputValue>, WorkflowError> {
        let answer = inbound::query(self, name, &payloads_of(input)).map_err(refused)?;
        Ok(Box::new(answer))
    }

    fn decode_update_input(
        _: &str,
        payloads: Payloads,
        _: &PayloadConverter,
    ) -> Result<Option<Box<dyn Any>>, WorkflowError> {
        Ok(Some(Box::new(payloads)))
    }

    fn dispatch_update(
        context: WorkflowContext<Self>,
        name: &str,
        input: Box<dyn Any>,
    ) -> LocalBoxFuture<'static, Result<Box<dyn WorkflowOutputValue>, WorkflowError>> {
        let answer = inbound::update(&Ctx::new(context), name, &payloads_of(input));
        ready(answer.map(|answer| Box::new(answer) as Box<dyn WorkflowOutputValue>).map_err(refused))
            .boxed_local()
    }

    fn validate_update(
        &self,
        _: WorkflowContextView,
        name: &str,
        input: Box<dyn Any>,
    ) -> Result<(), WorkflowError> {
        inbound::validate(self, name, &payloads_of(input)).map_err(refused)
    }
}

async fn run_to_end<W: NtroWorkflow>(ctx: Ctx<W>) -> RunbookResult<Value> {
    let input = ctx.sdk().state_mut(|runbook| runbook.author.take_input())?;
    leaves_traces(&ctx);
    let task = Task::begin(&ctx, &input).await?;
    let run = async { W::run(ctx.clone(), input).await };
    let output = report::beside(&ctx, unwind::catch_async(run))
        .await
        .map_err(|panic| RunbookError::panicked("`#[run]`", &panic))??;
    let output = payload::to_json(&output).map_err(|message| {
        RunbookError::failed("InvalidOutput", format!("the output of `{}`: {message}", W::SLUG))
    })?;
    if let Some(task) = task {
        task.end(&ctx, &output).await?;
    }
    Ok(output)
}

/// What the decoders above put in. Another type can only come from an interceptor that replaced it,
/// and is then a message without payload.
fn payloads_of(input: Box<dyn Any>) -> Payloads {
    input.downcast::<Payloads>().map(|payloads| *payloads).unwrap_or_default()
}

fn refused(error: impl std::error::Error + Send + Sync + 'static) -> WorkflowError {
    WorkflowError::Execution(Box::new(error))
}
