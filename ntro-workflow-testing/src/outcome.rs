//! What a scenario came to.

use std::fmt;
use std::marker::PhantomData;

use ntro_workflow::NtroWorkflow;
use ntro_workflow::wire::{StepDescriptor, UiState};
use ntro_workflow::worker::History;
use serde::Serialize;
use serde_json::Value;

use crate::decision::{Decision, Opened};
use crate::failure::{Failure, Wrong};
use crate::trace::Trace;

/// How a run ended.
///
/// ```
/// use ntro_workflow_testing::Close;
///
/// let close = Close::Failed { kind: "Rejected".into(), message: "wrong total".into() };
/// assert_eq!(close.to_string(), "failed with Rejected: wrong total");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "close", rename_all = "snake_case")]
pub enum Close {
    /// With a result.
    Completed {
        /// What it returned, as JSON.
        result: Value,
    },
    /// With a failure.
    Failed {
        /// The type of the failure: the runbook's own, such as `Rejected`.
        kind: String,
        /// What it says.
        message: String,
    },
    /// It was asked to cancel, and did.
    Cancelled,
    /// It was terminated.
    Terminated,
    /// Its execution timeout passed.
    TimedOut,
}

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Completed { .. } => f.write_str("completed"),
            Self::Failed { kind, message } => write!(f, "failed with {kind}: {message}"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Terminated => f.write_str("terminated"),
            Self::TimedOut => f.write_str("timed out"),
        }
    }
}

/// One run of the tree, at its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayedRun {
    /// The runbook.
    pub slug: String,
    /// Which run of the tree: empty for the root, else the child's id below it.
    pub run: String,
    /// How it ended; `None` if it was still open when the root closed.
    pub close: Option<Close>,
    /// What it said of itself last.
    pub state: Option<UiState>,
    /// Its history; `None` of a child that was ended before it did anything.
    #[serde(skip)]
    pub history: Option<History>,
}

/// What a scenario came to, without the runbook's types.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Played {
    /// The runs: the root first, the others in the order of the tree.
    pub runs: Vec<PlayedRun>,
    /// The gates that opened, every opening once, in order.
    pub openings: Vec<Opened>,
    /// What was done at gates, in order.
    pub decisions: Vec<Decision>,
    /// What happened.
    pub trace: Trace,
}

impl Played {
    /// The first run.
    #[must_use]
    pub fn root(&self) -> &PlayedRun {
        // A play has its root, or is a failure.
        &self.runs[0]
    }
}

/// What a scenario of a runbook came to: [`Scenario::run`](crate::Scenario::run).
///
/// Everything in [`Played`] is here too.
pub struct Outcome<W> {
    played: Played,
    runbook: PhantomData<fn() -> W>,
}

impl<W> std::ops::Deref for Outcome<W> {
    type Target = Played;

    fn deref(&self) -> &Played {
        &self.played
    }
}

impl<W> fmt::Debug for Outcome<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.played.fmt(f)
    }
}

impl<W: NtroWorkflow> Outcome<W> {
    pub(crate) fn new(played: Played) -> Self {
        Self { played, runbook: PhantomData }
    }

    /// What the run returned.
    ///
    /// # Errors
    /// [`Wrong::Ended`] if it did not complete, [`Wrong::Result`] if its result is of another type.
    pub fn completed(&self) -> Result<W::Output, Failure> {
        match self.close() {
            Some(Close::Completed { result }) => serde_json::from_value(result.clone())
                .map_err(|error| self.wrong(Wrong::Result(error.to_string()))),
            other => Err(self.wrong(Wrong::Ended { expected: "completed".into(), was: other.cloned() })),
        }
    }

    /// Sees that the run failed, with a failure of this type; gives what it says.
    ///
    /// # Errors
    /// [`Wrong::Ended`] if it did not.
    pub fn failed(&self, kind: &str) -> Result<&str, Failure> {
        match self.close() {
            Some(Close::Failed { kind: was, message }) if was == kind => Ok(message),
            other => {
                Err(self.wrong(Wrong::Ended { expected: format!("failed with {kind}"), was: other.cloned() }))
            }
        }
    }

    /// Sees that the run was rejected at a gate: that it failed with `Rejected`.
    ///
    /// # Errors
    /// [`Wrong::Ended`] if it was not.
    pub fn rejected(&self) -> Result<&str, Failure> {
        self.failed("Rejected")
    }

    /// How the run ended.
    #[must_use]
    pub fn close(&self) -> Option<&Close> {
        self.root().close.as_ref()
    }

    /// The steps of the run, as they stood at its end.
    #[must_use]
    pub fn breadcrumb(&self) -> &[StepDescriptor] {
        self.root().state.as_ref().map_or(&[], |state| &state.steps)
    }

    /// What was done at gates, children's included, in order.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// What happened, fit for a snapshot.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    fn wrong(&self, wrong: Wrong) -> Failure {
        Failure::new(wrong, self.trace.clone())
    }
}
