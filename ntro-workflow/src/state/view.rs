//! What queries show of the state. Whatever they show is what the next answer is judged by.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::state::State;
use crate::state::gate::{GateKind, GateSpec, Opening, OpeningKey};
use crate::state::slots;
use crate::state::step::{Outcome, StepRecord};
use crate::wire::hint::Summary;
use crate::wire::snapshot::DecisionSnapshot;
use crate::wire::{
    DisplayHint, DrillDownChild, LogEntry, OpeningSnapshot, PendingAction, PendingKind, StepDescriptor,
    StepSnapshot, StepStatus, UiState,
};

/// How many log lines or openings one query answer holds at most.
pub(super) const PAGE: usize = 50;

impl State {
    /// The breadcrumb: `current_steps` (contract B.4).
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let review = &state.steps()[0];
    /// assert_eq!((review.id.as_str(), review.status), ("review", StepStatus::Active));
    /// ```
    #[must_use]
    pub fn steps(&self) -> Vec<StepDescriptor> {
        self.steps.records().map(|record| self.describe(record)).collect()
    }

    fn describe(&self, record: &StepRecord) -> StepDescriptor {
        let message = match (&record.last, record.live.is_empty()) {
            (Some((Outcome::Failed(message), _)), true) => Some(message.clone()),
            _ => None,
        };
        StepDescriptor {
            id: record.definition.name.to_owned(),
            title: record.definition.title.to_owned(),
            status: self.status(record),
            icon: record.definition.icon.map(str::to_owned),
            runs: record.runs,
            message,
        }
    }

    fn status(&self, record: &StepRecord) -> StepStatus {
        if self.gates.open_ones().any(|(_, opening)| record.live.contains(&opening.spec().call)) {
            return StepStatus::WaitingForInput;
        }
        match (&record.last, record.live.is_empty()) {
            (_, false) => StepStatus::Active,
            (Some((Outcome::Completed, _)), true) => StepStatus::Completed,
            (Some(_), true) => StepStatus::Failed,
            (None, true) => StepStatus::Pending,
        }
    }

    /// The open gates, oldest first.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// let pending = &state.pending_actions()[0];
    /// assert_eq!(pending.kind, PendingKind::InteractiveReview);
    /// assert_eq!(pending.payload, Some(json!({ "total": 125 })));
    /// ```
    #[must_use]
    pub fn pending_actions(&self) -> Vec<PendingAction> {
        self.gates.open_ones().map(|(key, opening)| self.pending(key, opening)).collect()
    }

    /// What the run waits for: its oldest open gate, else its running children, else nothing:
    /// `current_pending_action` (contract B.3).
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
    /// # let key = state.open_gate(spec, at).unwrap();
    /// assert_eq!(state.pending_action().and_then(|pending| pending.revision), Some(1));
    /// state.close_gate(key, Ending::Withdrawn, at);
    /// assert_eq!(state.pending_action(), None);
    /// ```
    #[must_use]
    pub fn pending_action(&self) -> Option<PendingAction> {
        let own = self.gates.open_ones().next().map(|(key, opening)| self.pending(key, opening));
        own.or_else(|| self.drill_down())
    }

    fn pending(&self, key: OpeningKey, opening: &Opening) -> PendingAction {
        PendingAction { checks: self.checks.results(key, opening), ..pending(opening) }
    }

    fn opening_snapshot(&self, key: OpeningKey, opening: &Opening) -> OpeningSnapshot {
        let checks = self.checks.results(key, opening);
        let won_by = opening.won_by().map(|winner| self.gates.get(winner).id().to_owned());
        OpeningSnapshot { checks, won_by, ..opening_snapshot(opening) }
    }

    fn drill_down(&self) -> Option<PendingAction> {
        let children: Vec<_> = self
            .running_children()
            .map(|(step, child)| DrillDownChild {
                task_id: child.workflow_id.clone(),
                step_id: step.to_owned(),
                slug: child.slug.clone(),
            })
            .collect();
        let reason = match children.len() {
            0 => return None,
            1 => "Waiting for a child run; the action lives on the child.".to_owned(),
            n => format!("Waiting for {n} child runs; the action lives on the children."),
        };
        Some(PendingAction { reason: Some(reason), children, ..blank(PendingKind::DrillDown) })
    }

    /// Everything that a screen needs: `current_ui_state` (contract B.5). Of the log, the page of up to 50
    /// lines that ends before line `log_before`; `None` for the newest.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let screen = state.ui_state(None);
    /// assert_eq!(screen.current_step_id.as_deref(), Some("review"));
    /// assert_eq!((screen.log.len(), screen.log_total), (0, 0));
    /// ```
    #[must_use]
    pub fn ui_state(&self, log_before: Option<usize>) -> UiState {
        let steps = self.steps();
        let pending_actions = self.pending_actions();
        let completed = steps.iter().filter(|step| step.status == StepStatus::Completed);
        UiState {
            current_step_id: self.steps.current().map(str::to_owned),
            steps_completed: completed.map(|step| step.id.clone()).collect(),
            pending_payload: pending_actions.first().and_then(|oldest| oldest.payload.clone()),
            steps,
            pending_actions,
            children: self.children(),
            refused: self.log.refused().clone(),
            unaddressed: self.log.unaddressed(),
            log: self.log_before(log_before),
            log_total: self.log.entries().len(),
        }
    }

    fn log_before(&self, before: Option<usize>) -> Vec<LogEntry> {
        let entries = self.log.entries();
        let end = before.unwrap_or(entries.len()).min(entries.len());
        entries[end.saturating_sub(PAGE)..end].to_vec()
    }

    /// What was shown in each step and what became of it: `step_snapshots` (contract B.7). Per step one
    /// page of up to 50 openings, newest first, after skipping the `skip` newest. A step is in it once a
    /// call of it has ended or a gate of it has closed.
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
    /// let review = &state.snapshots(0)["review"];
    /// assert_eq!(review.openings[0].ending, Some(Ending::TimedOut));
    /// assert_eq!(review.openings_total, 1);
    /// ```
    #[must_use]
    pub fn snapshots(&self, skip: usize) -> BTreeMap<String, StepSnapshot> {
        self.steps
            .records()
            .filter_map(|record| Some((record.definition.name.to_owned(), self.snapshot(record, skip)?)))
            .collect()
    }

    fn snapshot(&self, record: &StepRecord, skip: usize) -> Option<StepSnapshot> {
        let name = record.definition.name;
        let openings: Vec<_> =
            self.gates.iter().rev().filter(|(_, opening)| opening.step() == name).collect();
        let shown = |(key, opening): &(OpeningKey, &Opening)| self.opening_snapshot(*key, opening);
        let page = openings.iter().skip(skip).take(PAGE).map(shown).collect();
        let closed = openings.iter().rev().filter(|(_, opening)| !opening.is_open());
        let last = closed.max_by_key(|(_, opening)| opening.closed_at()).map(shown);
        let (display_hint, completed_at, payload, decision, checks) = match (last, &record.last) {
            (Some(last), _) => (last.display_hint, last.closed_at?, last.payload, last.decision, last.checks),
            (None, Some((_, at))) => (Summary::new(record.definition.title).into(), *at, None, None, None),
            (None, None) => return None,
        };
        Some(StepSnapshot {
            display_hint,
            completed_at,
            payload,
            decision,
            checks,
            openings: page,
            openings_total: openings.len(),
        })
    }

    /// The breadcrumb as Markdown, one line per step, for Temporal's own Web UI.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// assert_eq!(state.breadcrumb(), "- ▶ **Review**\n");
    /// ```
    #[must_use]
    pub fn breadcrumb(&self) -> String {
        self.steps().iter().fold(String::new(), |mut text, step| {
            let mark = match step.status {
                StepStatus::Pending => "○",
                StepStatus::Active => "▶",
                StepStatus::WaitingForInput => "⏸",
                StepStatus::Completed => "✔",
                StepStatus::Failed => "✘",
            };
            let message = step.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "- {mark} **{}**{message}", step.title);
            text
        })
    }
}

fn blank(kind: PendingKind) -> PendingAction {
    PendingAction {
        kind,
        action: kind,
        reason: None,
        display_hint: None,
        payload: None,
        args: None,
        tools: Vec::new(),
        children: Vec::new(),
        checks: None,
        feedback: None,
        gate_id: None,
        step_id: None,
        revision: None,
        digest: None,
        opened_at: None,
        deadline: None,
        actions: Vec::new(),
    }
}

/// What the record has of a collection of documents under `payload`, as the peer's has.
fn collected(spec: &GateSpec) -> Option<Value> {
    slots::view(spec).map(|slots| json!({ "expected": slots }))
}

/// The author's hint, which is never changed, with the feedback in the copy that is shown.
fn shown_hint(spec: &GateSpec) -> DisplayHint {
    let mut hint = slots::with_status(spec, spec.hint.clone());
    hint.config.extend(spec.feedback.iter().map(|feedback| ("feedback".to_owned(), json!(feedback))));
    hint
}

fn pending(opening: &Opening) -> PendingAction {
    let spec = opening.spec();
    let (kind, actions, tools) = match &spec.kind {
        GateKind::Review(actions) => {
            let tools = ["ntro_task_approve", "ntro_task_reject"].map(String::from).to_vec();
            (PendingKind::InteractiveReview, actions.clone(), tools)
        }
        GateKind::Predicate(kind) => (*kind, slots::answers(spec), Vec::new()),
    };
    PendingAction {
        reason: spec.reason.clone(),
        display_hint: Some(shown_hint(spec)),
        payload: (!spec.payload.is_null()).then(|| spec.payload.clone()),
        args: spec.args.clone(),
        tools,
        children: slots::children(opening),
        feedback: spec.feedback.clone(),
        gate_id: Some(opening.id().to_owned()),
        step_id: Some(opening.step().to_owned()),
        revision: Some(opening.revision()),
        digest: Some(opening.digest().to_owned()),
        opened_at: Some(opening.opened_at()),
        deadline: spec.deadline,
        actions,
        ..blank(kind)
    }
}

fn opening_snapshot(opening: &Opening) -> OpeningSnapshot {
    let shown = opening.payload().filter(|payload| !payload.is_null()).cloned();
    OpeningSnapshot {
        gate_id: opening.id().to_owned(),
        opened_at: opening.opened_at(),
        closed_at: opening.closed_at(),
        ending: opening.ending(),
        display_hint: slots::with_status(opening.spec(), opening.spec().hint.clone()),
        revision: opening.revision(),
        digest: opening.digest().to_owned(),
        payload_bytes: opening.payload_bytes(),
        payload: shown.or_else(|| collected(opening.spec())),
        checks: None,
        decision: opening.answer().map(|answer| DecisionSnapshot {
            action: answer.action,
            kind: answer.action,
            corrections: answer.corrections.clone(),
            changes: opening.changes().to_vec(),
            comments: answer.comments.clone(),
            actor: answer.sender.actor.clone(),
        }),
        feedback: opening.spec().feedback.clone(),
        won_by: None,
    }
}
