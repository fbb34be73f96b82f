//! A runbook: its steps with their gates, and its handlers.

use ntro_manifest::manifest::{Answer, Gate, GateKind, Handler, Runbook, Step};

use crate::manifest::docs;
use crate::manifest::payload::{kept, received, sent};
use crate::runbook::definition::NtroWorkflow;
use crate::state::{GateDefinition, StepDefinition};
use crate::wire::{Action, PayloadType};

/// What the types say of a runbook. What only the source knows (lines, children, gates that are not
/// declared) is absent.
///
/// ```
/// use ntro_workflow::{manifest, prelude::*};
///
/// #[derive(Default)]
/// struct Close;
///
/// #[ntro_workflow(slug = "nav-close")]
/// impl Close {
///     #[run]
///     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<f64> {
///         Self::review(ctx, period).await
///     }
///
///     #[ui_step(name = "review", title = "Review", icon = "Eye")]
///     async fn review(_ctx: &Ctx<Self>, period: String) -> RunbookResult<f64> {
///         Ok(period.len() as f64)
///     }
/// }
///
/// let close = manifest::runbook_of::<Close>();
/// assert_eq!((close.slug.as_str(), close.steps[0].title.as_str()), ("nav-close", "Review"));
/// let input = close.input.and_then(|input| input.schema).expect("the types know it");
/// assert_eq!(input["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// assert_eq!(input["type"], "string");
/// ```
#[must_use]
pub fn runbook_of<W: NtroWorkflow>() -> Runbook {
    let signals = W::SIGNALS.iter().map(|signal| handler(signal.name, signal.docs, signal.payload, None));
    let queries = W::QUERIES.iter().map(|query| handler(query.name, query.docs, query.payload, query.answer));
    let updates =
        W::UPDATES.iter().map(|update| handler(update.name, update.docs, update.payload, update.answer));
    Runbook {
        slug: W::SLUG.to_owned(),
        workflow_type: W::WORKFLOW_TYPE.to_owned(),
        docs: docs(W::DOCS),
        source: None,
        listing: None,
        input: received(W::INPUT),
        output: kept(W::OUTPUT),
        steps: W::STEPS.iter().map(step).collect(),
        signals: signals.collect(),
        queries: queries.collect(),
        updates: updates.collect(),
        children: Vec::new(),
        bundle: None,
    }
}

fn step(step: &StepDefinition) -> Step {
    Step {
        name: step.name.to_owned(),
        title: step.title.to_owned(),
        icon: step.icon.map(str::to_owned),
        docs: docs(step.docs),
        description: step.description.map(str::to_owned),
        responsibility: step.responsibility.map(str::to_owned),
        timeout_seconds: step.timeout.map(|timeout| timeout.as_secs()),
        component: step.component.map(str::to_owned),
        gates: step.gates.iter().map(gate).collect(),
        source: None,
    }
}

fn gate(gate: &GateDefinition) -> Gate {
    Gate {
        name: gate.name.to_owned(),
        kind: if gate.payload.is_some() { GateKind::Review } else { GateKind::Submission },
        declared: true,
        payload: kept(gate.payload),
        component: gate.component.map(str::to_owned),
        answers: gate.answers.iter().map(|answer| described(*answer)).collect(),
    }
}

fn described(answer: Action) -> Answer {
    match answer {
        Action::Approved => Answer::Approved,
        Action::Corrected => Answer::Corrected,
        Action::Rejected => Answer::Rejected,
    }
}

fn handler(name: &str, text: &str, payload: Option<PayloadType>, answer: Option<PayloadType>) -> Handler {
    Handler { name: name.to_owned(), docs: docs(text), payload: received(payload), answer: sent(answer) }
}
