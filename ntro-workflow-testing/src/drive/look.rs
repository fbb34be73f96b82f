//! Looking at a tree that rests: what is new since the last look goes into the trace.

use ntro_workflow::Action;
use ntro_workflow::wire::{Ending, LogEntry, LogEvent, StepStatus, UiState};

use crate::decision::{Decision, Driven, Opened, Opening};
use crate::drive::{Drive, of_client};
use crate::failure::Wrong;
use crate::trace::TraceEvent;

impl Drive {
    pub(super) async fn look(&mut self) -> Result<(), Wrong> {
        if let Some(started) = self.members[0].watch.started() {
            self.started = started;
        }
        for member in self.as_told() {
            let length = self.members[member].watch.events().len();
            let before = std::mem::replace(&mut self.members[member].looked_at, length);
            if before == length {
                continue;
            }
            if before == 0 {
                let slug = self.members[member].slug.clone();
                self.note(member, TraceEvent::Started { slug });
            }
            if let Some(ended) = self.members[member].watch.ended() {
                self.members[member].now = ended;
            }
            self.look_at(member).await?;
            if let Some(close) = self.members[member].watch.close() {
                self.note(member, TraceEvent::Ended { close });
            }
        }
        Ok(())
    }

    /// The runs in the order in which they are told of: a child before the parent that goes on when it ends,
    /// and what starts after what started it.
    fn as_told(&self) -> Vec<usize> {
        let (started, mut known): (Vec<_>, Vec<_>) =
            self.in_order().into_iter().partition(|member| self.members[*member].looked_at == 0);
        known.sort_by_key(|member| std::cmp::Reverse(self.depth(*member)));
        known.into_iter().chain(started).collect()
    }

    fn depth(&self, member: usize) -> usize {
        self.members[member].parent.map_or(0, |parent| 1 + self.depth(parent))
    }

    async fn look_at(&mut self, member: usize) -> Result<(), Wrong> {
        let Some(state) = self.asked(member).await? else { return Ok(()) };
        let read = self.members[member].log_read;
        let new = state.log_total.saturating_sub(read);
        let log = match state.log.len().checked_sub(new) {
            Some(old) => state.log[old..].to_vec(),
            // More is new than one answer holds.
            None => {
                let log = self.members[member].watch.run.log().await.map_err(|error| of_client(&error))?;
                log.into_iter().skip(read).collect()
            }
        };
        self.members[member].log_read = state.log_total;
        log.into_iter().for_each(|entry| self.logged(member, entry));
        self.steps(member, &state);
        self.opened(member, &state);
        self.members[member].state = Some(state);
        Ok(())
    }

    /// What the run says of itself. A closed one may have no worker that could say it: what it said last
    /// stands then.
    async fn asked(&mut self, member: usize) -> Result<Option<UiState>, Wrong> {
        let member = &self.members[member];
        let (run, open) = (member.watch.run.clone(), member.is_open());
        let asked = tokio::time::timeout(self.part.patience, run.ui_state()).await;
        match asked {
            Ok(Ok(state)) => Ok(Some(state)),
            _ if !open => Ok(None),
            // It is played once more to answer, and does not do the same.
            Ok(Err(error)) if error.to_string().contains("TMPRL1100") => {
                Err(Wrong::TaskFailed { run: member.watch.spoken(), message: error.to_string() })
            }
            Ok(Err(error)) => Err(of_client(&error)),
            Err(_) => Err(Wrong::Stuck { seconds: self.part.patience.as_secs(), open: self.open() }),
        }
    }

    fn logged(&mut self, member: usize, entry: LogEntry) {
        let opening = entry.gate_id.as_deref().and_then(Opening::parse);
        let (mut driven, mut refusal) = (None, None);
        let event = match (entry.event, opening.clone()) {
            (LogEvent::Refused { reason, .. }, opening) => {
                (driven, refusal) = (Some(Driven::Refused), Some(reason));
                TraceEvent::Refused { opening, reason }
            }
            (LogEvent::Answered { action, corrections, comments, late }, Some(opening)) => {
                driven = Some(driven_by(action));
                let (corrections, actor) = (corrections.len(), entry.actor.clone());
                TraceEvent::Answered { opening, action, corrections, comments, actor, late }
            }
            (LogEvent::RowEdited { row_id, verb }, Some(opening)) => {
                TraceEvent::Row { opening, row_id, verb }
            }
            (LogEvent::Closed { ending }, Some(opening)) => {
                driven = driven_to(ending);
                TraceEvent::Closed { opening, ending }
            }
            // Only refusals are of no gate.
            (_, None) => return,
        };
        self.note(member, event);
        if let (Some(opening), Some(driven)) = (opening, driven) {
            let (slug, run) = self.names(member);
            let gate_id = entry.gate_id.unwrap_or_default();
            let Some(kind) = self.members[member].gates.get(&gate_id).copied() else { return };
            self.decisions.push(Decision { slug, run, opening, kind, driven, refusal, actor: entry.actor });
        }
    }

    /// The runbook of a run, and its name in the tree.
    pub(super) fn names(&self, member: usize) -> (String, String) {
        (self.members[member].slug.clone(), self.members[member].watch.label().to_owned())
    }

    fn steps(&mut self, member: usize, state: &UiState) {
        for step in &state.steps {
            let now = (step.status, step.runs);
            let before = self.members[member].steps.insert(step.id.clone(), now);
            if before == Some(now) || (before.is_none() && step.status == StepStatus::Pending) {
                continue;
            }
            let (step, status, message) = (step.id.clone(), step.status, step.message.clone());
            self.note(member, TraceEvent::Step { step, status, message });
        }
    }

    fn opened(&mut self, member: usize, state: &UiState) {
        for pending in &state.pending_actions {
            let (slug, run) = self.names(member);
            let Some(opened) = Opened::of(&slug, &run, pending) else { continue };
            let gate_id = pending.gate_id.clone().unwrap_or_default();
            if self.members[member].gates.insert(gate_id, opened.kind).is_none() {
                let deadline = pending.deadline.map(|deadline| self.minute(deadline));
                let opening = opened.opening.clone();
                self.openings.push(opened);
                self.note(member, TraceEvent::Opened { opening, deadline });
            }
        }
    }
}

fn driven_by(action: Action) -> Driven {
    match action {
        Action::Approved => Driven::Approved,
        Action::Corrected => Driven::Corrected,
        Action::Rejected => Driven::Rejected,
    }
}

fn driven_to(ending: Ending) -> Option<Driven> {
    match ending {
        Ending::Satisfied => Some(Driven::Submitted),
        Ending::TimedOut => Some(Driven::TimedOut),
        Ending::Answered | Ending::Cancelled | Ending::Withdrawn => None,
    }
}
