//! The slots of a collection of documents: one child run each, with live status.
//!
//! A gate with slots is decided in one way only, by giving up; a failed slot is started again by the row
//! action `retry`. What a slot stands at is never part of what is decided on: it is laid over the hint when
//! it is shown.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::state::State;
use crate::state::answer::{Answer, RowEdit, Sender};
use crate::state::child::ChildKey;
use crate::state::gate::{GateKind, GateSpec, Opening, OpeningKey};
use crate::wire::hint::{ExpectedDocument, SlotStatus};
use crate::wire::{
    Action, Decision, DisplayHint, DrillDownChild, Refusal, RefusalReason as Reason, RowAction,
    RowActionKind, SlotReport,
};

/// The row action that starts a failed slot again.
pub const RETRY: &str = "retry";

/// What is the matter with a slot, before anything starts.
///
/// ```
/// use ntro_workflow::state::SlotError;
///
/// let twice = SlotError::Twice("bank".into());
/// assert_eq!(twice.to_string(), "the source `bank` is there twice");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The source has no name.
    #[error("the source of slot {0} is empty")]
    Empty(usize),
    /// Two slots have the same source, and so would their children have the same id.
    #[error("the source `{0}` is there twice")]
    Twice(String),
}

/// One slot of a collection, for a gate that is about to open.
///
/// ```
/// use ntro_workflow::state::Slot;
/// use ntro_workflow::wire::hint::ExpectedDocument;
///
/// let bank = ExpectedDocument::new("bank").title("Bank statement");
/// assert_eq!(Slot::new(bank, "document-ingest", "document_submitted").source(), "bank");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    source: String,
    slug: String,
    signal_name: String,
    /// What its author says of it.
    shown: Map<String, Value>,
    status: SlotStatus,
    message: Option<String>,
    /// The child that fills it now, and its workflow id.
    child: Option<(ChildKey, String)>,
    /// Whether that child has started: before, nobody can ask it anything.
    started: bool,
    attempts: u32,
    /// How often it is to be tried.
    wanted: u32,
}

impl Slot {
    /// A slot for a document, filled by runs of a runbook that take it by that signal, unless the document
    /// names another.
    #[must_use]
    pub fn new(document: ExpectedDocument, slug: &str, signal_name: &str) -> Self {
        let source = document.source().to_owned();
        let mut shown = match Value::from(document) {
            Value::Object(shown) => shown,
            _ => Map::new(),
        };
        // Both are the framework's: who takes the document, and where it is.
        let named = shown.remove("args").and_then(|args| Some(args.get("signal_name")?.as_str()?.to_owned()));
        shown.remove("status");
        Self {
            source,
            slug: slug.to_owned(),
            signal_name: named.unwrap_or_else(|| signal_name.to_owned()),
            shown,
            status: SlotStatus::Pending,
            message: None,
            child: None,
            started: false,
            attempts: 0,
            wanted: 1,
        }
    }

    /// The name of its source: the key of its child.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is the matter with slots that are to be open side by side: all of it.
    #[must_use]
    pub fn faults(slots: &[Self]) -> Vec<SlotError> {
        let fault = |(place, slot): (usize, &Self)| {
            let twins = slots[..place].iter().filter(|other| other.source == slot.source).count();
            match slot.source.trim().is_empty() {
                true => Some(SlotError::Empty(place + 1)),
                false => (twins == 1).then(|| SlotError::Twice(slot.source.clone())),
            }
        };
        slots.iter().enumerate().filter_map(fault).collect()
    }

    /// The hint of the gate, with the slots as their author describes them: what the digest covers.
    #[must_use]
    pub fn hint(slots: &[Self], mut hint: DisplayHint) -> DisplayHint {
        hint.config.insert("expected".to_owned(), slots.iter().map(|slot| json!(slot.shown)).collect());
        hint
    }

    fn view(&self) -> Value {
        let mut view = self.shown.clone();
        let task_id = self.child.as_ref().map(|(_, workflow_id)| workflow_id);
        view.insert("status".to_owned(), json!(self.status));
        view.extend(self.message.iter().map(|message| ("message".to_owned(), json!(message))));
        let args = json!({
            "source": self.source,
            "schema_slug": self.shown.get("schema_slug"),
            "signal_task_id": task_id,
            "signal_name": self.signal_name,
        });
        view.insert("args".to_owned(), args);
        Value::Object(view)
    }

    fn is_live(&self) -> bool {
        !matches!(self.status, SlotStatus::Completed | SlotStatus::Failed)
    }
}

/// The hint of a collection as people see it: with the status of each slot, and where its document goes.
pub(super) fn with_status(spec: &GateSpec, mut hint: DisplayHint) -> DisplayHint {
    if let Some(slots) = view(spec) {
        hint.config.insert("expected".to_owned(), slots);
    }
    hint
}

/// The slots of a collection as people see them; `None` of another gate.
pub(super) fn view(spec: &GateSpec) -> Option<Value> {
    (!spec.slots.is_empty()).then(|| spec.slots.iter().map(Slot::view).collect())
}

/// What a collection can be answered with: it can only be given up.
pub(super) fn answers(spec: &GateSpec) -> Vec<Action> {
    if spec.slots.is_empty() { Vec::new() } else { vec![Action::Rejected] }
}

/// The runs that a collection waits for, as far as they can be asked.
pub(super) fn children(opening: &Opening) -> Vec<DrillDownChild> {
    let live = opening.spec().slots.iter().filter(|slot| slot.started && slot.is_live());
    let child = |slot: &Slot| {
        let task_id = slot.child.as_ref()?.1.clone();
        Some(DrillDownChild { task_id, step_id: opening.step().to_owned(), slug: slot.slug.clone() })
    };
    live.filter_map(child).collect()
}

/// A decision on a collection: only giving up is one.
///
/// # Errors
/// The refusal; `otherwise` where the gate is no collection.
pub(super) fn give_up(
    spec: &GateSpec,
    decision: &Decision,
    at: Timestamp,
    otherwise: Refusal,
) -> Result<Answer, Refusal> {
    match (spec.slots.is_empty(), decision.action) {
        (true, _) => Err(otherwise),
        (false, Action::Rejected) => Ok(Answer {
            action: Action::Rejected,
            payload: Value::Null,
            corrections: Vec::new(),
            changes: Vec::new(),
            comments: decision.comments.clone(),
            late: spec.deadline.is_some_and(|deadline| at >= deadline),
            sender: Sender::default(),
        }),
        (false, other) => Err(Refusal::new(
            Reason::NotAllowed,
            format!(
                "a collection of documents takes no `{other}`: it is complete by itself when every slot is; it can be given up, `rejected`"
            ),
        )),
    }
}

/// A row action on a collection: only a failed slot can be tried again.
///
/// # Errors
/// The refusal.
pub(super) fn retry(spec: &GateSpec, row: &RowAction) -> Result<RowEdit, Refusal> {
    let verb = match &row.kind {
        RowActionKind::EditCell { .. } => "edit_cell",
        RowActionKind::RejectRow => "reject_row",
        RowActionKind::Custom { name, .. } => name,
    };
    if verb != RETRY {
        let message = format!("this gate has no row action `{verb}`; it takes `{RETRY}`, of a failed slot");
        return Err(Refusal::new(Reason::NotAllowed, message));
    }
    let Some(slot) = spec.slots.iter().find(|slot| slot.source == row.row_id) else {
        let sources: Vec<_> = spec.slots.iter().map(|slot| slot.source.as_str()).collect();
        let message = format!("there is no slot `{}`; there are {}", row.row_id, sources.join(", "));
        return Err(Refusal::new(Reason::InvalidPayload, message));
    };
    if slot.status != SlotStatus::Failed {
        let status = slot.status.as_str();
        let message =
            format!("the slot `{}` has not failed, it is {status}; it goes on by itself", slot.source);
        return Err(Refusal::new(Reason::NotAllowed, message));
    }
    Ok(RowEdit {
        payload: Value::Null,
        row_id: row.row_id.clone(),
        verb: RETRY.into(),
        sender: Sender::default(),
    })
}

/// Has a slot tried once more.
pub(super) fn want_again(slots: &mut [Slot], source: &str) {
    if let Some(slot) = slots.iter_mut().find(|slot| slot.source == source) {
        slot.wanted += 1;
        (slot.status, slot.message, slot.started) = (SlotStatus::Pending, None, false);
    }
}

impl State {
    /// Records the child that is about to be started for a slot: `…:{source}`, and `…:{source}~{n}` when it
    /// is tried again. The place must be one of the gate's slots.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::{*, hint::*}}};
    /// # let steps = const { &[StepDefinition::new("collect", "Collect")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("collect").unwrap();
    /// let slots = vec![Slot::new(ExpectedDocument::new("bank"), "document-ingest", "document_submitted")];
    /// let gate = state.open_gate(GateSpec::collection(call, "submit", slots), at)?;
    /// let child = state.fill_slot(gate, 0);
    /// assert_eq!(state.child_workflow_id(child), "close-7:collect:document-ingest:bank");
    /// let shown = state.pending_action().unwrap().display_hint.unwrap();
    /// assert_eq!(shown.config["expected"][0]["status"], "pending");
    /// assert_eq!(shown.config["expected"][0]["args"]["signal_task_id"], "close-7:collect:document-ingest:bank");
    /// # Ok::<(), GateError>(())
    /// ```
    pub fn fill_slot(&mut self, gate: OpeningKey, place: usize) -> ChildKey {
        let spec = self.gates.get(gate).spec();
        let (call, slug, source) =
            (spec.call, spec.slots[place].slug.clone(), spec.slots[place].source.clone());
        let child = self.add_child(call, None, &slug, Some(&source));
        let workflow_id = self.child_workflow_id(child).to_owned();
        let slot = &mut self.gates.slots_mut(gate)[place];
        slot.attempts += 1;
        slot.child = Some((child, workflow_id));
        child
    }

    /// The child of a slot has started. The place must be one of the gate's slots.
    pub fn slot_started(&mut self, gate: OpeningKey, place: usize) {
        self.gates.slots_mut(gate)[place].started = true;
    }

    /// The child of a slot has ended: with a result, or why not. The place must be one of the gate's slots.
    pub fn slot_ended(&mut self, gate: OpeningKey, place: usize, failure: Option<String>) {
        let slot = &mut self.gates.slots_mut(gate)[place];
        slot.status = if failure.is_some() { SlotStatus::Failed } else { SlotStatus::Completed };
        slot.message = failure;
    }

    /// Whether a slot is to be tried once more than it was. The place must be one of the gate's slots.
    #[must_use]
    pub fn slot_is_wanted(&self, gate: OpeningKey, place: usize) -> bool {
        let slot = &self.gates.get(gate).spec().slots[place];
        slot.wanted > slot.attempts
    }

    /// The sources that nothing came of yet, and where each stands.
    #[must_use]
    pub fn missing_slots(&self, gate: OpeningKey) -> Vec<(String, SlotStatus)> {
        let slots = self.gates.get(gate).spec().slots.iter();
        let missing = slots.filter(|slot| slot.status != SlotStatus::Completed);
        missing.map(|slot| (slot.source.clone(), slot.status)).collect()
    }

    /// A child says where it stands. What it says of an attempt that is over, or when it has ended, is no news.
    ///
    /// # Errors
    /// A refusal where no slot of this run was ever filled by such a child.
    pub fn slot_reported(&mut self, report: &SlotReport) -> Result<(), Refusal> {
        let of_child = |slot: &&mut Slot| {
            slot.child.as_ref().is_some_and(|(_, workflow_id)| *workflow_id == report.task_id)
        };
        let SlotReport { task_id, status } = report;
        if matches!(status, SlotStatus::Completed | SlotStatus::Failed) {
            let message = format!("`{task_id}` cannot say that it is {}: its end does", status.as_str());
            return Err(Refusal::new(Reason::NotAllowed, message));
        }
        let known = self.knows_child(task_id);
        match self.gates.open_slots_mut().find(of_child) {
            Some(slot) if slot.is_live() => slot.status = *status,
            Some(_) => {}
            None if known => {}
            None => {
                let message = format!("`{task_id}` is no child of this run that fills a slot");
                return Err(Refusal::new(Reason::NotAllowed, message));
            }
        }
        Ok(())
    }

    fn knows_child(&self, workflow_id: &str) -> bool {
        self.children().values().flatten().any(|child| child.workflow_id == workflow_id)
    }

    /// Where this run stands, for the slot that it fills: `pending` until it has what it waits for,
    /// `awaiting_review` while a person is to decide, else `processing`.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*, wire::hint::SlotStatus}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// assert_eq!(state.slot_status(), SlotStatus::Pending);
    /// let gate = state.open_gate(GateSpec::review(call, "review", json!({ "total": 125 })), at).unwrap();
    /// assert_eq!(state.slot_status(), SlotStatus::AwaitingReview);
    /// state.close_gate(gate, Ending::TimedOut, at);
    /// assert_eq!(state.slot_status(), SlotStatus::Processing);
    /// ```
    #[must_use]
    pub fn slot_status(&self) -> SlotStatus {
        let oldest = self.gates.open_ones().next().map(|(_, opening)| &opening.spec().kind);
        match oldest {
            Some(GateKind::Review(_)) => SlotStatus::AwaitingReview,
            Some(GateKind::Predicate(_)) => SlotStatus::Pending,
            None if self.gates.iter().next().is_some() => SlotStatus::Processing,
            None => SlotStatus::Pending,
        }
    }
}
