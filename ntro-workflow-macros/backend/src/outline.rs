//! What an annotated impl says, as plain data: for tools that read source.
//!
//! The stages that read are those of the macros, so that a tool and the compiler cannot disagree on
//! what a runbook is. What is written here stands in the tables of the expansion as well, word for
//! word; only the empty doc comment of a table is `None` here.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Type};

use crate::activities::model::{Activities, Activity};
pub use crate::answer::Answer;
use crate::errors::Errors;
use crate::payload_type::{answered, name, sent};
use crate::workflow::model::{Gate, Handler, Runbook, Step};
use crate::{activities, workflow};

/// A runbook: what `#[ntro_workflow]` finds in an impl.
#[derive(Clone, Debug)]
pub struct WorkflowOutline {
    /// The type of the impl, as written.
    pub self_type: String,
    /// The kebab-case name under which people and platforms know the runbook.
    pub slug: String,
    /// The workflow type on Temporal.
    pub workflow_type: String,
    /// The doc comment of the impl.
    pub docs: Option<String>,
    /// What a run is started with.
    pub input: Option<String>,
    /// What a completed run returns.
    pub output: Option<String>,
    /// The steps, in source order.
    pub steps: Vec<StepOutline>,
    /// The signals, in source order.
    pub signals: Vec<HandlerOutline>,
    /// The queries, in source order.
    pub queries: Vec<HandlerOutline>,
    /// The updates, in source order.
    pub updates: Vec<HandlerOutline>,
    /// The conditions of its `#[cfg]`s: it is there only where all of them hold.
    pub cfgs: Vec<String>,
    /// Its `impl`.
    pub span: Span,
}

/// A step: a method under `#[ui_step]`.
#[derive(Clone, Debug)]
pub struct StepOutline {
    /// The name of the method.
    pub method: String,
    /// The `snake_case` id.
    pub name: String,
    /// What people read in the breadcrumb.
    pub title: String,
    /// The Lucide icon.
    pub icon: Option<String>,
    /// The doc comment of the method.
    pub docs: Option<String>,
    /// One sentence for a catalogue.
    pub description: Option<String>,
    /// Who works at it.
    pub responsibility: Option<String>,
    /// How long its gates wait where they are not told otherwise.
    pub timeout_seconds: Option<u64>,
    /// The screen component of its gates where they declare none.
    pub component: Option<String>,
    /// The gates that it declares, in source order.
    pub gates: Vec<GateOutline>,
    /// The conditions of its `#[cfg]`s: it is there only where all of them hold.
    pub cfgs: Vec<String>,
    /// The name of the method, in its signature.
    pub span: Span,
}

/// A declared gate: a `gate(…)` of a `#[ui_step]`.
#[derive(Clone, Debug)]
pub struct GateOutline {
    /// Its name, unique in the step.
    pub name: String,
    /// What a review shows; `None` of a submission.
    pub payload: Option<String>,
    /// The screen component that shows it, if it is not the step's.
    pub component: Option<String>,
    /// The answers that a review takes; none of a submission.
    pub answers: Vec<Answer>,
    /// The word `gate`.
    pub span: Span,
}

/// A method under `#[signal]`, `#[query]` or `#[update]`.
#[derive(Clone, Debug)]
pub struct HandlerOutline {
    /// The name of the method.
    pub method: String,
    /// The name on the wire.
    pub name: String,
    /// The doc comment of the method.
    pub docs: Option<String>,
    /// What it is called with.
    pub payload: Option<String>,
    /// What it answers; `None` of every signal.
    pub answer: Option<String>,
    /// The conditions of its `#[cfg]`s: it is there only where all of them hold.
    pub cfgs: Vec<String>,
    /// The name of the method, in its signature.
    pub span: Span,
}

/// A host of activities: what `#[ntro_activities]` finds in an impl.
#[derive(Clone, Debug)]
pub struct ActivitiesOutline {
    /// The type of the impl, as written.
    pub self_type: String,
    /// The activities, in source order.
    pub activities: Vec<ActivityOutline>,
    /// The conditions of its `#[cfg]`s: it is there only where all of them hold.
    pub cfgs: Vec<String>,
    /// Its `impl`.
    pub span: Span,
}

/// A method under `#[activity]`.
#[derive(Clone, Debug)]
pub struct ActivityOutline {
    /// The name of the method.
    pub method: String,
    /// The activity type on Temporal, prefix included.
    pub name: String,
    /// The doc comment of the method.
    pub docs: Option<String>,
    /// What it is called with.
    pub input: Option<String>,
    /// What it returns.
    pub output: Option<String>,
    /// The conditions of its `#[cfg]`s: it is there only where all of them hold.
    pub cfgs: Vec<String>,
    /// The name of the method, in its signature.
    pub span: Span,
}

/// Reads what `#[ntro_workflow(arguments)]` would read on `item`.
///
/// The mistakes are those that the compiler would show. There is an outline if the runbook has a
/// slug and a run, whatever else is wrong; a step or handler that is wrong is not in it. The spans
/// know their lines if `item` does, which needs the feature `span-locations` of `proc-macro2`.
///
/// ```
/// use ntro_workflow_macros_backend::outline_workflow;
///
/// let arguments = "slug = \"month-end\"".parse().unwrap();
/// let item = r#"impl MonthEnd {
///     #[run]
///     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<()> { Self::lock(ctx).await }
///     /// Nothing is posted after it.
///     #[ui_step(name = "lock", title = "Lock")]
///     async fn lock(ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// }"#;
/// let (outline, errors) = outline_workflow(arguments, item.parse().unwrap());
/// assert!(errors.is_empty());
/// let outline = outline.unwrap();
/// assert_eq!((outline.workflow_type.as_str(), outline.input.as_deref()), ("MonthEndWorkflow", Some("String")));
/// assert_eq!(outline.output, None);
/// assert_eq!(outline.steps[0].docs.as_deref(), Some("Nothing is posted after it."));
/// ```
#[must_use]
pub fn outline_workflow(arguments: TokenStream, item: TokenStream) -> (Option<WorkflowOutline>, Errors) {
    let mut errors = Errors::default();
    let draft = workflow::read(arguments, &item, &mut errors);
    let outline = draft.and_then(|draft| draft.complete().ok()).map(|runbook| of_runbook(&runbook));
    (outline, errors)
}

/// Reads what `#[ntro_activities(arguments)]` would read on `item`.
///
/// The mistakes are those that the compiler would show. There is an outline if `item` is an impl; an
/// activity that is wrong is not in it.
///
/// ```
/// use ntro_workflow_macros_backend::outline_activities;
///
/// let item = r#"impl Ledger {
///     #[activity]
///     async fn post(&self, ctx: &ActivityCtx, journal: Journal) -> Result<String, ActivityError> {
///         self.book(journal).await
///     }
/// }"#;
/// let (outline, errors) = outline_activities("".parse().unwrap(), item.parse().unwrap());
/// assert!(errors.is_empty());
/// let post = &outline.unwrap().activities[0];
/// assert_eq!((post.name.as_str(), post.input.as_deref()), ("ledger.post", Some("Journal")));
/// ```
#[must_use]
pub fn outline_activities(arguments: TokenStream, item: TokenStream) -> (Option<ActivitiesOutline>, Errors) {
    let mut errors = Errors::default();
    let activities = activities::read(arguments, &item, &mut errors);
    (activities.as_ref().map(of_activities), errors)
}

fn of_runbook(runbook: &Runbook) -> WorkflowOutline {
    let Runbook { source, identity, run, parts, .. } = runbook;
    let block = &source.block;
    let self_type = &block.self_type;
    let written = |ty: Option<&Type>| ty.map(|ty| name(ty, self_type));
    let handlers = |handlers: &[Handler], answers: bool| {
        handlers.iter().map(|handler| of_handler(handler, self_type, answers)).collect()
    };
    WorkflowOutline {
        self_type: crate::types::written(self_type),
        slug: identity.slug.clone(),
        workflow_type: identity.workflow_type.clone(),
        docs: source.docs().known().map(str::to_owned),
        input: written(sent(run.input.as_ref())),
        output: written(answered(Some(&run.returned))),
        steps: parts.steps.iter().map(|step| of_step(step, self_type)).collect(),
        signals: handlers(&parts.signals, false),
        queries: handlers(&parts.queries, true),
        updates: parts.updates.iter().map(|update| of_handler(&update.handler, self_type, true)).collect(),
        cfgs: conditions(&source.cfgs()),
        span: block.impl_token.span,
    }
}

fn of_step(step: &Step, self_type: &Type) -> StepOutline {
    let details = &step.details;
    StepOutline {
        method: step.ident.to_string(),
        name: step.name.clone(),
        title: step.title.clone(),
        icon: step.icon.clone(),
        docs: step.docs.known().map(str::to_owned),
        description: details.description.clone(),
        responsibility: details.responsibility.clone(),
        timeout_seconds: details.timeout_seconds,
        component: details.component.clone(),
        gates: step.gates.iter().map(|gate| of_gate(gate, self_type)).collect(),
        cfgs: conditions(&step.cfgs),
        span: step.ident.span(),
    }
}

fn of_gate(gate: &Gate, self_type: &Type) -> GateOutline {
    GateOutline {
        name: gate.name.clone(),
        payload: gate.payload.as_ref().map(|payload| name(payload, self_type)),
        component: gate.component.clone(),
        answers: gate.answers.clone(),
        span: gate.span,
    }
}

fn of_handler(handler: &Handler, self_type: &Type, answers: bool) -> HandlerOutline {
    let answer = answered(handler.returned.as_ref()).filter(|_| answers);
    HandlerOutline {
        method: handler.ident.to_string(),
        name: handler.name.clone(),
        docs: handler.docs.known().map(str::to_owned),
        payload: sent(handler.payload.as_ref()).map(|ty| name(ty, self_type)),
        answer: answer.map(|ty| name(ty, self_type)),
        cfgs: conditions(&handler.cfgs),
        span: handler.ident.span(),
    }
}

fn of_activities(activities: &Activities) -> ActivitiesOutline {
    let Activities { source, activities, .. } = activities;
    let self_type = &source.block.self_type;
    ActivitiesOutline {
        self_type: crate::types::written(self_type),
        activities: activities.iter().map(|activity| of_activity(activity, self_type)).collect(),
        cfgs: conditions(&source.cfgs()),
        span: source.block.impl_token.span,
    }
}

fn of_activity(activity: &Activity, self_type: &Type) -> ActivityOutline {
    ActivityOutline {
        method: activity.ident.to_string(),
        name: activity.name.clone(),
        docs: activity.docs.known().map(str::to_owned),
        input: sent(activity.input.as_ref()).map(|ty| name(ty, self_type)),
        output: answered(Some(&activity.returned)).map(|ty| name(ty, self_type)),
        cfgs: conditions(&activity.cfgs),
        span: activity.ident.span(),
    }
}

/// What stands between the parentheses of each `#[cfg(…)]`.
fn conditions(cfgs: &[Attribute]) -> Vec<String> {
    let conditions = cfgs.iter().filter_map(|cfg| cfg.meta.require_list().ok());
    conditions.map(|list| list.tokens.to_token_stream().to_string()).collect()
}
