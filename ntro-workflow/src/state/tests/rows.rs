//! Row edits: the gate stays open and shows something else.

use serde_json::json;

use crate::state::tests::desk::{Desk, lines_with, reason};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Action, Actor, Correction, LogEvent, RefusalReason, RowAction};

fn edit(amount: i32) -> Say {
    Say::row(RowAction::edit_cell("r1", "amount", amount))
}

#[test]
fn an_edited_cell_is_shown_under_a_new_revision_and_digest_and_the_gate_stays_open() {
    let (mut desk, gate) = Desk::at_review();
    let before = desk.shown();
    let receipt = desk.update(edit(126).at(&before)).unwrap();
    let shown = desk.state.pending_action().unwrap();
    assert_eq!(shown.payload, Some(lines_with(126)));
    assert_eq!((desk.state.ending(gate), receipt.closed), (None, false));
    assert_eq!((shown.revision, receipt.revision), (Some(2), 2));
    assert_eq!(shown.digest, Some(receipt.digest));
    assert_ne!(shown.digest, before.digest);
}

#[test]
fn a_rejected_row_is_marked_and_the_gate_stays_open() {
    let (mut desk, _) = Desk::at_review();
    desk.update(Say::row(RowAction::reject_row("r2")).at(&desk.shown())).unwrap();
    let payload = desk.state.pending_action().unwrap().payload.unwrap();
    assert_eq!(payload["lines"][1]["status"], "REJECTED");
}

#[test]
fn what_somebody_saw_before_the_edit_cannot_be_approved() {
    let (mut desk, _) = Desk::at_review();
    let before = desk.shown();
    desk.update(edit(126).at(&before)).unwrap();
    assert_eq!(reason(desk.update(Say::approve().at(&before))), RefusalReason::StaleView);
    assert_eq!(reason(desk.signal(Say::approve().at(&before))), RefusalReason::StaleView);
}

#[test]
fn an_approval_after_edits_approves_what_is_shown_now() {
    let (mut desk, gate) = Desk::at_review();
    desk.update(edit(126).at(&desk.shown())).unwrap();
    desk.update(edit(127).at(&desk.shown())).unwrap();
    let receipt = desk.update(Say::approve().at(&desk.shown())).unwrap();
    let answer = desk.state.take_answer(gate).unwrap();
    assert_eq!((answer.action, answer.payload, receipt.revision), (Action::Approved, lines_with(127), 3));
}

#[test]
fn corrections_are_applied_to_the_edited_rows() {
    let (mut desk, gate) = Desk::at_review();
    desk.update(edit(126).at(&desk.shown())).unwrap();
    let seen_before = Correction::new("r1", "amount", 130).old_value(125);
    assert_eq!(
        reason(desk.update(Say::correct([seen_before]).at(&desk.shown()))),
        RefusalReason::InvalidPayload
    );
    let seen_now = Correction::new("r1", "amount", 130).old_value(126);
    desk.update(Say::correct([seen_now]).at(&desk.shown())).unwrap();
    assert_eq!(desk.state.take_answer(gate).unwrap().payload, lines_with(130));
}

#[test]
fn an_edit_that_does_not_fit_is_refused_and_shows_nothing_new() {
    let unfit = [
        RowAction::edit_cell("r9", "amount", 1),
        RowAction::edit_cell("r1", "ammount", 1),
        RowAction::edit_cell("r1", "id", "r9"),
        RowAction::edit_cell("r1", "amount", 1).old_value(124),
        RowAction::edit_cell("r1", "amount", -1),
        RowAction::reject_row("r9"),
    ];
    for row in unfit {
        let (mut desk, _) = Desk::at_review();
        let before = desk.state.clone();
        assert_eq!(reason(desk.update(Say::row(row).at(&desk.shown()))), RefusalReason::InvalidPayload);
        assert_eq!(desk.state, before);
    }
}

#[test]
fn a_row_verb_that_the_gate_does_not_know_is_refused_by_name() {
    let (mut desk, _) = Desk::at_review();
    let refusal = desk.update(Say::row(RowAction::custom("flag", "r1")).at(&desk.shown())).unwrap_err();
    assert_eq!(refusal.reason, RefusalReason::NotAllowed);
    assert!(refusal.message.contains("`flag`"), "{refusal}");
}

#[test]
fn a_submission_has_no_rows_to_edit() {
    let (mut desk, _) = Desk::at_gate(crate::state::tests::desk::submission);
    assert_eq!(reason(desk.update(edit(1).at(&desk.shown()))), RefusalReason::NotAllowed);
}

#[test]
fn edits_of_one_task_apply_in_order_until_the_gate_closes() {
    let (mut desk, gate) = Desk::at_review();
    desk.signal(edit(126)).unwrap();
    desk.signal(Say::row(RowAction::edit_cell("r1", "amount", 127).old_value(126))).unwrap();
    desk.signal(Say::approve()).unwrap();
    assert_eq!(reason(desk.signal(edit(128))), RefusalReason::NoOpenGate);
    assert_eq!(desk.state.take_answer(gate).unwrap().payload, lines_with(127));
}

#[test]
fn a_retried_edit_is_applied_once() {
    let (mut desk, _) = Desk::at_review();
    let click = edit(126).at(&desk.shown()).action_id("edit-1");
    let receipt = desk.update(click.clone()).unwrap();
    let edited = desk.state.clone();
    assert_eq!(desk.update(click), Ok(receipt));
    assert_eq!(desk.state, edited);
}

#[test]
fn a_retried_edit_gets_its_own_receipt_and_not_the_view_of_a_later_edit() {
    let (mut desk, _) = Desk::at_review();
    let click = edit(126).at(&desk.shown()).action_id("edit-1");
    let receipt = desk.update(click.clone()).unwrap();
    desk.update(edit(999).at(&desk.shown()).action_id("edit-2")).unwrap();
    assert_eq!(desk.update(click.clone()), Ok(receipt.clone()));
    desk.update(Say::reject().at(&desk.shown())).unwrap();
    assert_eq!(desk.update(click), Ok(receipt));
}

#[test]
fn the_log_says_who_edited_which_row() {
    let (mut desk, _) = Desk::at_review();
    desk.update(edit(126).at(&desk.shown()).actor("ada")).unwrap();
    desk.signal(Say::row(RowAction::reject_row("r2"))).unwrap();
    let log = desk.state.ui_state(None).log;
    let row = |id: &str, verb: &str| LogEvent::RowEdited { row_id: id.into(), verb: verb.into() };
    assert_eq!([&log[0].event, &log[1].event], [&row("r1", "edit_cell"), &row("r2", "reject_row")]);
    assert_eq!(
        (log[0].actor.clone(), log[0].addressed, log[1].addressed),
        (Some(Actor::from("ada")), true, false)
    );
}

#[test]
fn what_was_edited_is_what_the_history_shows() {
    let (mut desk, _) = Desk::at_review();
    desk.update(edit(126).at(&desk.shown())).unwrap();
    desk.update(Say::correct([Correction::new("r1", "amount", 130)]).at(&desk.shown())).unwrap();
    let snapshot = desk.state.snapshots(0).remove("review_lines").unwrap();
    assert_eq!(snapshot.payload, Some(lines_with(126)));
    assert_eq!(snapshot.openings[0].revision, 2);
    assert_eq!(snapshot.decision.unwrap().corrections[0].new_value, json!(130));
}
