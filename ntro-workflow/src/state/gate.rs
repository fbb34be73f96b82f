//! Gates: what a run shows, whom it waits for, and every opening that there ever was.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::state::answer::{Answer, RowEdit, Sender};
use crate::state::digest::{canonical, digest};
use crate::state::group::GroupKey;
use crate::state::row_hook::RowHooks;
use crate::state::slots::{self, Slot};
use crate::state::step::CallKey;
use crate::wire::hint::{ApprovalForm, FileUpload, MultiFileUpload};
use crate::wire::{
    Action, Change, DisplayHint, EditRules, Ending, Feedback, PendingKind, Receipt, Violation,
};

/// How many bytes of shown payloads are kept for closed openings, over the whole run.
const PAYLOAD_BUDGET: usize = 1 << 20;

/// What opens a gate.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// let spec = GateSpec {
///     hint: hint::ApprovalForm::new("Post the total").into(),
///     reason: Some("Does it agree with the bank?".into()),
///     settle: std::time::Duration::from_secs(3),
///     ..GateSpec::review(call, "review", json!({ "total": 125 }))
/// };
/// assert!(state.open_gate(spec, at).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct GateSpec {
    /// The call of a step that opens it.
    pub call: CallKey,
    /// Its name, unique in meaning within the step: `review`, `submit`. 1 to 64 of the letters a-z, A-Z,
    /// 0-9, `_`, `-` and `.`.
    pub name: String,
    /// What closes it.
    pub kind: GateKind,
    /// What is shown.
    pub payload: Value,
    /// How it is shown.
    pub hint: DisplayHint,
    /// One sentence for the person.
    pub reason: Option<String>,
    /// What a client needs to submit a document (contract B.3).
    pub args: Option<Value>,
    /// When it is to close by itself, for clients to see and answers to be called late by; closing it is
    /// the caller's.
    pub deadline: Option<Timestamp>,
    /// Whether an answer must name the gate.
    pub addressed_only: bool,
    /// What became of what was done last, shown beside it and never part of what is decided on.
    pub feedback: Option<Feedback>,
    /// The gates of which the first to close closes the others.
    pub group: Option<GroupKey>,
    /// The slots of a collection of documents; empty of any other gate.
    pub slots: Vec<Slot>,
    /// How long it must have been open, in workflow time, before an answer that names no gate can mean it.
    pub settle: Duration,
    /// Whether an edited payload fits the author's type.
    pub fits: Check,
    /// Whether a payload may be approved: it fits, and is what the author calls complete.
    pub complete: Check,
    /// What people may edit; none where the hint's columns say it, or nothing does.
    pub edits: Option<EditRules>,
    /// What row actions do, beside or instead of what they usually do.
    pub row_hooks: RowHooks,
}

impl GateSpec {
    /// A review of a payload that takes every answer, shown as an approval form, for as long as it takes.
    pub fn review(call: CallKey, name: impl Into<String>, payload: Value) -> Self {
        let kind = GateKind::Review(Action::EVERY.to_vec());
        Self { payload, ..Self::bare(call, name.into(), kind, ApprovalForm::default().into()) }
    }

    /// A gate that waits for something to be sent, shown as an upload.
    pub fn submission(call: CallKey, name: impl Into<String>, word: PendingKind) -> Self {
        Self::bare(call, name.into(), GateKind::Predicate(word), FileUpload::default().into())
    }

    /// A collection of documents, a slot for each, shown as an upload of several files.
    #[must_use]
    pub fn collection(call: CallKey, name: impl Into<String>, slots: Vec<Slot>) -> Self {
        let hint = Slot::hint(&slots, MultiFileUpload::default().into());
        let kind = GateKind::Predicate(PendingKind::SubmitFiles);
        Self { slots, ..Self::bare(call, name.into(), kind, hint) }
    }

    fn bare(call: CallKey, name: String, kind: GateKind, hint: DisplayHint) -> Self {
        Self {
            call,
            name,
            kind,
            payload: Value::Null,
            hint,
            reason: None,
            args: None,
            deadline: None,
            addressed_only: false,
            feedback: None,
            group: None,
            slots: Vec::new(),
            settle: Duration::ZERO,
            fits: Check::any(),
            complete: Check::any(),
            edits: None,
            row_hooks: RowHooks::default(),
        }
    }
}

/// What closes a gate.
///
/// ```
/// use ntro_workflow::state::GateKind;
/// use ntro_workflow::wire::{Action, PendingKind};
///
/// let yes_or_no = GateKind::Review(vec![Action::Approved, Action::Rejected]);
/// let upload = GateKind::Predicate(PendingKind::SubmitFile);
/// assert_ne!(yes_or_no, upload);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateKind {
    /// A person's decision: one of these.
    Review(Vec<Action>),
    /// The runbook's own predicate; the word is what clients are told.
    Predicate(PendingKind),
}

/// Whether a payload will do: made from the author's type and rules, run before an answer is applied.
///
/// ```
/// use ntro_workflow::state::Check;
/// use ntro_workflow::wire::Violation;
///
/// let positive = Check::new(|payload| match payload["total"].as_f64() {
///     Some(total) if total > 0.0 => Ok(()),
///     _ => Err(Violation::at("/total", "the total must be positive")),
/// });
/// assert_eq!(positive, Check::any()); // code is not state
/// ```
#[derive(Clone)]
pub struct Check(Rc<CheckFn>);

type CheckFn = dyn Fn(&Value) -> Result<(), Violation>;

impl Check {
    /// A check from a function of the payload. It must be a pure one: on replay it runs again.
    pub fn new(check: impl Fn(&Value) -> Result<(), Violation> + 'static) -> Self {
        Self(Rc::new(check))
    }

    /// The check that accepts every payload.
    #[must_use]
    pub fn any() -> Self {
        Self::new(|_| Ok(()))
    }

    pub(super) fn run(&self, payload: &Value) -> Result<(), Violation> {
        (self.0)(payload)
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}

/// Code is not state: two gates that differ only in code are equal.
impl PartialEq for Check {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Why a gate cannot be opened.
///
/// ```
/// use ntro_workflow::state::GateError;
///
/// let error = GateError::Name("the lines".into());
/// assert!(error.to_string().starts_with("the gate name `the lines` cannot be part of an identity"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// The name cannot be part of a gate's identity.
    #[error(
        "the gate name `{0}` cannot be part of an identity; use 1 to 64 of the letters a-z, A-Z, 0-9, `_`, `-` and `.`"
    )]
    Name(String),
    /// A review where the step declares a submission.
    #[error(
        "the gate `{gate}` of the step `{step}` is declared as a submission, but opened as a review; open it with `await_signal_with_action`, or give its `gate(…)` a `payload`"
    )]
    NotAReview {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
    },
    /// A submission where the step declares a review.
    #[error(
        "the gate `{gate}` of the step `{step}` is declared as a review of `{payload}`, but opened as a submission; open it with `wait_for_action`, or take `payload` out of its `gate(…)`"
    )]
    NotASubmission {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
        /// The type that it is declared to show.
        payload: &'static str,
    },
    /// A review of another type than the step declares.
    #[error(
        "the gate `{gate}` of the step `{step}` is declared to show `{declared}`, but opened with `{opened}`; show what is declared, or change the `payload` of its `gate(…)`"
    )]
    Payload {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
        /// The type that it is declared to show.
        declared: &'static str,
        /// The type that it was opened with.
        opened: &'static str,
    },
    /// An answer that the step does not declare.
    #[error(
        "the gate `{gate}` of the step `{step}` is declared to take {}, but opened to take {opened} as well; leave that out of `.answers(…)`, or add it to the `answers(…)` of its `gate(…)`",
        words(declared)
    )]
    Answer {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
        /// The answers that it is declared to take.
        declared: &'static [Action],
        /// The first that is not one of them.
        opened: Action,
    },
    /// Another component than the step declares.
    #[error(
        "the gate `{gate}` of the step `{step}` is declared to be shown by `{declared}`, but opened with `{opened}`; display it by what is declared, or change the `component` that is declared"
    )]
    Component {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
        /// The component that the gate declares, or its step.
        declared: &'static str,
        /// The component that it was opened with.
        opened: String,
    },
    /// A review that takes no answer, so that nobody could ever close it.
    #[error(
        "the gate `{gate}` of the step `{step}` would be opened without any answer that it takes; give `.answers(…)` at least one of approved, corrected and rejected, or leave it out"
    )]
    NoAnswer {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
    },
    /// A gate that counts on the step's timeout, of a step that declares none.
    #[error(
        "the gate `{gate}` is `.timed()`, but its step `{step}` declares no timeout; add one to its `#[ui_step(…)]`, such as `timeout = \"24h\"`, or say here how long with `.timeout(…)`"
    )]
    NoTimeout {
        /// The step.
        step: &'static str,
        /// The gate.
        gate: String,
    },
}

fn words(answers: &[Action]) -> String {
    answers.iter().map(|answer| answer.as_str()).collect::<Vec<_>>().join(", ")
}

/// One opening, by its place in the order of openings. Of the state that gave it only.
///
/// ```
/// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// # let spec = GateSpec::review(call, "review", json!({ "total": 125 }));
/// let first = state.open_gate(spec.clone(), at)?;
/// let second = state.open_gate(spec, at)?;
/// assert!(first < second);
/// # Ok::<(), GateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpeningKey(usize);

/// One opening of one gate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opening {
    id: String,
    step: &'static str,
    spec: GateSpec,
    revision: u32,
    digest: String,
    payload_bytes: usize,
    payload_kept: bool,
    /// What it opened with, once a row action has changed what it shows.
    before_rows: Option<Value>,
    /// What the answer changed, within the budget.
    changes: Vec<Change>,
    opened_at: Timestamp,
    closed: Option<(Ending, Timestamp)>,
    /// The other gate of the group, where that was first.
    won_by: Option<OpeningKey>,
    answer: Option<Answer>,
    /// Of each applied message what it said and what its sender was told, by the message's `action_id`.
    applied: BTreeMap<String, Applied>,
}

/// A message that was applied.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Applied {
    /// What it [`said`](crate::state::said).
    pub said: String,
    /// What its sender was told: that, and not a later view, is what a retried click is told again.
    pub receipt: Receipt,
}

impl Opening {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn step(&self) -> &'static str {
        self.step
    }

    pub(super) fn spec(&self) -> &GateSpec {
        &self.spec
    }

    /// Whether somebody has edited what it opened with.
    pub(super) fn is_edited(&self) -> bool {
        self.revision > 1
    }

    pub(super) fn revision(&self) -> u32 {
        self.revision
    }

    pub(super) fn digest(&self) -> &str {
        &self.digest
    }

    pub(super) fn payload_bytes(&self) -> usize {
        self.payload_bytes
    }

    /// What was shown last; `None` where the budget has dropped it.
    pub(super) fn payload(&self) -> Option<&Value> {
        self.payload_kept.then_some(&self.spec.payload)
    }

    /// What was shown first.
    pub(super) fn opened_with(&self) -> &Value {
        self.before_rows.as_ref().unwrap_or(&self.spec.payload)
    }

    /// What the answer changed.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    pub(super) fn opened_at(&self) -> Timestamp {
        self.opened_at
    }

    pub(super) fn closed_at(&self) -> Option<Timestamp> {
        self.closed.map(|(_, at)| at)
    }

    pub(super) fn ending(&self) -> Option<Ending> {
        self.closed.map(|(ending, _)| ending)
    }

    pub(super) fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    pub(super) fn won_by(&self) -> Option<OpeningKey> {
        self.won_by
    }

    pub(super) fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// The message of that id, if it was applied here.
    pub(super) fn applied(&self, action_id: &str) -> Option<&Applied> {
        self.applied.get(action_id)
    }

    fn issue_receipt(&mut self, sender: Sender) -> Receipt {
        let receipt = Receipt {
            gate_id: self.id.clone(),
            revision: self.revision,
            digest: self.digest.clone(),
            closed: !self.is_open(),
        };
        let told = |(id, said)| (id, Applied { said, receipt: receipt.clone() });
        self.applied.extend(sender.action_id.zip(sender.said).map(told));
        receipt
    }

    /// Takes a new payload; what people see is the payload and the author's hint, so both are in
    /// the digest, and nothing else is.
    fn show(&mut self, payload: Value) {
        self.digest = digest(&json!({ "payload": payload, "display_hint": self.spec.hint }));
        self.payload_bytes = canonical(&payload).len();
        self.spec.payload = payload;
    }
}

/// Every opening of the run, in the order of opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gates(Vec<Opening>);

impl Gates {
    pub(super) fn open(
        &mut self,
        mut spec: GateSpec,
        step: &'static str,
        original_run_id: &str,
        at: Timestamp,
    ) -> Result<OpeningKey, GateError> {
        if !is_identity(&spec.name) {
            return Err(GateError::Name(spec.name));
        }
        let same = |opening: &&Opening| opening.step == step && opening.spec.name == spec.name;
        let number = self.0.iter().filter(same).count() + 1;
        let run = run_tag(original_run_id);
        let payload = spec.payload.take();
        spec.row_hooks.advertise(&mut spec.hint);
        let mut opening = Opening {
            id: format!("{step}/{}/{number}/{run}", spec.name),
            step,
            spec,
            revision: 1,
            digest: String::new(),
            payload_bytes: 0,
            payload_kept: true,
            before_rows: None,
            changes: Vec::new(),
            opened_at: at,
            closed: None,
            won_by: None,
            answer: None,
            applied: BTreeMap::new(),
        };
        opening.show(payload);
        self.0.push(opening);
        Ok(OpeningKey(self.0.len() - 1))
    }

    pub(super) fn get(&self, key: OpeningKey) -> &Opening {
        &self.0[key.0]
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (OpeningKey, &Opening)> {
        self.0.iter().enumerate().map(|(index, opening)| (OpeningKey(index), opening))
    }

    /// The open ones, oldest first.
    pub(super) fn open_ones(&self) -> impl Iterator<Item = (OpeningKey, &Opening)> {
        self.iter().filter(|(_, opening)| opening.is_open())
    }

    pub(super) fn open_in(&self, call: CallKey) -> Vec<OpeningKey> {
        self.open_ones().filter(|(_, opening)| opening.spec.call == call).map(|(key, _)| key).collect()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<(OpeningKey, &Opening)> {
        self.iter().find(|(_, opening)| opening.id == id)
    }

    /// Closes an opening and returns its id, or `None` if it was closed already.
    pub(super) fn close(&mut self, key: OpeningKey, ending: Ending, at: Timestamp) -> Option<String> {
        let opening = &mut self.0[key.0];
        if !opening.is_open() {
            return None;
        }
        opening.closed = Some((ending, at));
        opening.before_rows = None;
        let id = opening.id.clone();
        self.keep_to_budget();
        Some(id)
    }

    pub(super) fn slots_mut(&mut self, key: OpeningKey) -> &mut [Slot] {
        &mut self.0[key.0].spec.slots
    }

    /// The slots of the open gates.
    pub(super) fn open_slots_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        let open = self.0.iter_mut().filter(|opening| opening.is_open());
        open.flat_map(|opening| &mut opening.spec.slots)
    }

    /// Has a failed slot tried again; what is decided on has not changed, nor has the revision.
    pub(super) fn retry(&mut self, key: OpeningKey, edit: RowEdit) -> Receipt {
        let opening = &mut self.0[key.0];
        slots::want_again(&mut opening.spec.slots, &edit.row_id);
        opening.issue_receipt(edit.sender)
    }

    /// Sets the feedback of the newest open gate of that name in a call; whether there is one.
    pub(super) fn set_feedback(&mut self, call: CallKey, name: &str, feedback: Feedback) -> bool {
        let named = |opening: &&mut Opening| {
            opening.is_open() && opening.spec.call == call && opening.spec.name == name
        };
        let opening = self.0.iter_mut().rev().find(named);
        opening.map(|opening| opening.spec.feedback = Some(feedback)).is_some()
    }

    /// Closes what is still open of the group of a gate that was first, and returns its ids.
    pub(super) fn close_losers(&mut self, winner: OpeningKey, at: Timestamp) -> Vec<String> {
        let Some(group) = self.0[winner.0].spec.group else { return Vec::new() };
        let losers = self.open_ones().filter(|(_, opening)| opening.spec.group == Some(group));
        let losers: Vec<_> = losers.map(|(key, _)| key).collect();
        let close = |key: OpeningKey| {
            self.0[key.0].won_by = Some(winner);
            self.close(key, Ending::Withdrawn, at)
        };
        losers.into_iter().filter_map(close).collect()
    }

    pub(super) fn answer(&mut self, key: OpeningKey, answer: Answer, at: Timestamp) -> Receipt {
        let opening = &mut self.0[key.0];
        opening.closed = Some((Ending::Answered, at));
        let receipt = opening.issue_receipt(answer.sender.clone());
        opening.changes.clone_from(&answer.changes);
        opening.before_rows = None;
        opening.answer = Some(answer);
        self.keep_to_budget();
        receipt
    }

    pub(super) fn take_answer(&mut self, key: OpeningKey) -> Option<Answer> {
        let answer = self.0[key.0].answer.as_mut()?;
        let (payload, changes) = (answer.payload.take(), std::mem::take(&mut answer.changes));
        Some(Answer { payload, changes, ..answer.clone() })
    }

    pub(super) fn edit(&mut self, key: OpeningKey, edit: RowEdit) -> Receipt {
        let opening = &mut self.0[key.0];
        opening.revision += 1;
        let before = opening.spec.payload.take();
        opening.before_rows.get_or_insert(before);
        opening.show(edit.payload);
        opening.issue_receipt(edit.sender)
    }

    /// Drops the payloads of the oldest closed openings, and what was changed in them, until the kept
    /// ones fit the budget. Digest and size stay, and the answer of an opening is read by the runbook before the next one closes.
    fn keep_to_budget(&mut self) {
        let mut kept = 0;
        for opening in self.0.iter_mut().rev().filter(|opening| !opening.is_open()) {
            kept += opening.payload_bytes;
            if kept > PAYLOAD_BUDGET && opening.payload_kept {
                opening.payload_kept = false;
                opening.spec.payload = Value::Null;
                opening.changes = Vec::new();
            }
        }
    }
}

fn is_identity(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// The random end of a run id. Its beginning is a time: the server's run ids are UUIDs of version 7,
/// so that runs of the same minute begin alike.
fn run_tag(original_run_id: &str) -> &str {
    original_run_id
        .char_indices()
        .rev()
        .nth(11)
        .map_or(original_run_id, |(start, _)| &original_run_id[start..])
}
