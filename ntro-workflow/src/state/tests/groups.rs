//! Groups: the first gate to close closes the others, in the same breath.

use crate::state::tests::desk::{Desk, address_of, reason, review, submission};
use crate::state::{GateSpec, GroupKey, OpeningKey};
use crate::wire::action::{RowAction, UserActionMessage as Say};
use crate::wire::{Address, Ending, LogEvent, RefusalReason};

/// A review, another one, and a submission, in one group and two steps.
fn three_in_a_group() -> (Desk, [OpeningKey; 3], [Address; 3]) {
    let mut desk = Desk::new();
    let (intake, post) = (desk.enter("intake"), desk.enter("post"));
    let group = Some(desk.state.new_group());
    let named = |spec: GateSpec, name: &str| GateSpec { name: name.into(), group, ..spec };
    let specs =
        [named(review(intake), "left"), named(review(post), "right"), named(submission(post), "file")];
    let keys = specs.map(|spec| desk.open(spec));
    let shown = desk.state.pending_actions();
    let addresses = [0, 1, 2].map(|gate: usize| address_of(&shown[gate]));
    (desk, keys, addresses)
}

fn endings(desk: &Desk, keys: &[OpeningKey]) -> Vec<Option<Ending>> {
    keys.iter().map(|key| desk.state.ending(*key)).collect()
}

#[test]
fn an_answer_closes_its_rivals_before_the_next_message_is_judged() {
    let (mut desk, keys, [left, right, _]) = three_in_a_group();
    desk.signal(Say::reject().at(&right)).unwrap();
    let expected = [Ending::Withdrawn, Ending::Answered, Ending::Withdrawn].map(Some);
    assert_eq!(endings(&desk, &keys), expected);
    assert!(desk.state.pending_actions().is_empty());
    assert_eq!(reason(desk.signal(Say::approve().at(&left))), RefusalReason::AlreadyAnswered);
    assert_eq!(desk.state.take_answer(keys[0]), None);
}

#[test]
fn a_satisfied_submission_closes_its_rivals() {
    let (mut desk, keys, [left, ..]) = three_in_a_group();
    desk.close(keys[2], Ending::Satisfied);
    let expected = [Ending::Withdrawn, Ending::Withdrawn, Ending::Satisfied].map(Some);
    assert_eq!(endings(&desk, &keys), expected);
    assert_eq!(reason(desk.update(Say::approve().at(&left))), RefusalReason::AlreadyAnswered);
}

#[test]
fn a_gate_that_ends_without_a_winner_closes_no_other() {
    for ending in [Ending::TimedOut, Ending::Cancelled, Ending::Withdrawn] {
        let (mut desk, keys, [left, ..]) = three_in_a_group();
        desk.close(keys[1], ending);
        assert_eq!(endings(&desk, &keys), [None, Some(ending), None]);
        desk.update(Say::approve().at(&left)).unwrap();
    }
}

#[test]
fn a_row_edit_leaves_the_rivals_open() {
    let (mut desk, keys, [left, right, _]) = three_in_a_group();
    desk.update(Say::row(RowAction::edit_cell("r1", "amount", 7)).at(&left)).unwrap();
    assert_eq!(endings(&desk, &keys), [None, None, None]);
    desk.update(Say::approve().at(&right)).unwrap();
}

#[test]
fn a_retried_click_of_the_winner_is_told_the_same_and_the_losers_stay_withdrawn() {
    let (mut desk, keys, [left, ..]) = three_in_a_group();
    let click = Say::approve().at(&left).action_id("click-1");
    let told = desk.signal(click.clone()).unwrap();
    let after = desk.state.clone();
    assert_eq!(desk.signal(click).unwrap(), told);
    assert_eq!(desk.state, after);
    assert_eq!(desk.state.ending(keys[1]), Some(Ending::Withdrawn));
}

#[test]
fn the_log_and_the_record_say_who_was_first() {
    let (mut desk, _, [left, right, file]) = three_in_a_group();
    desk.update(Say::approve().at(&left)).unwrap();
    let log: Vec<_> =
        desk.state.ui_state(None).log.into_iter().map(|line| (line.gate_id, line.event)).collect();
    assert!(matches!(log[0].1, LogEvent::Answered { .. }));
    let withdrawn = LogEvent::Closed { ending: Ending::Withdrawn };
    let lost = |gate: &Address| (Some(gate.gate_id.clone()), withdrawn.clone());
    assert_eq!(log[1..], [lost(&right), lost(&file)]);

    let snapshots = desk.state.snapshots(0);
    let won_by: Vec<_> = snapshots["post"].openings.iter().map(|opening| opening.won_by.clone()).collect();
    assert_eq!(won_by, [Some(left.gate_id.clone()), Some(left.gate_id)]);
    assert_eq!(snapshots["intake"].openings[0].won_by, None);
}

#[test]
fn groups_do_not_know_each_other() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let mut open = |group: Option<GroupKey>, name: &str| {
        desk.open(GateSpec { name: name.into(), group, ..review(call) })
    };
    let alone = open(None, "alone");
    let also_alone = open(None, "also_alone");
    let (one, two) = (Some(desk.state.new_group()), Some(desk.state.new_group()));
    let keys = [(one, "a"), (two, "b"), (one, "c")]
        .map(|(group, name)| desk.open(GateSpec { name: name.into(), group, ..review(call) }));
    desk.close(alone, Ending::Satisfied);
    assert_eq!(desk.state.ending(also_alone), None);
    desk.close(keys[0], Ending::Satisfied);
    assert_eq!(endings(&desk, &keys), [Some(Ending::Satisfied), None, Some(Ending::Withdrawn)]);
}
