//! What the source says of steps and their gates: const tables, written by the macro.

use std::time::Duration;

use crate::wire::{Action, EditRules, Payload, PayloadType};

/// One `#[ui_step]`, as it stands in the source.
///
/// ```
/// use ntro_workflow::state::{GateDefinition, StepDefinition};
///
/// const REVIEW: StepDefinition = StepDefinition::new("review", "Review the total")
///     .icon("Eye")
///     .docs("A person looks at it.")
///     .description("An accountant compares the total with the bank's")
///     .responsibility("accountant")
///     .timeout_seconds(24 * 60 * 60)
///     .component("APPROVAL_FORM")
///     .gates(const { &[GateDefinition::review::<f64>("review", "f64")] });
/// assert_eq!((REVIEW.name, REVIEW.icon, REVIEW.gates.len()), ("review", Some("Eye"), 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepDefinition {
    /// The `snake_case` id, unique in the runbook.
    pub name: &'static str,
    /// The title that people read.
    pub title: &'static str,
    /// A Lucide icon name, if the author gave one.
    pub icon: Option<&'static str>,
    /// The doc comment of the method; empty if it has none.
    pub docs: &'static str,
    /// One sentence for a catalogue.
    pub description: Option<&'static str>,
    /// Who works at it, such as `accountant`.
    pub responsibility: Option<&'static str>,
    /// How long its gates wait where they are not told otherwise.
    pub timeout: Option<Duration>,
    /// The screen component of its gates where they declare none.
    pub component: Option<&'static str>,
    /// The gates that it declares, in source order.
    pub gates: &'static [GateDefinition],
}

impl StepDefinition {
    /// A step with nothing but what every step has.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str) -> Self {
        Self {
            name,
            title,
            icon: None,
            docs: "",
            description: None,
            responsibility: None,
            timeout: None,
            component: None,
            gates: &[],
        }
    }

    /// With an icon.
    #[must_use]
    pub const fn icon(self, icon: &'static str) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// With a doc comment.
    #[must_use]
    pub const fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    /// With a sentence for a catalogue.
    #[must_use]
    pub const fn description(self, description: &'static str) -> Self {
        Self { description: Some(description), ..self }
    }

    /// With who works at it.
    #[must_use]
    pub const fn responsibility(self, responsibility: &'static str) -> Self {
        Self { responsibility: Some(responsibility), ..self }
    }

    /// With how long its gates wait.
    #[must_use]
    pub const fn timeout_seconds(self, seconds: u64) -> Self {
        Self { timeout: Some(Duration::from_secs(seconds)), ..self }
    }

    /// With the screen component of its gates.
    #[must_use]
    pub const fn component(self, component: &'static str) -> Self {
        Self { component: Some(component), ..self }
    }

    /// With declared gates.
    #[must_use]
    pub const fn gates(self, gates: &'static [GateDefinition]) -> Self {
        Self { gates, ..self }
    }
}

/// One declared gate of a step.
///
/// ```
/// use ntro_workflow::state::GateDefinition;
/// use ntro_workflow::wire::Action;
///
/// const TOTAL: GateDefinition = GateDefinition::review::<f64>("total", "f64")
///     .component("APPROVAL_FORM")
///     .answers(&[Action::Approved, Action::Rejected]);
/// const UPLOAD: GateDefinition = GateDefinition::submission("upload").component("FILE_UPLOAD");
/// assert!(TOTAL.payload.is_some_and(|payload| payload.is::<f64>()));
/// assert_eq!((UPLOAD.payload, UPLOAD.answers.len()), (None, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateDefinition {
    /// Its name, unique in the step.
    pub name: &'static str,
    /// What a review shows; none of a submission.
    pub payload: Option<PayloadType>,
    /// The screen component that shows it, if it is not the step's.
    pub component: Option<&'static str>,
    /// The answers that a review takes; none of a submission.
    pub answers: &'static [Action],
    /// What people may edit of the payload, if its type says it.
    pub edits: Option<EditRules>,
}

impl GateDefinition {
    /// A review of a payload, written so in the source, that takes every answer.
    #[must_use]
    pub const fn review<T: Payload>(name: &'static str, written: &'static str) -> Self {
        let payload = Some(PayloadType::of::<T>(written));
        Self { name, payload, component: None, answers: Action::EVERY, edits: None }
    }

    /// A submission.
    #[must_use]
    pub const fn submission(name: &'static str) -> Self {
        Self { name, payload: None, component: None, answers: &[], edits: None }
    }

    /// With a screen component.
    #[must_use]
    pub const fn component(self, component: &'static str) -> Self {
        Self { component: Some(component), ..self }
    }

    /// With these answers only.
    #[must_use]
    pub const fn answers(self, answers: &'static [Action]) -> Self {
        Self { answers, ..self }
    }

    /// With what people may edit of the payload.
    #[must_use]
    pub const fn edits(self, edits: Option<EditRules>) -> Self {
        Self { edits, ..self }
    }
}
