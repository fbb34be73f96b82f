//! The state machine of one run: steps, gates, answers, children and the log.
//!
//! Pure: no Temporal, no async, no clock. Time and identity come in as data, so that the same calls
//! in the same order always give the same state. Read [`judge`](State::judge) first: it decides
//! every answer, and [`apply`](State::apply) does what it decided.
//!
//! ```
//! # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
//! # let steps = const { &[StepDefinition::new("review", "Review")] };
//! # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
//! # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
//! # let call = state.enter_step("review").unwrap();
//! # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
//! let gate = state.open_gate(spec, at)?;
//! let seen = Address::new(state.pending_actions()[0].gate_id.clone().unwrap_or_default()).revision(1);
//! let message = action::UserActionMessage::approve().at(&seen).into_message();
//!
//! let verdict = state.judge(&message, Scrutiny::Validate, at)?;
//! let receipt = state.apply(verdict, at);
//! assert!(receipt.closed && state.pending_actions().is_empty());
//! assert_eq!(state.take_answer(gate).map(|answer| answer.action), Some(Action::Approved));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod checks;
mod child;
mod definition;
mod digest;
mod edits;
mod feedback;
mod gate;
mod group;
mod judge;
mod log;
mod row_hook;
pub(crate) mod said;
mod slots;
mod step;
mod terms;
mod view;

use jiff::Timestamp;

pub use answer::{Answer, RowEdit, Scrutiny, Sender, Verdict};
pub use child::ChildKey;
pub use definition::{GateDefinition, StepDefinition};
pub use digest::{canonical, digest};
pub use feedback::NoOpenGate;
pub use gate::{Check, GateError, GateKind, GateSpec, OpeningKey};
pub use group::GroupKey;
pub use row_hook::{RowHook, RowHooks};
pub use slots::{RETRY, Slot, SlotError};
pub use step::{CallKey, Outcome};
pub use terms::{GateSubject, GateTerms, SettledTerms};

use crate::wire::{Ending, Receipt};
use checks::Checks;
use child::Children;
use gate::Gates;
use group::Groups;
use log::Log;
use step::Steps;

/// Which run this is. Part of every gate's identity.
///
/// ```
/// use ntro_workflow::state::{RunIdentity, State};
///
/// let original_run_id = "019a9f3c-7c1e-7d3a-9b42-5e6f0a1b2c3d".to_owned();
/// let state = State::new(RunIdentity { workflow_id: "close-7".into(), original_run_id }, &[]);
/// assert_eq!(state.run().workflow_id, "close-7");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunIdentity {
    /// The workflow id.
    pub workflow_id: String,
    /// The run id that survives reset and replay, and is new on continue-as-new, retry and rerun.
    pub original_run_id: String,
}

/// The state of one run.
///
/// The keys that it gives ([`CallKey`], [`OpeningKey`], [`ChildKey`]) are its own: with those of another
/// run's state its methods may panic.
///
/// ```
/// use ntro_workflow::state::{Outcome, RunIdentity, State, StepDefinition};
/// use ntro_workflow::wire::StepStatus;
///
/// const STEPS: &[StepDefinition] =
///     const { &[StepDefinition::new("review", "Review").icon("Eye")] };
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
    checks: Checks,
    groups: Groups,
    children: Children,
    log: Log,
}

impl State {
    /// The state at the start of a run, with the steps in the order of the breadcrumb.
    #[must_use]
    pub fn new(run: RunIdentity, steps: &'static [StepDefinition]) -> Self {
        Self {
            run,
            steps: Steps::new(steps),
            gates: Gates::default(),
            checks: Checks::default(),
            groups: Groups::default(),
            children: Children::default(),
            log: Log::default(),
        }
    }

    /// Which run this is, as it was given to [`State::new`].
    #[must_use]
    pub fn run(&self) -> &RunIdentity {
        &self.run
    }

    /// The step that a call is a call of. The call must be one of this state.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// assert_eq!(state.step_of(call).title, "Review");
    /// ```
    #[must_use]
    pub fn step_of(&self, call: CallKey) -> &'static StepDefinition {
        self.steps.definition_of(call)
    }

    /// A call of a step begins. `None` if the runbook has no step of that name.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// assert!(state.enter_step("revue").is_none());
    /// let again = state.enter_step("review").expect("a step may run twice at once");
    /// assert!(again > call && state.steps()[0].runs == 2);
    /// ```
    pub fn enter_step(&mut self, name: &str) -> Option<CallKey> {
        self.steps.enter(name)
    }

    /// A call of a step ends. Its gates that are still open are withdrawn. A call that has ended already
    /// stays as it ended.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// state.leave_step(call, Outcome::Failed("no document".into()), at);
    /// assert_eq!(state.steps()[0].status, StepStatus::Failed);
    /// assert_eq!(state.steps()[0].message.as_deref(), Some("no document"));
    /// ```
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
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// let gate = state.open_gate(spec, at)?;
    /// assert_eq!(state.ending(gate), None);
    /// assert_eq!(state.steps()[0].status, StepStatus::WaitingForInput);
    /// # Ok::<(), GateError>(())
    /// ```
    pub fn open_gate(&mut self, spec: GateSpec, at: Timestamp) -> Result<OpeningKey, GateError> {
        let step = self.steps.name_of(spec.call);
        self.gates.open(spec, step, &self.run.original_run_id, at)
    }

    /// Closes a gate for another reason than an answer. Does nothing if it is closed already. One that is
    /// satisfied closes the others of its group.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// state.close_gate(key, Ending::TimedOut, at);
    /// state.close_gate(key, Ending::Withdrawn, at);
    /// assert_eq!(state.ending(key), Some(Ending::TimedOut));
    /// ```
    pub fn close_gate(&mut self, key: OpeningKey, ending: Ending, at: Timestamp) {
        if let Some(gate_id) = self.gates.close(key, ending, at) {
            self.log.closed(gate_id, ending, at);
            if ending == Ending::Satisfied {
                self.close_losers(key, at);
            }
        }
    }

    /// How an opening ended; `None` while it is open.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// assert_eq!(state.ending(key), None);
    /// state.leave_step(call, Outcome::Dropped, at);
    /// assert_eq!(state.ending(key), Some(Ending::Withdrawn));
    /// ```
    #[must_use]
    pub fn ending(&self, key: OpeningKey) -> Option<Ending> {
        self.gates.get(key).ending()
    }

    /// The identity of an opening, as answers name it.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let key = state.open_gate(GateSpec::review(call, "lines", json!([])), at)?;
    /// assert_eq!(state.gate_id(key), "review/lines/1/5e6f0a1b2c3d");
    /// # Ok::<(), GateError>(())
    /// ```
    #[must_use]
    pub fn gate_id(&self, key: OpeningKey) -> &str {
        self.gates.get(key).id()
    }

    /// Hands the answer that closed an opening to the runbook, once: its payload leaves the state, and an
    /// answer that is asked for again has the payload `null`. `None` if no answer closed it.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// let reject = action::UserActionMessage::reject().comments("wrong month").into_message();
    /// let verdict = state.judge(&reject, Scrutiny::Signal, at)?;
    /// state.apply(verdict, at);
    /// let answer = state.take_answer(key).expect("answered");
    /// assert_eq!(answer.comments.as_deref(), Some("wrong month"));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn take_answer(&mut self, key: OpeningKey) -> Option<Answer> {
        self.gates.take_answer(key)
    }

    /// Does what [`judge`](Self::judge) decided of this very state, and says so to the sender.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// # let address = Address::new("review/review/1/5e6f0a1b2c3d").revision(1);
    /// # let message = action::UserActionMessage::approve().at(&address).action_id("click-1").into_message();
    /// let verdict = state.judge(&message, Scrutiny::Validate, at)?;
    /// let receipt = state.apply(verdict, at);
    /// let again = state.judge(&message, Scrutiny::Validate, at)?; // the same click once more
    /// assert_eq!(again, Verdict::Repeat(receipt));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn apply(&mut self, verdict: Verdict, at: Timestamp) -> Receipt {
        match verdict {
            Verdict::Answer(key, answer) => {
                self.log.answered(self.gates.get(key).id(), &answer, at);
                let receipt = self.gates.answer(key, answer, at);
                self.close_losers(key, at);
                receipt
            }
            Verdict::Row(key, edit) => {
                self.log.row_edited(self.gates.get(key).id(), &edit, at);
                self.gates.edit(key, edit)
            }
            Verdict::Retry(key, edit) => {
                self.log.row_edited(self.gates.get(key).id(), &edit, at);
                self.gates.retry(key, edit)
            }
            Verdict::Repeat(receipt) => receipt,
        }
    }
}

#[cfg(test)]
mod tests;
