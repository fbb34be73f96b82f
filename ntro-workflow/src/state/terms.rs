//! What a gate opens with: what its opening says, else what its step declares, else what every gate has.

use std::time::Duration;

use serde_json::Map;

use crate::state::definition::{GateDefinition, StepDefinition};
use crate::state::gate::{GateError, GateKind};
use crate::wire::hint::{ApprovalForm, DataTable, FileUpload};
use crate::wire::{Action, DisplayHint, EditRules, PayloadType, PendingKind};

/// The component whose columns come from what people may edit, where nobody says how it is shown.
const TABLE: &str = "DATA_TABLE";

/// What the author says of a gate where it opens. What is left out is what the step declares.
///
/// ```
/// use ntro_workflow::state::{GateDefinition, GateError, GateKind, GateSubject, GateTerms, StepDefinition};
/// use ntro_workflow::wire::{Action, PayloadType};
///
/// const TOTAL: GateDefinition = GateDefinition::review::<f64>("total", "f64")
///     .component("SUMMARY")
///     .answers(&[Action::Approved, Action::Rejected]);
/// const REVIEW: StepDefinition =
///     StepDefinition::new("review", "Review").timeout_seconds(60).gates(const { &[TOTAL] });
///
/// let terms = GateTerms::of(GateSubject::Review(PayloadType::of::<f64>("f64")));
/// let settled = terms.settle(&REVIEW, "total")?;
/// assert_eq!(settled.kind, GateKind::Review(vec![Action::Approved, Action::Rejected]));
/// assert_eq!((settled.hint.component.as_str(), settled.limit), ("SUMMARY", REVIEW.timeout));
///
/// let text = GateTerms::of(GateSubject::Review(PayloadType::of::<String>("String")));
/// assert!(matches!(text.settle(&REVIEW, "total"), Err(GateError::Payload { .. })));
/// # Ok::<(), GateError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct GateTerms {
    /// What a person does at it, and with what.
    pub subject: GateSubject,
    /// Which answers a review takes.
    pub answers: Option<Vec<Action>>,
    /// How it is shown.
    pub hint: Option<DisplayHint>,
    /// How long it waits.
    pub limit: Option<Duration>,
    /// Whether the author counts on the timeout that the step declares.
    pub timed: bool,
    /// What people may edit.
    pub edits: Option<EditRules>,
}

/// What a person does at a gate, and with what.
///
/// ```
/// use ntro_workflow::state::GateSubject;
/// use ntro_workflow::wire::{PayloadType, PendingKind};
///
/// let total = GateSubject::Review(PayloadType::of::<f64>("f64"));
/// assert_ne!(total, GateSubject::Submission(PendingKind::SubmitFile));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateSubject {
    /// Decides on a payload of this type.
    Review(PayloadType),
    /// Sends something; the word is what clients are told.
    Submission(PendingKind),
}

/// What a gate opens with, when everything is said.
///
/// ```
/// # use ntro_workflow::{state::*, wire::{Action, PendingKind}};
/// const INTAKE: StepDefinition = StepDefinition::new("intake", "Intake");
/// let settled = GateTerms::of(GateSubject::Submission(PendingKind::SubmitFile)).settle(&INTAKE, "submit")?;
/// let SettledTerms { kind, hint, limit, edits } = settled;
/// assert_eq!(kind, GateKind::Predicate(PendingKind::SubmitFile));
/// assert_eq!((hint.component.as_str(), limit, edits), ("FILE_UPLOAD", None, None));
/// # Ok::<(), GateError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SettledTerms {
    /// What closes it.
    pub kind: GateKind,
    /// How it is shown.
    pub hint: DisplayHint,
    /// How long it waits; for ever without.
    pub limit: Option<Duration>,
    /// What people may edit, as far as somebody says it.
    pub edits: Option<EditRules>,
}

impl GateTerms {
    /// Terms that say nothing but what the gate is for.
    #[must_use]
    pub fn of(subject: GateSubject) -> Self {
        Self { subject, answers: None, hint: None, limit: None, timed: false, edits: None }
    }

    /// What a gate of that name opens with in that step.
    ///
    /// # Errors
    /// [`GateError`] where the terms contradict what the step declares of the gate, count on a timeout that
    /// it does not declare, or leave no answer.
    pub fn settle(self, step: &StepDefinition, gate: &str) -> Result<SettledTerms, GateError> {
        let declared = step.gates.iter().find(|declared| declared.name == gate);
        if let Some(declared) = declared {
            self.check(step, declared)?;
        }
        if self.answers.as_ref().is_some_and(Vec::is_empty) {
            return Err(GateError::NoAnswer { step: step.name, gate: gate.to_owned() });
        }
        let limit = self.limit.or(step.timeout);
        if self.timed && limit.is_none() {
            return Err(GateError::NoTimeout { step: step.name, gate: gate.to_owned() });
        }
        let component = declared.and_then(|declared| declared.component).or(step.component);
        let edits = self.edits.or(declared.and_then(|declared| declared.edits));
        let default = || match (component, &edits) {
            (Some(TABLE), Some(edits)) => DataTable::default().editing(edits).into(),
            (Some(component), _) => DisplayHint::new(component, Map::new()),
            (None, _) => self.subject.hint(),
        };
        let hint = self.hint.unwrap_or_else(default);
        let kind = match self.subject {
            GateSubject::Submission(word) => GateKind::Predicate(word),
            GateSubject::Review(_) => GateKind::Review(
                self.answers
                    .unwrap_or_else(|| declared.map_or(Action::EVERY, |declared| declared.answers).to_vec()),
            ),
        };
        Ok(SettledTerms { kind, hint, limit, edits })
    }

    /// Whether they are what is declared, as far as they say anything.
    fn check(&self, step: &StepDefinition, declared: &GateDefinition) -> Result<(), GateError> {
        let (step, component) = (step.name, declared.component.or(step.component));
        let gate = || declared.name.to_owned();
        match (self.subject, declared.payload) {
            (GateSubject::Review(opened), Some(declared)) if opened != declared => {
                let (declared, opened) = (declared.name(), opened.name());
                return Err(GateError::Payload { step, gate: gate(), declared, opened });
            }
            (GateSubject::Review(_), None) => return Err(GateError::NotAReview { step, gate: gate() }),
            (GateSubject::Submission(_), Some(payload)) => {
                return Err(GateError::NotASubmission { step, gate: gate(), payload: payload.name() });
            }
            _ => {}
        }
        let undeclared = |answer: &&Action| !declared.answers.contains(answer);
        if let Some(opened) = self.answers.iter().flatten().find(undeclared) {
            let (declared, opened) = (declared.answers, *opened);
            return Err(GateError::Answer { step, gate: gate(), declared, opened });
        }
        match (&self.hint, component) {
            (Some(hint), Some(declared)) if hint.component != declared => {
                let opened = hint.component.clone();
                Err(GateError::Component { step, gate: gate(), declared, opened })
            }
            _ => Ok(()),
        }
    }
}

impl GateSubject {
    /// How it is shown where nobody says how.
    fn hint(self) -> DisplayHint {
        match self {
            Self::Review(_) => ApprovalForm::default().into(),
            Self::Submission(_) => FileUpload::default().into(),
        }
    }
}
