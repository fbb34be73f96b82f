//! The log: applied answers for ever, refused messages while they are news.

use jiff::Timestamp;

use crate::state::State;
use crate::state::answer::{Answer, RowEdit, Sender};
use crate::wire::{ActionMessage, Ending, LogEntry, LogEvent, Refusal, RefusalCounts};

/// How many refused messages are kept with their words; all of them are counted.
const REFUSED_KEPT: usize = 200;

/// How many letters of a refused message's words are kept: they quote what the sender wrote.
const WORDS_KEPT: usize = 500;

/// What happened at the gates, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Log {
    entries: Vec<LogEntry>,
    refused_kept: usize,
    refused: RefusalCounts,
    unaddressed: u64,
}

impl Log {
    pub(super) fn entries(&self) -> &[LogEntry] {
        &self.entries
    }

    pub(super) fn refused(&self) -> &RefusalCounts {
        &self.refused
    }

    pub(super) fn unaddressed(&self) -> u64 {
        self.unaddressed
    }

    pub(super) fn answered(&mut self, gate_id: &str, answer: &Answer, at: Timestamp) {
        let event = LogEvent::Answered {
            action: answer.action,
            corrections: answer.corrections.clone(),
            comments: answer.comments.clone(),
            late: answer.late,
        };
        self.applied(gate_id, event, &answer.sender, at);
    }

    pub(super) fn row_edited(&mut self, gate_id: &str, edit: &RowEdit, at: Timestamp) {
        let event = LogEvent::RowEdited { row_id: edit.row_id.clone(), verb: edit.verb.clone() };
        self.applied(gate_id, event, &edit.sender, at);
    }

    pub(super) fn closed(&mut self, gate_id: String, ending: Ending, at: Timestamp) {
        let event = LogEvent::Closed { ending };
        self.entries.push(LogEntry { at, event, gate_id: Some(gate_id), actor: None, addressed: false });
    }

    fn applied(&mut self, gate_id: &str, event: LogEvent, sender: &Sender, at: Timestamp) {
        self.unaddressed += u64::from(!sender.addressed);
        self.entries.push(LogEntry {
            at,
            event,
            gate_id: Some(gate_id.to_owned()),
            actor: sender.actor.clone(),
            addressed: sender.addressed,
        });
    }

    fn refuse(&mut self, entry: LogEntry, refusal: &Refusal) {
        *self.refused.entry(refusal.reason).or_default() += 1;
        if self.refused_kept == REFUSED_KEPT {
            let oldest =
                self.entries.iter().position(|entry| matches!(entry.event, LogEvent::Refused { .. }));
            oldest.map(|index| self.entries.remove(index));
        } else {
            self.refused_kept += 1;
        }
        self.entries.push(entry);
    }
}

impl State {
    /// Records a refused signal. A refused update is not recorded: nothing of it is in history, so
    /// replay would not know it. The newest 200 are kept, with up to 500 letters each; all are counted.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let refusal = Refusal::new(RefusalReason::NoOpenGate, "nothing waits for an answer now");
    /// state.refuse(&refusal, None, at);
    /// assert_eq!(state.ui_state(None).refused[&RefusalReason::NoOpenGate], 1);
    /// ```
    pub fn refuse(&mut self, refusal: &Refusal, message: Option<&ActionMessage>, at: Timestamp) {
        let words = refusal.message.chars().take(WORDS_KEPT).collect();
        let event = LogEvent::Refused { reason: refusal.reason, message: words };
        let entry = LogEntry {
            at,
            event,
            gate_id: refusal.gate_id.clone(),
            actor: message.and_then(|message| message.actor.clone()),
            addressed: message.is_some_and(|message| message.address.is_some()),
        };
        self.log.refuse(entry, refusal);
    }
}
