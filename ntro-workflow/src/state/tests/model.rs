//! The state against a naive model.
//!
//! The model never looks inside the state. About gates it knows what a client knows: what the
//! queries show, what it was told, and what it said.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use proptest::{prelude::*, test_runner::TestCaseResult};

use crate::state::said::said;
use crate::state::tests::desk::{Desk, STEPS, at};
use crate::state::tests::events::{Deed, Effect, Event, Road, events, walk};
use crate::state::{CallKey, GateKind, GateSpec, OpeningKey, Outcome};
use crate::wire::RefusalReason as Reason;
use crate::wire::{
    Action, ActionMessage, Address, PendingAction, Receipt, Refusal, RefusalCounts, RowActionKind,
    StepStatus, Verb,
};

/// A gate as its opener remembers it.
#[derive(Clone, Debug)]
struct Gate {
    key: OpeningKey,
    id: String,
    spec: GateSpec,
    open: bool,
    edits: u32,
}

/// A message that was applied.
#[derive(Clone, Debug)]
struct Click {
    action_id: Option<String>,
    said: String,
    receipt: Receipt,
}

/// What a message ought to come to, as far as its address says.
#[derive(Debug, PartialEq)]
enum Expected {
    Repeat(Receipt),
    Refused(Reason),
    Reaches(String),
}

#[derive(Clone, Debug)]
struct Model {
    now: Timestamp,
    live: Vec<(CallKey, &'static str)>,
    last: BTreeMap<&'static str, StepStatus>,
    runs: BTreeMap<&'static str, u32>,
    gates: Vec<Gate>,
    clicks: Vec<Click>,
    /// What the queries showed after the last event.
    shown: Vec<PendingAction>,
    refused: RefusalCounts,
    unaddressed: u64,
}

impl Model {
    fn new() -> Self {
        Self {
            now: at(0),
            live: Vec::new(),
            last: BTreeMap::new(),
            runs: BTreeMap::new(),
            gates: Vec::new(),
            clicks: Vec::new(),
            shown: Vec::new(),
            refused: RefusalCounts::new(),
            unaddressed: 0,
        }
    }

    fn follow(&mut self, deed: &Deed, effect: &Effect) {
        match (deed, effect) {
            (Deed::Enter(step), Effect::Entered(call)) => self.entered(step, *call),
            (Deed::Leave(call, outcome), _) => self.left(*call, outcome),
            (Deed::Open(spec), Effect::Opened(key)) => self.opened(spec, *key),
            (Deed::Close(key, _), _) => self.close(|gate| gate.key == *key),
            (Deed::Say(message, road), Effect::Told(told)) => self.told(message, *road, told),
            (Deed::Tick(seconds), _) => self.now += jiff::SignedDuration::from_secs(*seconds),
            _ => {}
        }
    }

    fn entered(&mut self, step: &'static str, call: CallKey) {
        *self.runs.entry(step).or_default() += 1;
        self.live.push((call, step));
    }

    fn left(&mut self, call: CallKey, outcome: &Outcome) {
        let position = self.live.iter().position(|(live, _)| *live == call).unwrap();
        let (_, step) = self.live.remove(position);
        match outcome {
            Outcome::Completed => self.last.insert(step, StepStatus::Completed),
            Outcome::Failed(_) => self.last.insert(step, StepStatus::Failed),
            Outcome::Dropped => None,
        };
        self.close(|gate| gate.spec.call == call);
    }

    fn close(&mut self, which: impl Fn(&Gate) -> bool) {
        self.gates.iter_mut().filter(|gate| which(gate)).for_each(|gate| gate.open = false);
    }

    fn opened(&mut self, spec: &GateSpec, key: OpeningKey) {
        let (_, step) = self.live.iter().find(|(live, _)| *live == spec.call).unwrap();
        let prefix = format!("{step}/{}/", spec.name);
        let number = self.gates.iter().filter(|gate| gate.id.starts_with(&prefix)).count() + 1;
        self.gates.push(Gate {
            key,
            id: format!("{prefix}{number}/5e6f0a1b2c3d"),
            spec: spec.clone(),
            open: true,
            edits: 0,
        });
    }

    fn told(&mut self, message: &ActionMessage, road: Road, told: &Told) {
        match told {
            Ok(receipt) if self.told_before(message).is_empty() => self.applied(message, receipt),
            Err(refusal) if road == Road::Signal => *self.refused.entry(refusal.reason).or_default() += 1,
            Ok(_) | Err(_) => {}
        }
    }

    fn applied(&mut self, message: &ActionMessage, receipt: &Receipt) {
        self.unaddressed += u64::from(message.address.is_none());
        self.clicks.push(Click {
            action_id: message.action_id.clone(),
            said: said(&message.verb),
            receipt: receipt.clone(),
        });
        let gate = self.gates.iter_mut().find(|gate| gate.id == receipt.gate_id).unwrap();
        match message.verb {
            Verb::Decide(_) => gate.open = false,
            Verb::Row(_) => gate.edits += 1,
        }
    }

    /// What a message ought to come to, by the rules of the design.
    fn expected(&self, message: &ActionMessage, road: Road) -> Expected {
        match self.told_before(message)[..] {
            [] => {}
            [first, ..] if first.said == said(&message.verb) => {
                return Expected::Repeat(first.receipt.clone());
            }
            [_, ..] => return Expected::Refused(Reason::ActionIdTaken),
        }
        let reached = match &message.address {
            Some(address) => self.addressed(address, road),
            None => self.unaddressed(),
        };
        reached.map_or_else(Expected::Refused, Expected::Reaches)
    }

    /// The clicks of the same id that were applied, first those that said the same.
    fn told_before(&self, message: &ActionMessage) -> Vec<&Click> {
        let here = |click: &&Click| {
            message.address.as_ref().is_none_or(|address| address.gate_id == click.receipt.gate_id)
        };
        let same_id = |click: &&Click| click.action_id.is_some() && click.action_id == message.action_id;
        let mut same: Vec<_> = self.clicks.iter().filter(here).filter(same_id).collect();
        // One id at several gates, and no gate named: the gate that opened first.
        same.sort_by_key(|click| {
            let opened = self.gates.iter().position(|gate| gate.id == click.receipt.gate_id);
            (click.said != said(&message.verb), opened)
        });
        same
    }

    fn addressed(&self, address: &Address, road: Road) -> Result<String, Reason> {
        let gate = self.gates.iter().find(|gate| gate.id == address.gate_id).ok_or(Reason::UnknownGate)?;
        let Some(shown) = self.shown.iter().find(|shown| shown.gate_id.as_ref() == Some(&gate.id)) else {
            return Err(Reason::AlreadyAnswered);
        };
        let digest = address.digest.as_ref().filter(|_| road == Road::Update);
        let current = match (address.revision, digest) {
            (None, None) => shown.revision == Some(1),
            (revision, digest) => {
                revision.is_none_or(|revision| shown.revision == Some(revision))
                    && digest.is_none_or(|digest| shown.digest.as_ref() == Some(digest))
            }
        };
        if current { Ok(gate.id.clone()) } else { Err(Reason::StaleView) }
    }

    fn unaddressed(&self) -> Result<String, Reason> {
        let shown = match &self.shown[..] {
            [] => return Err(Reason::NoOpenGate),
            [shown] => shown,
            _ => return Err(Reason::AddressRequired),
        };
        let gate = self.gates.iter().find(|gate| shown.gate_id.as_ref() == Some(&gate.id)).unwrap();
        if gate.spec.addressed_only || !matches!(gate.spec.kind, GateKind::Review(_)) {
            return Err(Reason::AddressRequired);
        }
        let open_for: Duration = self.now.duration_since(shown.opened_at.unwrap()).unsigned_abs();
        if open_for < gate.spec.settle { Err(Reason::TooSoon) } else { Ok(gate.id.clone()) }
    }

    fn status(&self, step: &str) -> StepStatus {
        let calls: Vec<_> = self.live.iter().filter(|(_, of)| *of == step).map(|(call, _)| *call).collect();
        let waits = self.gates.iter().any(|gate| gate.open && calls.contains(&gate.spec.call));
        match (waits, calls.is_empty()) {
            (true, _) => StepStatus::WaitingForInput,
            (false, false) => StepStatus::Active,
            (false, true) => self.last.get(step).copied().unwrap_or(StepStatus::Pending),
        }
    }
}

type Told = Result<Receipt, Refusal>;

/// Compares what a message was told with what its address says it should be.
fn compare(expected: &Expected, message: &ActionMessage, gates: &[Gate], told: &Told) -> TestCaseResult {
    match (expected, told) {
        (Expected::Repeat(receipt), told) => prop_assert_eq!(told, &Ok(receipt.clone())),
        (Expected::Refused(reason), Err(refusal)) => prop_assert_eq!(*reason, refusal.reason),
        (Expected::Refused(reason), Ok(receipt)) => prop_assert!(false, "not {:?} but {:?}", reason, receipt),
        (Expected::Reaches(id), Ok(receipt)) => {
            let gate = gates.iter().find(|gate| gate.id == *id).unwrap();
            let decides = matches!(message.verb, Verb::Decide(_));
            prop_assert_eq!((&receipt.gate_id, receipt.closed), (id, decides));
            prop_assert_eq!(receipt.revision, 1 + gate.edits + u32::from(!decides));
        }
        (Expected::Reaches(id), Err(refusal)) => {
            prop_assert!(
                matches!(refusal.reason, Reason::NotAllowed | Reason::InvalidPayload),
                "{}",
                refusal
            );
            prop_assert_eq!(refusal.gate_id.as_ref(), Some(id));
        }
    }
    Ok(())
}

/// Some decisions leave no room: a reject where rejects are taken, anything at a submission, …
fn compare_plain(
    expected: &Expected,
    message: &ActionMessage,
    gates: &[Gate],
    told: &Told,
) -> TestCaseResult {
    let Expected::Reaches(id) = expected else { return Ok(()) };
    let gate = gates.iter().find(|gate| gate.id == *id).unwrap();
    let told = told.as_ref().map(drop).map_err(|refusal| refusal.reason);
    let plain = match (&gate.spec.kind, &message.verb) {
        (GateKind::Predicate(_), _) => Err(Reason::NotAllowed),
        (GateKind::Review(_), Verb::Row(row)) if matches!(row.kind, RowActionKind::Custom { .. }) => {
            Err(Reason::NotAllowed)
        }
        (GateKind::Review(actions), Verb::Decide(decision)) if decision.action == Action::Rejected => {
            actions.contains(&Action::Rejected).then_some(()).ok_or(Reason::NotAllowed)
        }
        _ => return Ok(()),
    };
    prop_assert_eq!(told, plain);
    Ok(())
}

fn compare_views(model: &Model, desk: &Desk) -> TestCaseResult {
    let ui = desk.state.ui_state(None);
    for (step, definition) in ui.steps.iter().zip(STEPS) {
        prop_assert_eq!(step.status, model.status(definition.name), "of {}", definition.name);
        prop_assert_eq!(step.runs, model.runs.get(definition.name).copied().unwrap_or_default());
        prop_assert_eq!(step.message.is_some(), step.status == StepStatus::Failed);
    }
    let shown: Vec<_> = ui
        .pending_actions
        .iter()
        .map(|shown| (shown.gate_id.clone().unwrap(), shown.revision.unwrap()))
        .collect();
    let open: Vec<_> =
        model.gates.iter().filter(|gate| gate.open).map(|gate| (gate.id.clone(), 1 + gate.edits)).collect();
    prop_assert_eq!(shown, open);
    prop_assert_eq!(ui.current_step_id.as_deref(), model.live.last().map(|(_, step)| *step));
    prop_assert_eq!((&ui.refused, ui.unaddressed), (&model.refused, model.unaddressed));
    Ok(())
}

fn agrees(run: &[Event]) -> TestCaseResult {
    let mut model = Model::new();
    walk(run, |_, deed, effect, after| {
        if let (Deed::Say(message, road), Effect::Told(told)) = (deed, effect) {
            let expected = model.expected(message, *road);
            compare(&expected, message, &model.gates, told)?;
            compare_plain(&expected, message, &model.gates, told)?;
        }
        model.follow(deed, effect);
        compare_views(&model, &after.desk)?;
        model.shown = after.desk.state.pending_actions();
        Ok(())
    })
    .map(drop)
}

proptest! {
    #[test]
    fn every_screen_and_every_answer_is_as_a_careful_clerk_would_expect(run in events()) {
        agrees(&run)?;
    }
}
