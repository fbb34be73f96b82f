//! Which opening a message means, and when it is refused rather than guessed at.

use std::time::Duration;

use crate::state::tests::desk::{Desk, EVERY_ENDING, SETTLE, lines_with, reason, review, submission};
use crate::state::{GateSpec, Scrutiny};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Address, Ending, RefusalReason, RowAction};

const EVERY_SCRUTINY: [Scrutiny; 3] = [Scrutiny::Validate, Scrutiny::Accepted, Scrutiny::Signal];

fn edit(amount: i32) -> Say {
    Say::row(RowAction::edit_cell("r1", "amount", amount))
}

/// A review whose first row was edited once: revision 2.
fn at_revision_two() -> (Desk, Address) {
    let (mut desk, _) = Desk::at_review();
    let first = desk.shown();
    desk.update(edit(126).at(&first)).unwrap();
    (desk, first)
}

/// What an older client's approval is told so many seconds after the gate opened.
fn unaddressed_after(
    seconds: i64,
    spec: impl FnOnce(crate::state::CallKey) -> GateSpec,
) -> Result<(), RefusalReason> {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    desk.open(spec(call));
    desk.tick(seconds);
    desk.judged(Say::approve(), Scrutiny::Signal)
}

#[test]
fn an_answer_to_what_is_shown_is_taken_at_once_by_either_road() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    desk.open(review(call));
    for scrutiny in EVERY_SCRUTINY {
        assert_eq!(desk.judged(Say::approve().at(&desk.shown()), scrutiny), Ok(()));
    }
}

#[test]
fn an_answer_to_a_gate_that_never_was_is_refused_though_one_is_open() {
    let (desk, _) = Desk::at_review();
    for id in [
        "review_lines/review/2/5e6f0a1b2c3d",
        "review_lines/review/1/ffffffff",
        "post/review/1/5e6f0a1b2c3d",
        "",
        "review_lines",
    ] {
        for scrutiny in EVERY_SCRUTINY {
            assert_eq!(
                desk.judged(Say::approve().at(&Address::new(id)), scrutiny),
                Err(RefusalReason::UnknownGate)
            );
        }
    }
}

#[test]
fn an_answer_to_a_closed_gate_is_refused_however_it_closed() {
    for ending in EVERY_ENDING {
        let (mut desk, gate) = Desk::at_review();
        let shown = desk.shown();
        desk.close(gate, ending);
        let call = desk.enter("post");
        desk.open(review(call));
        for scrutiny in EVERY_SCRUTINY {
            let outcome = desk.judged(Say::approve().at(&shown), scrutiny);
            assert_eq!(outcome, Err(RefusalReason::AlreadyAnswered));
        }
    }
}

#[test]
fn the_refusal_names_the_gate_that_was_meant() {
    let (mut desk, _) = Desk::at_review();
    let refusal = desk.update(Say::approve().at(&Address::new("x/y/1/z"))).unwrap_err();
    assert_eq!(refusal.gate_id.as_deref(), Some("x/y/1/z"));
}

#[test]
fn an_answer_to_another_revision_is_stale_by_every_road() {
    let (desk, first) = at_revision_two();
    for revision in [1, 3, u32::MAX] {
        for scrutiny in EVERY_SCRUTINY {
            let seen = Address::new(&*first.gate_id).revision(revision);
            for seen in [seen.clone(), seen.digest(desk.shown().digest.unwrap())] {
                assert_eq!(desk.judged(Say::approve().at(&seen), scrutiny), Err(RefusalReason::StaleView));
            }
        }
    }
}

#[test]
fn an_answer_to_another_digest_is_stale_to_the_validator_and_to_nobody_else() {
    let (desk, _) = Desk::at_review();
    for seen in [desk.shown().digest("00"), desk.shown_id().digest("00")] {
        let outcomes = EVERY_SCRUTINY.map(|scrutiny| desk.judged(Say::approve().at(&seen), scrutiny));
        assert_eq!(outcomes, [Err(RefusalReason::StaleView), Ok(()), Ok(())]);
    }
}

#[test]
fn a_recorded_approval_survives_a_retitled_table() {
    let (desk, _) = Desk::at_review();
    let hint = crate::wire::hint::DataTable::new("Extracted lines").dataset("lines", "Lines").into();
    let (mut retitled, gate) = Desk::at_gate(|call| GateSpec { hint, ..review(call) });
    let recorded = Say::approve().at(&desk.shown());
    assert_ne!(retitled.shown().digest, desk.shown().digest);
    retitled.replay_update(recorded).unwrap();
    assert_eq!(retitled.state.ending(gate), Some(Ending::Answered));
}

#[test]
fn a_gate_id_alone_is_enough_until_a_row_was_edited() {
    let (mut desk, _) = Desk::at_review();
    for scrutiny in EVERY_SCRUTINY {
        assert_eq!(desk.judged(Say::approve().at(&desk.shown_id()), scrutiny), Ok(()));
    }
    desk.update(edit(126).at(&desk.shown())).unwrap();
    for scrutiny in EVERY_SCRUTINY {
        assert_eq!(desk.judged(Say::approve().at(&desk.shown_id()), scrutiny), Err(RefusalReason::StaleView));
    }
}

#[test]
fn a_digest_alone_binds_an_update_but_a_signal_needs_the_revision() {
    let (desk, first) = at_revision_two();
    let now = desk.shown_id().digest(desk.shown().digest.unwrap());
    let outcomes = EVERY_SCRUTINY.map(|scrutiny| desk.judged(Say::approve().at(&now), scrutiny));
    assert_eq!(outcomes, [Ok(()), Ok(()), Err(RefusalReason::StaleView)]);
    let before = desk.shown_id().digest(first.digest.unwrap());
    assert_eq!(desk.judged(Say::approve().at(&before), Scrutiny::Validate), Err(RefusalReason::StaleView));
}

#[test]
fn an_edit_that_puts_everything_back_does_not_make_an_old_view_current() {
    let (mut desk, first) = at_revision_two();
    desk.update(edit(125).at(&desk.shown())).unwrap();
    assert_eq!(desk.shown().digest, first.digest);
    assert_eq!(reason(desk.update(Say::approve().at(&first))), RefusalReason::StaleView);
}

#[test]
fn an_early_click_is_refused_and_not_kept_for_the_next_gate() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    assert_eq!(reason(desk.signal(Say::approve())), RefusalReason::NoOpenGate);
    let gate = desk.open(review(call));
    desk.tick(60);
    assert_eq!(desk.state.ending(gate), None);
}

#[test]
fn an_older_clients_answer_is_taken_once_the_one_review_has_settled() {
    let outcomes = [0, SETTLE - 1, SETTLE, SETTLE + 1].map(|seconds| unaddressed_after(seconds, review));
    let too_soon = Err(RefusalReason::TooSoon);
    assert_eq!(outcomes, [too_soon, too_soon, Ok(()), Ok(())]);
}

#[test]
fn settling_is_counted_below_the_second() {
    let settle = Duration::from_millis(2001);
    assert_eq!(unaddressed_after(2, |call| GateSpec { settle, ..review(call) }), Err(RefusalReason::TooSoon));
    assert_eq!(unaddressed_after(0, |call| GateSpec { settle: Duration::ZERO, ..review(call) }), Ok(()));
    assert_eq!(
        unaddressed_after(60, |call| GateSpec { settle: Duration::MAX, ..review(call) }),
        Err(RefusalReason::TooSoon)
    );
}

#[test]
fn a_clock_that_went_back_has_settled_nothing() {
    assert_eq!(unaddressed_after(-60, review), Err(RefusalReason::TooSoon));
}

#[test]
fn a_refused_click_does_not_make_the_next_one_wait_longer() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    desk.open(review(call));
    for _ in 0..SETTLE {
        assert_eq!(reason(desk.signal(Say::approve())), RefusalReason::TooSoon);
        desk.tick(1);
    }
    desk.signal(Say::approve()).unwrap();
}

#[test]
fn an_older_clients_answer_is_refused_while_two_gates_are_open_of_whatever_kind() {
    for second in [review, submission] {
        let (mut desk, _) = Desk::at_review();
        let call = desk.enter("post");
        let other = desk.open(second(call));
        desk.tick(60);
        assert_eq!(reason(desk.signal(Say::approve())), RefusalReason::AddressRequired);
        desk.close(other, Ending::Satisfied);
        desk.signal(Say::approve()).unwrap();
    }
}

#[test]
fn an_older_clients_answer_is_refused_where_only_a_document_is_awaited() {
    assert_eq!(unaddressed_after(60, submission), Err(RefusalReason::AddressRequired));
}

#[test]
fn a_gate_may_insist_on_being_named() {
    let named = |call| GateSpec { addressed_only: true, ..review(call) };
    assert_eq!(unaddressed_after(60, named), Err(RefusalReason::AddressRequired));
    let (mut desk, _) = Desk::at_gate(named);
    desk.update(Say::approve().at(&desk.shown())).unwrap();
}

#[test]
fn an_older_clients_row_action_goes_by_the_same_rules() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    assert_eq!(reason(desk.signal(edit(126))), RefusalReason::NoOpenGate);
    desk.open(review(call));
    assert_eq!(reason(desk.signal(edit(126))), RefusalReason::TooSoon);
    desk.tick(SETTLE);
    desk.signal(edit(126)).unwrap();
    assert_eq!(desk.state.pending_action().unwrap().payload, Some(lines_with(126)));
    desk.open(submission(call));
    assert_eq!(reason(desk.signal(edit(127))), RefusalReason::AddressRequired);
}

#[test]
fn answers_that_named_no_gate_are_counted_and_others_are_not() {
    let (mut desk, _) = Desk::at_review();
    desk.signal(edit(126)).unwrap();
    desk.signal(edit(127).at(&desk.shown())).unwrap();
    desk.signal(Say::approve()).unwrap();
    desk.signal(Say::approve()).unwrap_err();
    assert_eq!(desk.state.ui_state(None).unaddressed, 2);
}
