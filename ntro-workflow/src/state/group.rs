//! Groups of gates: of those that are open side by side, the first to close closes the others.
//!
//! It happens where the winner's answer is applied, and not where the runbook hears of it: a second answer
//! of the same workflow task finds its gate closed, is refused, and its sender knows.

use jiff::Timestamp;

use crate::state::State;
use crate::state::gate::OpeningKey;
use crate::wire::Ending;

/// Gates of which the first to be answered or satisfied closes the others. Of the state that gave it only.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// let group = Some(state.new_group());
/// let [draft, last_year] = ["draft", "last_year"].map(|name| {
///     let spec = GateSpec { group, ..GateSpec::review(call, name, json!({ "total": 125 })) };
///     state.open_gate(spec, at).unwrap()
/// });
/// state.close_gate(draft, Ending::Satisfied, at);
/// assert_eq!(state.ending(last_year), Some(Ending::Withdrawn));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupKey(usize);

/// How many groups there were.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Groups(usize);

impl State {
    /// A group for gates that are about to open.
    ///
    /// ```
    /// # use ntro_workflow::state::*;
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let mut state = State::new(run, steps);
    /// assert_ne!(state.new_group(), state.new_group());
    /// ```
    pub fn new_group(&mut self) -> GroupKey {
        self.groups.0 += 1;
        GroupKey(self.groups.0)
    }

    pub(super) fn close_losers(&mut self, winner: OpeningKey, at: Timestamp) {
        for gate_id in self.gates.close_losers(winner, at) {
            self.log.closed(gate_id, Ending::Withdrawn, at);
        }
    }
}
