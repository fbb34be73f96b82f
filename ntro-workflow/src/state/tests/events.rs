//! Random sequences of events.
//!
//! An [`Event`] says what happens in terms of whatever there is ("close the third gate"). Played, it
//! becomes a [`Deed`] with keys and whole messages, which can be played again on another state.

use proptest::{collection, option, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::state::tests::desk::{
    Desk, EVERY_ACTION, EVERY_ENDING, STEPS, address_of, lines, lines_with, review,
};
use crate::state::{CallKey, ChildKey, GateKind, GateSpec, OpeningKey, Outcome};
use crate::wire::hint::DataTable;
use crate::wire::{
    Action, ActionMessage, Address, Correction, Decision, Ending, PendingKind, Receipt, Refusal, RowAction,
    Verb,
};

/// By which road a message comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Road {
    Update,
    Signal,
}

/// Something that happens. Numbers choose among what there is, and wrap.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Enter(usize),
    Leave(usize, Outcome),
    Open(usize, Plan),
    Close(usize, Ending),
    Take(usize),
    Say(Verb, Aim, Option<&'static str>, Road),
    AddChild(usize, ChildPlan),
    StartChild(usize),
    EndChild(usize, Option<String>),
    Tick(i64),
}

/// A gate to open.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    name: &'static str,
    kind: GateKind,
    payload: Value,
    deadline_in: Option<i64>,
    addressed_only: bool,
    settles: bool,
}

/// A child to ask for.
#[derive(Clone, Debug)]
pub(super) struct ChildPlan {
    pub(super) step: Option<&'static str>,
    pub(super) slug: &'static str,
    pub(super) key: Option<&'static str>,
}

/// What a message is aimed at.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// No gate: an older client.
    Nothing,
    /// The address that a query shows.
    Shown(usize),
    /// Any opening that ever was, with this revision, and with the right or a wrong digest.
    Opening(usize, Option<u32>, Option<bool>),
    /// Something made up.
    MadeUp(Address),
}

/// Something that happened, to be played again on another state.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Enter(&'static str),
    Leave(CallKey, Outcome),
    Open(Box<GateSpec>),
    Close(OpeningKey, Ending),
    Take(OpeningKey),
    Say(ActionMessage, Road),
    AddChild(CallKey, ChildPlan),
    StartChild(ChildKey),
    EndChild(ChildKey, Option<String>),
    Tick(i64),
}

/// What came of a deed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    Entered(CallKey),
    Opened(OpeningKey),
    Added(ChildKey),
    Told(Result<Receipt, Refusal>),
    Done,
}

/// Plays events and knows which keys they gave.
#[derive(Clone, Debug)]
pub(super) struct Player {
    pub(super) desk: Desk,
    live: Vec<CallKey>,
    openings: Vec<OpeningKey>,
    children: Vec<ChildKey>,
}

impl Player {
    pub(super) fn new() -> Self {
        Self { desk: Desk::new(), live: Vec::new(), openings: Vec::new(), children: Vec::new() }
    }

    /// What the event comes to now; `None` if there is nothing that it could happen to.
    pub(super) fn deed(&self, event: &Event) -> Option<Deed> {
        Some(match event {
            Event::Enter(step) => Deed::Enter(chosen(STEPS, *step)?.name),
            Event::Leave(call, outcome) => Deed::Leave(*chosen(&self.live, *call)?, outcome.clone()),
            Event::Open(call, plan) => Deed::Open(self.spec(*chosen(&self.live, *call)?, plan).into()),
            Event::Close(opening, ending) => Deed::Close(*chosen(&self.openings, *opening)?, *ending),
            Event::Take(opening) => Deed::Take(*chosen(&self.openings, *opening)?),
            Event::Say(verb, aim, action_id, road) => Deed::Say(self.message(verb, aim, *action_id), *road),
            Event::AddChild(call, plan) => Deed::AddChild(*chosen(&self.live, *call)?, plan.clone()),
            Event::StartChild(child) => Deed::StartChild(*chosen(&self.children, *child)?),
            Event::EndChild(child, failure) => {
                Deed::EndChild(*chosen(&self.children, *child)?, failure.clone())
            }
            Event::Tick(seconds) => Deed::Tick(*seconds),
        })
    }

    fn spec(&self, call: CallKey, plan: &Plan) -> GateSpec {
        let plan = plan.clone();
        let usual = review(call);
        GateSpec {
            name: plan.name.into(),
            kind: plan.kind,
            payload: plan.payload,
            deadline: plan
                .deadline_in
                .map(|seconds| self.desk.now + jiff::SignedDuration::from_secs(seconds)),
            addressed_only: plan.addressed_only,
            settle: if plan.settles { usual.settle } else { std::time::Duration::ZERO },
            ..usual
        }
    }

    fn message(&self, verb: &Verb, aim: &Aim, action_id: Option<&str>) -> ActionMessage {
        ActionMessage {
            verb: verb.clone(),
            address: self.address(aim),
            action_id: action_id.map(str::to_owned),
            actor: Some("ada".into()),
        }
    }

    fn address(&self, aim: &Aim) -> Option<Address> {
        match aim {
            Aim::Nothing => None,
            Aim::Shown(gate) => chosen(&self.desk.state.pending_actions(), *gate).map(address_of),
            Aim::Opening(opening, revision, digest) => {
                let opening = self.desk.state.gates.get(*chosen(&self.openings, *opening)?);
                let digest =
                    digest.map(|right| if right { opening.digest().to_owned() } else { "00".into() });
                Some(Address { gate_id: opening.id().into(), revision: *revision, digest })
            }
            Aim::MadeUp(address) => Some(address.clone()),
        }
    }

    /// Lets the deed happen.
    pub(super) fn play(&mut self, deed: &Deed) -> Effect {
        let effect = perform(&mut self.desk, deed);
        match &effect {
            Effect::Entered(call) => self.live.push(*call),
            Effect::Opened(opening) => self.openings.push(*opening),
            Effect::Added(child) => self.children.push(*child),
            Effect::Told(_) | Effect::Done => {}
        }
        if let Deed::Leave(call, _) = deed {
            self.live.retain(|live| live != call);
        }
        effect
    }
}

/// Lets a deed happen on any desk.
pub(super) fn perform(desk: &mut Desk, deed: &Deed) -> Effect {
    match deed.clone() {
        Deed::Enter(step) => return Effect::Entered(desk.enter(step)),
        Deed::Open(spec) => return Effect::Opened(desk.open(*spec)),
        Deed::AddChild(call, plan) => {
            return Effect::Added(desk.state.add_child(call, plan.step, plan.slug, plan.key));
        }
        Deed::Say(message, Road::Update) => return Effect::Told(desk.update(message)),
        Deed::Say(message, Road::Signal) => return Effect::Told(desk.signal(message)),
        Deed::Leave(call, outcome) => desk.leave(call, outcome),
        Deed::Close(opening, ending) => desk.close(opening, ending),
        Deed::Take(opening) => drop(desk.state.take_answer(opening)),
        Deed::StartChild(child) => desk.state.child_started(child, "run-1"),
        Deed::EndChild(child, failure) => desk.state.child_ended(child, failure),
        Deed::Tick(seconds) => desk.tick(seconds),
    }
    Effect::Done
}

/// Plays a sequence, and hands every deed to `check` with the state before and after it.
pub(super) fn walk<E>(
    events: &[Event],
    mut check: impl FnMut(&Player, &Deed, &Effect, &Player) -> Result<(), E>,
) -> Result<Vec<(Deed, Effect)>, E> {
    let mut player = Player::new();
    let mut history = Vec::new();
    for event in events {
        let Some(deed) = player.deed(event) else { continue };
        let before = player.clone();
        let effect = player.play(&deed);
        check(&before, &deed, &effect, &player)?;
        history.push((deed, effect));
    }
    Ok(history)
}

fn chosen<T>(list: &[T], number: usize) -> Option<&T> {
    list.get(number.checked_rem(list.len())?)
}

/// A run that begins with a gate and opens one again and again, so that most messages meet one.
pub(super) fn events() -> impl Strategy<Value = Vec<Event>> {
    let begin = plan().prop_map(|plan| vec![Event::Enter(1), Event::Enter(2), Event::Open(0, plan)]);
    (begin, collection::vec(event(), 0..40)).prop_map(|(begin, rest)| [begin, rest].concat())
}

fn event() -> impl Strategy<Value = Event> {
    let which = 0..6_usize;
    prop_oneof![
        2 => (0..STEPS.len()).prop_map(Event::Enter),
        1 => (which.clone(), outcome()).prop_map(|(call, outcome)| Event::Leave(call, outcome)),
        5 => (which.clone(), plan()).prop_map(|(call, plan)| Event::Open(call, plan)),
        1 => (which.clone(), select(&EVERY_ENDING[..])).prop_map(|(gate, ending)| Event::Close(gate, ending)),
        1 => which.clone().prop_map(Event::Take),
        12 => (verb(), aim(), action_id(), road()).prop_map(|(verb, aim, id, road)| Event::Say(verb, aim, id, road)),
        1 => (which.clone(), child()).prop_map(|(call, plan)| Event::AddChild(call, plan)),
        1 => which.clone().prop_map(Event::StartChild),
        1 => (which, option::of(Just("lost".to_owned()))).prop_map(|(child, failure)| Event::EndChild(child, failure)),
        3 => (0..5_i64).prop_map(Event::Tick),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    select(vec![Outcome::Completed, Outcome::Failed("no such file".into()), Outcome::Dropped])
}

fn plan() -> impl Strategy<Value = Plan> {
    let kind = prop_oneof![
        6 => Just(GateKind::Review(EVERY_ACTION.to_vec())),
        1 => Just(GateKind::Review(vec![Action::Approved, Action::Rejected])),
        2 => Just(GateKind::Predicate(PendingKind::SubmitFile)),
    ];
    let payload = prop_oneof![4 => Just(lines()), 1 => select(vec![json!(null), json!("text"), json!([{ "id": 1, "vat": 2 }])])];
    let often = proptest::bool::weighted(0.8);
    (
        select(&["review", "submit"][..]),
        kind,
        payload,
        option::of(0..6_i64),
        proptest::bool::weighted(0.1),
        often,
    )
        .prop_map(|(name, kind, payload, deadline_in, addressed_only, settles)| Plan {
            name,
            kind,
            payload,
            deadline_in,
            addressed_only,
            settles,
        })
}

pub(super) fn child() -> impl Strategy<Value = ChildPlan> {
    let key = select(&["", "a", "a~2", "~2", "2", "a%7E2", ":"][..]);
    let step = option::weighted(0.2, select(&["intake", "a:b"][..]));
    (step, select(&["ingest", "x", "x:~2"][..]), option::of(key)).prop_map(|(step, slug, key)| ChildPlan {
        step,
        slug,
        key,
    })
}

fn road() -> impl Strategy<Value = Road> {
    select(&[Road::Update, Road::Signal][..])
}

/// Few of them, so that they come again.
fn action_id() -> impl Strategy<Value = Option<&'static str>> {
    option::of(select(&["click-1", "click-2", "click-3", "click-4"][..]))
}

fn aim() -> impl Strategy<Value = Aim> {
    let opening = (0..6_usize, option::of(0..4_u32), option::of(any::<bool>()));
    prop_oneof![
        3 => Just(Aim::Nothing),
        6 => (0..6_usize).prop_map(Aim::Shown),
        3 => opening.prop_map(|(opening, revision, digest)| Aim::Opening(opening, revision, digest)),
        1 => made_up().prop_map(Aim::MadeUp),
    ]
}

pub(super) fn made_up() -> impl Strategy<Value = Address> {
    let gate_id = prop_oneof![any::<String>(), "(intake|post)/(review|submit)/[1-3]/5e6f0a1b2c3d"];
    (gate_id, option::of(any::<u32>()), option::of(any::<String>()))
        .prop_map(|(gate_id, revision, digest)| Address { gate_id, revision, digest })
}

pub(super) fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![3 => decision().prop_map(Verb::Decide), 2 => row().prop_map(Verb::Row)]
}

/// Also such as the decoder would not give: the state machine trusts nobody.
fn decision() -> impl Strategy<Value = Decision> {
    let payloads = vec![lines(), lines_with(125.0), lines_with(126), lines_with(-1), json!(null), json!([1])];
    let corrections = prop_oneof![3 => Just(Vec::new()), 1 => collection::vec(correction(), 0..3)];
    (
        select(&EVERY_ACTION[..]),
        corrections,
        option::weighted(0.3, select(payloads)),
        option::of(Just("why".to_owned())),
    )
        .prop_map(|(action, corrections, payload, comments)| Decision {
            action,
            corrections,
            payload,
            comments,
        })
}

fn correction() -> impl Strategy<Value = Correction> {
    (row_id(), field(), cell(), option::weighted(0.2, cell())).prop_map(|(row, field, cell, old)| {
        Correction { old_value: old, ..Correction::new(row, field, cell) }
    })
}

fn row() -> impl Strategy<Value = RowAction> {
    prop_oneof![
        6 => (row_id(), field(), cell()).prop_map(|(row, field, cell)| RowAction::edit_cell(row, field, cell)),
        2 => row_id().prop_map(RowAction::reject_row),
        1 => row_id().prop_map(|row| RowAction::custom("flag", row)),
    ]
}

fn row_id() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => select(&["r1", "r2"][..]), 1 => select(&["1", "r9"][..])]
}

fn field() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => select(&["amount", "status"][..]), 1 => select(&["id", "vat", "nope"][..])]
}

fn cell() -> impl Strategy<Value = Value> {
    select(vec![json!(125), json!(125.0), json!(7), json!(-1), json!("OK"), json!(null)])
}

/// The same run as a later deploy has it: every gate looks different.
pub(super) fn retitled(deed: &Deed) -> Deed {
    match deed {
        Deed::Open(spec) => Deed::Open(Box::new(GateSpec {
            hint: DataTable::new("Renamed").dataset("renamed", "Renamed").into(),
            reason: Some("Renamed".into()),
            ..*spec.clone()
        })),
        other => other.clone(),
    }
}
