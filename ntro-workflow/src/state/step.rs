//! Steps and their calls.
//!
//! A step may be called again, and two calls of it may be alive at once, so that status belongs to
//! the step and identity to the call.

use jiff::Timestamp;

use crate::state::definition::StepDefinition;

/// One call of a step. Later calls have greater keys. Of the state that gave it only.
///
/// ```
/// # use ntro_workflow::{state::*, wire::*};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// let later = state.enter_step("review").expect("a step of the runbook");
/// assert!(call < later);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallKey {
    serial: u64,
    step: usize,
}

/// How a call ended.
///
/// ```
/// # use ntro_workflow::{state::*, wire::*};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// state.leave_step(call, Outcome::Dropped, at);
/// assert_eq!(state.steps()[0].status, StepStatus::Pending);
/// let call = state.enter_step("review").expect("a step of the runbook");
/// state.leave_step(call, Outcome::Completed, at);
/// assert_eq!(state.steps()[0].status, StepStatus::Completed);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returned a value.
    Completed,
    /// It returned an error, panicked, timed out or was cancelled: why.
    Failed(String),
    /// The runbook stopped polling it: a lost `select!`. The step is as if that call had not been.
    Dropped,
}

/// One step and what has become of its calls.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepRecord {
    pub(super) definition: &'static StepDefinition,
    pub(super) runs: u32,
    pub(super) live: Vec<CallKey>,
    pub(super) last: Option<(Outcome, Timestamp)>,
}

/// The steps in source order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Steps {
    records: Vec<StepRecord>,
    next_serial: u64,
}

impl Steps {
    pub(super) fn new(definitions: &'static [StepDefinition]) -> Self {
        let record = |definition| StepRecord { definition, runs: 0, live: Vec::new(), last: None };
        Self { records: definitions.iter().map(record).collect(), next_serial: 0 }
    }

    pub(super) fn enter(&mut self, name: &str) -> Option<CallKey> {
        let step = self.records.iter().position(|record| record.definition.name == name)?;
        let call = CallKey { serial: self.next_serial, step };
        self.next_serial += 1;
        let record = &mut self.records[step];
        record.runs += 1;
        record.live.push(call);
        Some(call)
    }

    pub(super) fn leave(&mut self, call: CallKey, outcome: Outcome, at: Timestamp) {
        let record = &mut self.records[call.step];
        let was_live = record.live.contains(&call);
        record.live.retain(|live| *live != call);
        if was_live && outcome != Outcome::Dropped {
            record.last = Some((outcome, at));
        }
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &StepRecord> {
        self.records.iter()
    }

    pub(super) fn definition_of(&self, call: CallKey) -> &'static StepDefinition {
        self.records[call.step].definition
    }

    pub(super) fn name_of(&self, call: CallKey) -> &'static str {
        self.definition_of(call).name
    }

    /// The active step that was entered last.
    pub(super) fn current(&self) -> Option<&'static str> {
        let latest = self.records.iter().flat_map(|record| &record.live).max()?;
        Some(self.name_of(*latest))
    }
}
