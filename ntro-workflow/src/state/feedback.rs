//! Feedback: bound to the gate that it is set for, and gone with it.

use crate::state::State;
use crate::state::step::CallKey;
use crate::wire::Feedback;

/// There is no open gate that a feedback could be shown by.
///
/// ```
/// use ntro_workflow::state::NoOpenGate;
///
/// let error = NoOpenGate { step: "upload", gate: "submit".into(), open: vec!["review".into()] };
/// assert_eq!(
///     error.to_string(),
///     "the step `upload` has no open gate `submit` to show feedback at, it has `review`; set it while the \
///      gate is awaited, or give it to the next one by `.feedback(…)`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the step `{step}` has no open gate `{gate}` to show feedback at, it has {}; set it while the gate is awaited, or give it to the next one by `.feedback(…)`",
    listed(open)
)]
pub struct NoOpenGate {
    /// The step.
    pub step: &'static str,
    /// The gate that was named.
    pub gate: String,
    /// The gates that are open in that call of the step.
    pub open: Vec<String>,
}

impl State {
    /// Shows feedback at the gate of that name which is open in a call of a step; the newest, if there are
    /// several. What was shown there before is replaced.
    ///
    /// # Errors
    /// [`NoOpenGate`], and nothing has changed.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let gate = state.open_gate(GateSpec::review(call, "review", json!({ "total": 125 })), at).unwrap();
    /// state.set_feedback(call, "review", IngestOutcome::from_counts(12, 9).into())?;
    /// let shown = state.pending_action().unwrap();
    /// assert_eq!(shown.feedback.unwrap().payload["status"], "partial");
    /// assert_eq!(shown.display_hint.unwrap().config["feedback"]["level"], "warning");
    ///
    /// state.close_gate(gate, Ending::Satisfied, at);
    /// assert!(state.set_feedback(call, "review", Feedback::info("note", "too late")).is_err());
    /// # Ok::<(), NoOpenGate>(())
    /// ```
    pub fn set_feedback(&mut self, call: CallKey, gate: &str, feedback: Feedback) -> Result<(), NoOpenGate> {
        if self.gates.set_feedback(call, gate, feedback) {
            return Ok(());
        }
        let open = self.gates.open_in(call).into_iter().map(|key| self.gates.get(key).spec().name.clone());
        Err(NoOpenGate { step: self.steps.name_of(call), gate: gate.to_owned(), open: open.collect() })
    }
}

fn listed(gates: &[String]) -> String {
    if gates.is_empty() {
        return "none".to_owned();
    }
    gates.iter().map(|gate| format!("`{gate}`")).collect::<Vec<_>>().join(", ")
}
