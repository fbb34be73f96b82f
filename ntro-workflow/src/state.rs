//! The state machine of one run: steps, gates, answers, children and the log.
//!
//! Pure: no Temporal, no async, no clock. Time and identity come in as data, so that the same calls
//! in the same order always give the same state. Read [`judge`](State::judge) first: it decides
//! every answer, and [`apply`](State::apply) does what it decided.

mod answer;
mod child;
mod digest;
mod gate;
mod judge;
mod log;
mod step;
mod view;

use jiff::Timestamp;

pub use answer::{Answer, Scrutiny, Verdict};
pub use child::ChildKey;
pub use digest::{canonical, digest};
pub use gate::{Check, GateError, GateKind, GateSpec, OpeningKey};
pub use step::{CallKey, Outcome, StepDefinition};

use crate::wire::{Ending, Receipt};
use child::Children;
use gate::Gates;
use log::Log;
use step::Steps;

/// Which run this is. Part of every gate's identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunIdentity {
    /// The workflow id.
    pub workflow_id: String,
    /// The run id that survives reset and replay, and is new on continue-as-new, retry and rerun.
    pub original_run_id: String,
}

/// The state of one run.
///
/// ```
/// use ntro_workflow::state::{Outcome, RunIdentity, State, StepDefinition};
/// use ntro_workflow::wire::StepStatus;
///
/// const STEPS: &[StepDefinition] =
///     &[StepDefinition { name: "review", title: "Review", icon: Some("Eye"), docs: "" }];
///
/// let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "0a1b2c3d".into() };
/// let mut state = State::new(run, STEPS);
/// let call = state.enter_step("review").expect("a step of the runbook");
/// assert_eq!(state.steps()[0].status, StepStatus::Active);
/// state.leave_step(call, Outcome::Completed, "2026-03-31T18:00:00Z".parse().unwrap());
/// assert_eq!(state.steps()[0].status, StepStatus::Completed);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    run: RunIdentity,
    steps: Steps,
    gates: Gates,
    children: Children,
    log: Log,
}

impl State {
    /// The state at the start of a run.
    #[must_use]
    pub fn new(run: RunIdentity, steps: &'static [StepDefinition]) -> Self {
        Self {
            run,
            steps: Steps::new(steps),
            gates: Gates::default(),
            children: Children::default(),
            log: Log::default(),
        }
    }

    /// Which run this is.
    #[must_use]
    pub fn run(&self) -> &RunIdentity {
        &self.run
    }

    /// The step that a call is a call of.
    #[must_use]
    pub fn step_of(&self, call: CallKey) -> &'static StepDefinition {
        self.steps.definition_of(call)
    }

    /// A call of a step begins. `None` if the runbook has no step of that name.
    pub fn enter_step(&mut self, name: &str) -> Option<CallKey> {
        self.steps.enter(name)
    }

    /// A call of a step ends. Its gates that are still open are withdrawn.
    pub fn leave_step(&mut self, call: CallKey, outcome: Outcome, at: Timestamp) {
        for key in self.gates.open_in(call) {
            self.close_gate(key, Ending::Withdrawn, at);
        }
        self.steps.leave(call, outcome, at);
    }

    /// Opens a gate inside a call of a step.
    ///
    /// # Errors
    /// [`GateError`] if the gate's name cannot be part of an identity.
    pub fn open_gate(&mut self, spec: GateSpec, at: Timestamp) -> Result<OpeningKey, GateError> {
        let step = self.steps.name_of(spec.call);
        self.gates.open(spec, step, &self.run.original_run_id, at)
    }

    /// Closes a gate for another reason than an answer. Does nothing if it is closed already.
    pub fn close_gate(&mut self, key: OpeningKey, ending: Ending, at: Timestamp) {
        if let Some(gate_id) = self.gates.close(key, ending, at) {
            self.log.closed(gate_id, ending, at);
        }
    }

    /// How an opening ended; `None` while it is open.
    #[must_use]
    pub fn ending(&self, key: OpeningKey) -> Option<Ending> {
        self.gates.get(key).ending()
    }

    /// Hands the answer that closed an opening to the runbook, once: its payload leaves the state.
    pub fn take_answer(&mut self, key: OpeningKey) -> Option<Answer> {
        self.gates.take_answer(key)
    }

    /// Does what [`judge`](Self::judge) decided.
    pub fn apply(&mut self, verdict: Verdict, at: Timestamp) -> Receipt {
        match verdict {
            Verdict::Answer(key, answer) => {
                self.log.answered(self.gates.get(key).id(), &answer, at);
                self.gates.answer(key, answer, at)
            }
            Verdict::Row(key, edit) => {
                self.log.row_edited(self.gates.get(key).id(), &edit, at);
                self.gates.edit(key, edit)
            }
            Verdict::Repeat(receipt) => receipt,
        }
    }
}

#[cfg(test)]
mod tests;
