//! What a scenario came to.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use ntro_workflow::wire::{StepDescriptor, UiState};
use ntro_workflow::worker::History;
use ntro_workflow::{ActivityRef, NtroWorkflow, Payload};
use serde::Serialize;
use serde_json::Value;

use crate::calls;
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
    /// It went on as a new run, which is the next of the same name.
    ContinuedAsNew,
}

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Completed { .. } => f.write_str("completed"),
            Self::Failed { kind, message } => write!(f, "failed with {kind}: {message}"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Terminated => f.write_str("terminated"),
            Self::TimedOut => f.write_str("timed out"),
            Self::ContinuedAsNew => f.write_str("continued as new"),
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
    /// The runs: the root first, the others in the order of the tree; one that went on as a new run before
    /// the new one.
    pub runs: Vec<PlayedRun>,
    /// The gates that opened, every opening once, in order.
    pub openings: Vec<Opened>,
    /// What was done at gates, in order.
    pub decisions: Vec<Decision>,
    /// What happened.
    pub trace: Trace,
    /// How long it took by the clock on the wall, its replay not counted.
    #[serde(skip)]
    pub took: Duration,
}

impl Played {
    /// The run that the others are children of; the last one, if it went on as a new run.
    #[must_use]
    pub fn root(&self) -> &PlayedRun {
        // A play has its root, or is a failure.
        self.runs.iter().rfind(|run| run.run.is_empty()).unwrap_or(&self.runs[0])
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

    /// What an activity was called with, by the runs of the tree in order: once per call, however often
    /// it was tried.
    ///
    /// # Errors
    /// [`Wrong::Looked`], if it was called with something of another type.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # use ntro_workflow_testing::{Failure, Outcome};
    /// # struct Ledger;
    /// # #[ntro_activities] impl Ledger {
    /// #     #[activity] async fn post(&self, _: &ActivityCtx, line: String) -> Result<(), ActivityError> {
    /// #         Ok(())
    /// #     }
    /// # }
    /// fn nothing_was_posted<W: ntro_workflow::NtroWorkflow>(outcome: &Outcome<W>) -> Result<(), Failure> {
    ///     assert!(outcome.calls(Ledger::POST)?.is_empty());
    ///     Ok(())
    /// }
    /// ```
    pub fn calls<I: Payload, O>(&self, activity: ActivityRef<I, O>) -> Result<Vec<I>, Failure> {
        let histories = self.runs.iter().filter_map(|run| run.history.as_ref());
        let inputs = histories.flat_map(|history| calls::inputs(history, activity.name()));
        let read = inputs.map(|input| input.and_then(serde_json::from_value)).collect::<Result<_, _>>();
        read.map_err(|error| {
            let what = format!("what `{}` was called with", activity.name());
            self.wrong(Wrong::Looked { what, message: error.to_string() })
        })
    }

    /// What happened, fit for a snapshot.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Sees that this is what happened: the [trace](Self::trace) as text, however it is indented. The
    /// failure has the trace below it, to be copied into the test.
    ///
    /// # Errors
    /// [`Wrong::Looked`], with the first line that is another one.
    ///
    /// ```
    /// # use ntro_workflow_testing::{Failure, Outcome};
    /// fn it_was_approved<W: ntro_workflow::NtroWorkflow>(outcome: &Outcome<W>) -> Result<(), Failure> {
    ///     outcome.traced(
    ///         "
    ///         0:00 nav-close starts
    ///         0:00 step review waiting for input
    ///         0:00 gate review/review opens, until 24:00
    ///         0:00 gate review/review approved by anna
    ///         0:00 step review completed
    ///         0:00 completed
    ///         ",
    ///     )
    /// }
    /// ```
    pub fn traced(&self, expected: &str) -> Result<(), Failure> {
        let what = "the trace".to_owned();
        let differs = self.trace.differs_from(expected);
        differs.map_or(Ok(()), |message| Err(self.wrong(Wrong::Looked { what, message })))
    }

    fn wrong(&self, wrong: Wrong) -> Failure {
        Failure::new(wrong, self.trace.clone())
    }
}
