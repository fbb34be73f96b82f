//! What no sequence of events can break.

use std::collections::BTreeSet;

use proptest::{collection, option, prelude::*, test_runner::TestCaseResult};
use serde_json::{Map, Value, json};

use crate::state::answer::Answer;
use crate::state::gate::Opening;
use crate::state::tests::desk::{Desk, address_of, identity, review};
use crate::state::tests::events::{
    ChildPlan, Deed, Effect, Event, Player, Road, child, events, made_up, perform, retitled, verb, walk,
};
use crate::state::view::PAGE;
use crate::state::{GateSpec, Scrutiny, State, StepDefinition, canonical};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{ActionMessage, Correction, Decision, RefusalReason, RowAction, Verb};

/// The same steps as a later deploy has them.
const RETITLED: &[StepDefinition] = &[
    StepDefinition::new("intake", "Renamed").docs("renamed"),
    StepDefinition::new("review_lines", "Renamed").docs("renamed"),
    StepDefinition::new("post", "Renamed").icon("Bird").docs("renamed"),
];

fn openings(player: &Player) -> Vec<Opening> {
    player.desk.state.gates.iter().map(|(_, opening)| opening.clone()).collect()
}

fn changed(before: &Player, after: &Player) -> usize {
    openings(before).iter().zip(openings(after)).filter(|(before, after)| *before != after).count()
}

/// An answer as the runbook may have taken it: its payload is gone.
fn without_payload(answer: Option<&Answer>) -> Option<Answer> {
    answer.map(|answer| Answer { payload: Value::Null, changes: Vec::new(), ..answer.clone() })
}

/// What a replay must agree on, whatever things are called by then.
fn decided(opening: &Opening) -> impl PartialEq + std::fmt::Debug {
    let ended = (opening.ending(), opening.opened_at(), opening.closed_at());
    (
        opening.id().to_owned(),
        opening.revision(),
        ended,
        opening.answer().cloned(),
        opening.spec().payload.clone(),
    )
}

fn at_the_end(run: &[Event]) -> Player {
    let mut player = Player::new();
    for event in run {
        if let Some(deed) = player.deed(event) {
            player.play(&deed);
        }
    }
    player
}

/// A message with an id of its own, to a gate that it names.
fn is_repeatable(deed: &Deed) -> bool {
    matches!(deed, Deed::Say(message, _) if message.action_id.is_some() && message.address.is_some())
}

/// Plays what history holds: refused updates are not in it, accepted ones are not judged by digest.
fn replay(desk: &mut Desk, deed: &Deed, effect: &Effect) -> TestCaseResult {
    match (deed, effect) {
        (Deed::Say(_, Road::Update), Effect::Told(Err(_))) => {}
        (Deed::Say(message, Road::Update), _) => {
            prop_assert!(desk.replay_update(message.clone()).is_ok(), "{:?}", message);
        }
        _ => drop(perform(desk, &retitled(deed))),
    }
    Ok(())
}

fn replays_retitled(run: &[Event]) -> TestCaseResult {
    let mut recorded = Player::new();
    let mut replayed = Desk { state: State::new(identity(), RETITLED), ..Desk::new() };
    for event in run {
        let Some(deed) = recorded.deed(event) else { continue };
        let effect = recorded.play(&deed);
        replay(&mut replayed, &deed, &effect)?;
    }
    let (before, after) = (&recorded.desk.state, &replayed.state);
    let gates = before.gates.iter().zip(after.gates.iter());
    for ((_, recorded), (_, replayed)) in gates {
        prop_assert_eq!(decided(recorded), decided(replayed));
    }
    prop_assert_eq!(before.gates.iter().count(), after.gates.iter().count());
    prop_assert_eq!(&before.log, &after.log);
    prop_assert_eq!(before.children(), after.children());
    let statuses = |state: &State| {
        state.steps().into_iter().map(|step| (step.id, step.status, step.runs)).collect::<Vec<_>>()
    };
    prop_assert_eq!(statuses(before), statuses(after));
    Ok(())
}

/// Any JSON.
fn json_value() -> impl Strategy<Value = Value> {
    let whole =
        (any::<i32>(), 0..20).prop_map(|(digits, zeros)| Value::from(f64::from(digits) * 10_f64.powi(zeros)));
    let float = any::<f64>().prop_map(Value::from);
    let number =
        prop_oneof![any::<i64>().prop_map(Value::from), any::<u64>().prop_map(Value::from), float, whole];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        any::<String>().prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let object = collection::btree_map(any_key(), inner.clone(), 0..4);
        prop_oneof![
            collection::vec(inner, 0..4).prop_map(Value::from),
            object.prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Any key, and often one that means something.
fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::sample::select(&["id", "status", "a/b~c"][..]).prop_map(String::from)
    ]
}

/// A verb with any JSON wherever JSON may be.
fn any_verb() -> impl Strategy<Value = Verb> {
    let correction = (any_key(), any_key(), json_value())
        .prop_map(|(row, field, value)| Correction::new(row, field, value));
    let decide = (verb(), collection::vec(correction, 0..3), option::of(json_value())).prop_map(
        |(verb, corrections, payload)| match verb {
            Verb::Decide(decision) => Verb::Decide(Decision { corrections, payload, ..decision }),
            row @ Verb::Row(_) => row,
        },
    );
    let edit = (any_key(), any_key(), json_value())
        .prop_map(|(row, field, value)| Verb::Row(RowAction::edit_cell(row, field, value)));
    prop_oneof![decide, edit]
}

fn any_message() -> impl Strategy<Value = ActionMessage> {
    (any_verb(), option::of(made_up()), option::of(any::<String>()))
        .prop_map(|(verb, address, action_id)| ActionMessage { verb, address, action_id, actor: None })
}

proptest! {
    #[test]
    fn a_message_changes_at_most_one_gate_and_none_unless_it_was_applied(run in events()) {
        walk(&run, |before, deed, effect, after| {
            if let (Deed::Say(..), Effect::Told(told)) = (deed, effect) {
                prop_assert!(changed(before, after) <= usize::from(told.is_ok()));
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_a_query_shows_is_what_the_next_answer_is_judged_by(run in events()) {
        walk(&run, |_, _, _, after| {
            for shown in after.desk.state.pending_actions() {
                for say in [Say::approve(), Say::row(RowAction::reject_row("r1"))] {
                    let outcome = after.desk.judged(say.at(&address_of(&shown)), Scrutiny::Validate);
                    let its_own = [Ok(()), Err(RefusalReason::NotAllowed), Err(RefusalReason::InvalidPayload)];
                    prop_assert!(its_own.contains(&outcome), "{:?}", outcome);
                }
                let refuses = shown.actions.is_empty().then_some(RefusalReason::NotAllowed);
                let outcome = after.desk.judged(Say::approve().at(&address_of(&shown)), Scrutiny::Validate);
                prop_assert_eq!(outcome.err(), refuses);
            }
            Ok(())
        })?;
    }

    #[test]
    fn sending_back_what_a_query_shows_is_an_approval(run in events()) {
        walk(&run, |_, _, _, after| {
            for shown in after.desk.state.pending_actions().iter().filter(|shown| !shown.actions.is_empty()) {
                let echo = shown.payload.clone().unwrap_or_default();
                let mut desk = after.desk.clone();
                let log_before = desk.state.ui_state(None).log.len();
                desk.update(Say::approve_payload(echo).at(&address_of(shown))).unwrap();
                let line = json!(desk.state.ui_state(None).log[log_before.min(PAGE - 1)]);
                prop_assert_eq!(&line["action"], "approved");
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_same_events_give_the_same_state_and_the_same_answers(run in events()) {
        let mut again = Desk::new();
        walk(&run, |_, deed, effect, after| {
            prop_assert_eq!(&perform(&mut again, deed), effect);
            prop_assert_eq!(&again.state, &after.desk.state);
            Ok(())
        })?;
    }

    #[test]
    fn a_recorded_run_replays_though_every_hint_and_title_has_changed_since(run in events()) {
        replays_retitled(&run)?;
    }

    #[test]
    fn what_the_validator_accepts_the_handler_applies_the_same(run in events()) {
        walk(&run, |before, deed, _, _| {
            if let Deed::Say(message, _) = deed {
                let Desk { state, now } = &before.desk;
                if let Ok(verdict) = state.judge(message, Scrutiny::Validate, *now) {
                    prop_assert_eq!(state.judge(message, Scrutiny::Accepted, *now), Ok(verdict));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_refused_message_changes_nothing_but_the_log_and_a_refused_update_not_even_that(run in events()) {
        walk(&run, |before, deed, effect, after| {
            if let (Deed::Say(_, road), Effect::Told(Err(_))) = (deed, effect) {
                let mut state = after.desk.state.clone();
                if *road == Road::Signal {
                    prop_assert_ne!(&state.log, &before.desk.state.log);
                    state.log = before.desk.state.log.clone();
                }
                prop_assert_eq!(&state, &before.desk.state);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_retried_click_is_told_the_same_for_ever_and_changes_nothing(run in events()) {
        let history = walk(&run, |_, _, _, _| Ok::<_, TestCaseError>(()))?;
        let end = at_the_end(&run);
        for (deed, effect) in history.iter().filter(|(deed, _)| is_repeatable(deed)) {
            let mut again = end.clone();
            if matches!(effect, Effect::Told(Ok(_))) {
                prop_assert_eq!(&again.play(deed), effect);
                prop_assert_eq!(again.desk.state, end.desk.state.clone());
            }
        }
    }

    #[test]
    fn a_closed_gate_never_reopens_and_what_it_ended_as_stands(run in events()) {
        walk(&run, |before, _, _, after| {
            for (was, is) in openings(before).iter().zip(openings(after)).filter(|(was, _)| !was.is_open()) {
                prop_assert_eq!((was.ending(), was.closed_at()), (is.ending(), is.closed_at()));
                prop_assert_eq!((was.revision(), was.digest()), (is.revision(), is.digest()));
                prop_assert_eq!(without_payload(was.answer()), without_payload(is.answer()));
            }
            prop_assert!(openings(before).len() <= openings(after).len());
            Ok(())
        })?;
    }

    #[test]
    fn no_two_gates_of_a_run_share_an_id(run in events()) {
        let gates = openings(&at_the_end(&run));
        prop_assert_eq!(gates.iter().map(Opening::id).collect::<BTreeSet<_>>().len(), gates.len());
    }

    #[test]
    fn no_two_children_of_a_run_share_an_id(children in collection::vec(child(), 0..60)) {
        let mut desk = Desk::new();
        let call = desk.enter("intake");
        let add = |child: &ChildPlan| desk.state.add_child(call, child.step, child.slug, child.key);
        let keys: Vec<_> = children.iter().map(add).collect();
        let ids: BTreeSet<_> = keys.into_iter().map(|key| desk.state.child_workflow_id(key)).collect();
        prop_assert_eq!(ids.len(), children.len());
    }

    #[test]
    fn what_was_applied_stays_in_the_log(run in events()) {
        walk(&run, |before, _, effect, after| {
            let (old, new) = (before.desk.state.log.entries(), after.desk.state.log.entries());
            prop_assert_eq!(old, &new[..old.len()]);
            if let Effect::Told(Ok(receipt)) = effect {
                prop_assert!(new.iter().any(|line| line.gate_id.as_ref() == Some(&receipt.gate_id)));
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_query_answers_at_every_moment_and_survives_the_wire(run in events(), skip in 0..9_usize) {
        walk(&run, |_, _, _, after| {
            let state = &after.desk.state;
            let ui = state.ui_state(None);
            prop_assert!(ui.log.len() <= PAGE && !state.breadcrumb().is_empty());
            prop_assert_eq!(serde_json::from_value(json!(ui)).ok(), Some(ui));
            prop_assert_eq!(serde_json::from_value(json!(state.pending_action())).ok(), Some(state.pending_action()));
            let snapshots = state.snapshots(skip);
            prop_assert_eq!(serde_json::from_value(json!(snapshots)).ok(), Some(snapshots));
            Ok(())
        })?;
    }

    #[test]
    fn no_message_panics_whatever_the_gate_shows(payload in json_value(), message in any_message()) {
        let (mut desk, _) = Desk::at_gate(|call| GateSpec { payload, ..review(call) });
        let here = ActionMessage { address: Some(desk.shown()), ..message.clone() };
        for message in [message, here] {
            let _ = desk.clone().update(message.clone());
            let _ = desk.signal(message);
        }
        drop((desk.state.ui_state(None), desk.state.snapshots(0)));
    }

    #[test]
    fn any_json_has_one_canonical_text_that_means_the_same(value in json_value()) {
        let text = canonical(&value);
        let read: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(canonical(&read), text);
        let pretty: Value = serde_json::from_str(&serde_json::to_string_pretty(&value).unwrap()).unwrap();
        prop_assert_eq!(canonical(&pretty), canonical(&value));
    }
}
