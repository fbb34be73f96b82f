//! What people did at gates, and what became of it.

use std::fmt;

use ntro_manifest::manifest::GateKind;
use ntro_workflow::wire::action::{Action, Actor};
use ntro_workflow::wire::{PendingAction, PendingKind, RefusalReason};
use serde::{Deserialize, Serialize};

/// One opening of a gate: the first, or how many-th, of that gate in its run.
///
/// ```
/// use ntro_workflow_testing::Opening;
///
/// let opening = Opening::parse("review_extraction/review/1/5e6f0a1b2c3d").expect("a gate's id");
/// assert_eq!(opening.to_string(), "review_extraction/review");
/// assert_eq!(Opening { number: 2, ..opening }.to_string(), "review_extraction/review#2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Opening {
    /// The step.
    pub step: String,
    /// The gate.
    pub gate: String,
    /// Counted from 1.
    pub number: u32,
}

/// What was done at a gate, or what it came to.
///
/// ```
/// use ntro_workflow_testing::Driven;
///
/// assert_eq!(Driven::TimedOut.to_string(), "timed out");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Driven {
    /// The payload was approved as it was shown.
    Approved,
    /// It was approved with corrections.
    Corrected,
    /// It was rejected.
    Rejected,
    /// What a submission waits for came.
    Submitted,
    /// Its deadline passed.
    TimedOut,
    /// Somebody's answer was refused; the gate may have got another one later.
    Refused,
}

/// Something done at a gate.
///
/// ```
/// use ntro_workflow_testing::{Decision, Driven};
///
/// /// Whether anybody rejected anything.
/// fn rejected(decisions: &[Decision]) -> bool {
///     decisions.iter().any(|decision| decision.driven == Driven::Rejected)
/// }
/// # assert!(!rejected(&[]));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// The runbook.
    pub slug: String,
    /// Which run of the tree: empty for the root, else the child's id below it, `collect:document-ingest`.
    pub run: String,
    /// The gate.
    #[serde(flatten)]
    pub opening: Opening,
    /// A review, or a submission.
    pub kind: GateKind,
    /// What was done.
    pub driven: Driven,
    /// Why, where it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalReason>,
    /// Who did it, as the answer says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
}

/// A gate that opened, and what it takes.
///
/// ```
/// use ntro_workflow_testing::Opened;
///
/// /// Whether anything may be left lying for ever.
/// fn patient(openings: &[Opened]) -> bool {
///     openings.iter().any(|opened| !opened.deadline)
/// }
/// # assert!(!patient(&[]));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opened {
    /// The runbook.
    pub slug: String,
    /// Which run of the tree: empty for the root, else the child's id below it, `collect:document-ingest`.
    pub run: String,
    /// The gate.
    #[serde(flatten)]
    pub opening: Opening,
    /// A review, or a submission.
    pub kind: GateKind,
    /// The answers that it takes; none of a submission.
    pub actions: Vec<Action>,
    /// Whether it closes by itself some day.
    pub deadline: bool,
}

impl Opened {
    /// The opening that is pending; `None` of what is no gate, such as the wait for children.
    pub(crate) fn of(slug: &str, run: &str, pending: &PendingAction) -> Option<Self> {
        Some(Self {
            slug: slug.to_owned(),
            run: run.to_owned(),
            opening: Opening::of(pending)?,
            kind: kind_of(pending),
            actions: pending.actions.clone(),
            deadline: pending.deadline.is_some(),
        })
    }
}

impl Opening {
    /// Reads the id of a gate: step, gate, number and run, with slashes between.
    #[must_use]
    pub fn parse(gate_id: &str) -> Option<Self> {
        let (step, rest) = gate_id.split_once('/')?;
        let mut parts = rest.rsplitn(3, '/').skip(1);
        let number = parts.next()?.parse().ok()?;
        Some(Self { step: step.to_owned(), gate: parts.next()?.to_owned(), number })
    }

    pub(crate) fn of(pending: &PendingAction) -> Option<Self> {
        pending.gate_id.as_deref().and_then(Self::parse)
    }
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, gate, number } = self;
        match number {
            1 => write!(f, "{step}/{gate}"),
            number => write!(f, "{step}/{gate}#{number}"),
        }
    }
}

impl Driven {
    /// The words of it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Corrected => "corrected",
            Self::Rejected => "rejected",
            Self::Submitted => "submitted",
            Self::TimedOut => "timed out",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Driven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

pub(crate) fn kind_of(pending: &PendingAction) -> GateKind {
    match pending.kind {
        PendingKind::InteractiveReview => GateKind::Review,
        PendingKind::SubmitFile | PendingKind::SubmitFiles | PendingKind::DrillDown => GateKind::Submission,
    }
}
