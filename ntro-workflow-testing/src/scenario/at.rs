//! Somebody at a gate.

use ntro_workflow::NtroWorkflow;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow::wire::action::{Actor, Correction, RowAction};
use serde::Serialize;
use serde_json::Value;

use crate::scenario::Scenario;
use crate::script::{Answer, Expect, Instruction, Manner, Place, When};

/// Somebody at the gate of a step: first how they answer, if that matters, then what.
///
/// ```
/// use ntro_workflow::wire::RefusalReason;
/// use ntro_workflow_testing::{Scenario, cell};
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
///
/// fn corrected<W: NtroWorkflow>(scenario: Scenario<W>) -> Scenario<W> {
///     scenario
///         .at("review").refused(RefusalReason::InvalidPayload).correct([cell("li-3", "amount", -1)])
///         .at("review").answer_as("anna").correct([cell("li-3", "amount", 125)])
///         .at("sign_off").opening(2).reject("the wrong month")
/// }
/// ```
#[must_use = "somebody is at the gate, and does nothing"]
pub struct At<W> {
    scenario: Scenario<W>,
    place: Place,
    manner: Manner,
}

/// A corrected cell: which row, which column, and what belongs there. Without a row (`""`) it is a header
/// field.
///
/// ```
/// let cell = ntro_workflow_testing::cell("li-3", "amount", 125.0);
/// assert_eq!(cell.field, "amount");
/// ```
#[must_use]
pub fn cell(row: impl Into<String>, column: impl Into<String>, value: impl Into<Value>) -> Correction {
    Correction::new(row, column, value)
}

impl<W: NtroWorkflow> At<W> {
    pub(super) fn new(scenario: Scenario<W>, place: Place) -> Self {
        Self { scenario, place, manner: Manner::default() }
    }

    /// At that gate, where the step has several.
    pub fn gate(mut self, name: impl Into<String>) -> Self {
        self.place.gate = Some(name.into());
        self
    }

    /// At that opening, where the gate opens several times; the first is 1.
    pub fn opening(mut self, number: u32) -> Self {
        self.place.opening = Some(number);
        self
    }

    /// With this name on the answer.
    pub fn answer_as(mut self, actor: impl Into<Actor>) -> Self {
        self.manner.actor = Some(actor.into());
        self
    }

    /// As older clients answer: without saying what they saw. The three seconds pass for which a gate takes
    /// no such answer.
    pub fn unaddressed(mut self) -> Self {
        self.manner.unaddressed = true;
        self
    }

    /// Before the gate opens, at the next pause; it has to be refused.
    pub fn answer_early(mut self) -> Self {
        self.manner.when = When::Early;
        self.expecting_refusal()
    }

    /// After the deadline has passed and the gate has closed; it has to be refused.
    pub fn answer_late(mut self) -> Self {
        self.manner.when = When::Late;
        self.expecting_refusal()
    }

    /// Twice; the second has to be refused.
    pub fn answer_twice(mut self) -> Self {
        self.manner.when = When::Twice;
        self.expecting_refusal()
    }

    /// For whatever reason, if none is given.
    fn expecting_refusal(mut self) -> Self {
        if self.manner.expect == Expect::Taken {
            self.manner.expect = Expect::Refused(None);
        }
        self
    }

    /// It has to be refused, for this reason; the gate stays as it is. Of an answer that is given
    /// [twice](Self::answer_twice) that is the second.
    pub fn refused(mut self, reason: RefusalReason) -> Self {
        self.manner.expect = Expect::Refused(Some(reason));
        self
    }

    /// Approves what is shown.
    pub fn approve(self) -> Scenario<W> {
        self.answer(Answer::Approve { comments: None })
    }

    /// Approves it, and says something.
    pub fn approve_saying(self, comments: impl Into<String>) -> Scenario<W> {
        self.answer(Answer::Approve { comments: Some(comments.into()) })
    }

    /// Rejects it, and says why.
    pub fn reject(self, comments: impl Into<String>) -> Scenario<W> {
        self.answer(Answer::Reject { comments: Some(comments.into()) })
    }

    /// Approves it with corrected cells.
    pub fn correct(self, cells: impl IntoIterator<Item = Correction>) -> Scenario<W> {
        self.answer(Answer::Correct(cells.into_iter().collect()))
    }

    /// Approves another payload in its place.
    pub fn correct_payload(mut self, payload: impl Serialize) -> Scenario<W> {
        match self.scenario.encoded("a corrected payload", &payload) {
            Some(payload) => self.answer(Answer::CorrectPayload(payload)),
            None => self.scenario,
        }
    }

    /// Does something to a row, also by a verb of the runbook's own; the gate stays open.
    ///
    /// ```
    /// # use {ntro_workflow::NtroWorkflow, ntro_workflow_testing::Scenario};
    /// use ntro_workflow::RowAction;
    ///
    /// fn split<W: NtroWorkflow>(scenario: Scenario<W>) -> Scenario<W> {
    ///     scenario.at("review").row_action(RowAction::custom("split", "r1").field("kept", 100))
    /// }
    /// ```
    pub fn row_action(self, action: RowAction) -> Scenario<W> {
        self.answer(Answer::Row(action))
    }

    /// Does nothing until the deadline of the gate has passed.
    pub fn let_time_out(self) -> Scenario<W> {
        self.scenario.then(Instruction::TimeOut(self.place))
    }

    fn answer(self, answer: Answer) -> Scenario<W> {
        let Self { scenario, place, manner } = self;
        scenario.then(Instruction::Answer { place, answer, manner })
    }
}
