//! What a decision does at the gate that it reached.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, EVERY_ACTION, lines, lines_with, reason, review, said, submission};
use crate::state::{Answer, Check, GateKind, GateSpec, OpeningKey, Scrutiny};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{
    Action, Actor, Address, Correction, Ending, LogEntry, LogEvent, Receipt, Refusal, RefusalReason,
    RowAction, Violation,
};

/// What comes of a decision at a review of the lines.
fn decided(say: Say) -> Answer {
    let (mut desk, gate) = Desk::at_review();
    desk.update(say.at(&desk.shown())).unwrap();
    desk.state.take_answer(gate).unwrap()
}

/// What the sender of a bad decision is told. The gate stays as it was, by update and by signal.
fn refused(say: Say) -> Refusal {
    let (mut desk, gate) = Desk::at_review();
    let (say, before) = (say.at(&desk.shown()), desk.state.clone());
    let refusal = desk.update(say.clone()).unwrap_err();
    assert_eq!(desk.state, before);
    assert_eq!(desk.signal(say), Err(refusal.clone()));
    assert_eq!((desk.state.ending(gate), desk.state.pending_actions()), (None, before.pending_actions()));
    desk.update(Say::approve().at(&desk.shown())).unwrap();
    refusal
}

fn review_for(actions: &[Action]) -> (Desk, OpeningKey) {
    Desk::at_gate(|call| GateSpec { kind: GateKind::Review(actions.to_vec()), ..review(call) })
}

#[test]
fn an_approval_gives_back_what_was_shown() {
    let answer = decided(Say::approve());
    assert_eq!((answer.action, answer.payload, answer.corrections), (Action::Approved, lines(), vec![]));
    assert!(!answer.late);
}

#[test]
fn the_receipt_says_which_opening_closed_at_which_revision() {
    let (mut desk, _) = Desk::at_review();
    let shown = desk.shown();
    let receipt = desk.update(Say::approve().at(&shown)).unwrap();
    let expected =
        Receipt { gate_id: shown.gate_id, revision: 1, digest: shown.digest.unwrap(), closed: true };
    assert_eq!(receipt, expected);
}

#[test]
fn a_client_that_sends_back_what_it_showed_approves_however_it_writes_numbers_and_keys() {
    let reordered: Value = serde_json::from_str(
        r#"{"note": "March", "lines": [{"status": "PENDING", "amount": 125.0, "id": "r1"}, {"id": "r2", "amount": 4e1, "status": "PENDING"}]}"#,
    )
    .unwrap();
    for echo in [lines(), lines_with(125.0), reordered] {
        let answer = decided(Say::approve_payload(echo));
        assert_eq!((answer.action, answer.payload), (Action::Approved, lines()));
    }
}

#[test]
fn a_large_amount_that_a_browser_sends_back_in_digits_is_approved() {
    let shown = json!({ "lines": [{ "id": "r1", "amount": 1e16 }] });
    let (mut desk, gate) = Desk::at_gate(|call| GateSpec { payload: shown.clone(), ..review(call) });
    let echo: Value = serde_json::from_str(r#"{"lines":[{"id":"r1","amount":10000000000000000}]}"#).unwrap();
    desk.update(Say::approve_payload(echo).at(&desk.shown())).unwrap();
    assert_eq!(desk.state.take_answer(gate).unwrap().action, Action::Approved);
}

#[test]
fn an_approval_of_another_payload_is_a_correction_to_that_payload() {
    let answer = decided(Say::approve_payload(lines_with(126)));
    assert_eq!((answer.action, answer.payload), (Action::Corrected, lines_with(126)));
}

#[test]
fn a_payload_that_does_not_fit_is_refused_with_its_place_and_the_gate_stays_open() {
    let unfit = [Say::approve_payload(lines_with(-1)), Say::correct_payload(lines_with("many"))];
    for say in unfit.into_iter().chain([Say::correct([Correction::new("r1", "amount", -1)])]) {
        let refusal = refused(say);
        assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
        assert!(refusal.message.contains("/lines/0/amount"), "{refusal}");
        assert_eq!(refusal.gate_id.as_deref(), Some("review_lines/review/1/5e6f0a1b2c3d"));
    }
}

#[test]
fn corrections_are_applied_and_kept() {
    let corrections =
        [Correction::new("r1", "amount", 126).old_value(125), Correction::new("r2", "status", "OK")];
    let answer = decided(Say::correct(corrections.clone()));
    let mut expected = lines_with(126);
    expected["lines"][1]["status"] = "OK".into();
    assert_eq!((answer.action, answer.payload), (Action::Corrected, expected));
    assert_eq!(answer.corrections, corrections);
}

#[test]
fn an_approval_with_corrections_is_a_correction() {
    let (mut desk, gate) = Desk::at_review();
    let corrections = json!([{ "id": "r1", "field": "amount", "new_value": 126 }]);
    let gate_id = desk.shown().gate_id;
    desk.signal(said(json!({ "kind": "approve", "corrections": corrections, "gate_id": gate_id }))).unwrap();
    let answer = desk.state.take_answer(gate).unwrap();
    assert_eq!((answer.action, answer.payload), (Action::Corrected, lines_with(126)));
}

#[test]
fn corrections_that_do_not_fit_are_refused_and_none_of_them_is_applied() {
    let good = Correction::new("r2", "amount", 41);
    let unfit = [
        Correction::new("r9", "amount", 1),
        Correction::new("r1", "ammount", 1),
        Correction::new("r1", "id", "r9"),
        Correction::new("r1", "amount", 1).old_value(124),
    ];
    for bad in unfit {
        let refusal = refused(Say::correct([good.clone(), bad]));
        assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
    }
}

#[test]
fn corrections_beside_a_payload_are_corrections_of_that_payload() {
    let (mut desk, gate) = Desk::at_review();
    let mut sent = lines();
    sent["note"] = "April".into();
    let corrections = json!([{ "id": "r1", "field": "amount", "new_value": 126 }]);
    let message = json!({ "action": "corrected", "payload": sent, "corrections": corrections });
    desk.update(said(message)).unwrap();
    let payload = desk.state.take_answer(gate).unwrap().payload;
    assert_eq!((&payload["note"], &payload["lines"][0]["amount"]), (&json!("April"), &json!(126)));
}

#[test]
fn a_reject_changes_nothing_whatever_else_the_message_holds() {
    let extras = json!({
        "action": "rejected", "comments": "wrong month",
        "payload": lines_with(-1),
        "corrections": [{ "id": "r9", "field": "amount", "new_value": 1 }],
    });
    let (mut desk, gate) = Desk::at_review();
    desk.signal(said(extras)).unwrap();
    let log = desk.state.ui_state(None).log;
    let LogEvent::Answered { corrections, .. } = &log[0].event else { panic!("an answer") };
    assert_eq!(corrections, &[]);
    let answer = desk.state.take_answer(gate).unwrap();
    assert_eq!((answer.action, answer.payload, answer.corrections), (Action::Rejected, lines(), vec![]));
    assert_eq!(answer.comments.as_deref(), Some("wrong month"));
}

#[test]
fn a_gate_takes_only_the_answers_that_it_offers() {
    let says = [Say::approve(), Say::correct([Correction::new("r1", "amount", 1)]), Say::reject()];
    for offered in EVERY_ACTION {
        for (say, action) in says.iter().zip(EVERY_ACTION) {
            let (mut desk, _) = review_for(&[offered]);
            let outcome =
                desk.update(say.clone().at(&desk.shown())).map(drop).map_err(|refusal| refusal.reason);
            let expected = if action == offered { Ok(()) } else { Err(RefusalReason::NotAllowed) };
            assert_eq!(outcome, expected, "{action} where {offered} is offered");
        }
    }
}

#[test]
fn an_approval_of_another_payload_is_no_way_around_a_gate_that_takes_no_corrections() {
    let (mut desk, gate) = review_for(&[Action::Approved, Action::Rejected]);
    let changed = Say::approve_payload(lines_with(126)).at(&desk.shown());
    assert_eq!(reason(desk.update(changed)), RefusalReason::NotAllowed);
    desk.update(Say::approve_payload(lines()).at(&desk.shown())).unwrap();
    assert_eq!(desk.state.take_answer(gate).unwrap().action, Action::Approved);
}

#[test]
fn a_submission_takes_no_decision_and_says_what_it_waits_for() {
    let (mut desk, _) = Desk::at_gate(submission);
    for say in [Say::approve(), Say::reject()] {
        let refusal = desk.update(say.at(&desk.shown())).unwrap_err();
        assert_eq!(refusal.reason, RefusalReason::NotAllowed);
        assert!(refusal.message.contains("args.signal_name"), "{refusal}");
    }
}

#[test]
fn a_double_click_gets_the_same_receipt_and_changes_nothing() {
    let (mut desk, _) = Desk::at_review();
    let click = Say::approve().at(&desk.shown()).action_id("click-1");
    let receipt = desk.update(click.clone()).unwrap();
    let answered = desk.state.clone();
    desk.tick(5);
    assert_eq!(desk.update(click.clone()), Ok(receipt.clone()));
    assert_eq!(desk.signal(click), Ok(receipt));
    assert_eq!(desk.state, answered);
}

#[test]
fn a_retried_click_without_address_does_not_reach_the_next_gate() {
    let (mut desk, _) = Desk::at_review();
    let receipt = desk.signal(Say::approve().action_id("click-1")).unwrap();
    let call = desk.enter("post");
    desk.open(review(call));
    desk.tick(60);
    assert_eq!(desk.signal(Say::approve().action_id("click-1")), Ok(receipt));
    assert_eq!(desk.state.pending_actions().len(), 1);
}

#[test]
fn the_same_action_id_at_another_gate_is_another_answer() {
    let (mut desk, _) = Desk::at_review();
    let call = desk.enter("post");
    desk.open(review(call));
    for _ in 0..2 {
        desk.update(Say::approve().at(&desk.shown()).action_id("click-1")).unwrap();
    }
    assert_eq!(desk.state.pending_actions(), []);
}

#[test]
fn another_answer_under_an_id_that_was_taken_is_refused_and_changes_nothing() {
    let edit = |amount: i32| Say::row(RowAction::edit_cell("r1", "amount", amount));
    let fix = |amount: i32| Say::correct([Correction::new("r1", "amount", amount)]);
    let note = |text: &str| Say::row(RowAction::edit_cell("r1", "status", text));
    let pairs = [
        (Say::approve(), Say::reject()),
        (Say::approve(), Say::approve().comments("after all")),
        (fix(126), fix(127)),
        (edit(126), edit(127)),
        (edit(126), Say::row(RowAction::edit_cell("r2", "amount", 126))),
        (edit(126), Say::approve()),
        (note("210000000003139471430009017"), note("210000000003139471430009018")),
        (Say::row(RowAction::reject_row("r1")), Say::row(RowAction::reject_row("r2"))),
    ];
    for (first, other) in pairs {
        let (mut desk, _) = Desk::at_review();
        let seen = desk.shown();
        desk.update(first.at(&seen).action_id("click-1")).unwrap();
        let taken = desk.state.clone();
        for other in [other.clone().at(&seen), other.clone()] {
            let other = other.action_id("click-1");
            let refusal = desk.update(other.clone()).unwrap_err();
            assert_eq!(refusal.reason, RefusalReason::ActionIdTaken, "{other:?}");
            assert!(refusal.message.contains("`click-1` is the id of another answer"), "{refusal}");
            assert_eq!(refusal.gate_id.as_deref(), Some("review_lines/review/1/5e6f0a1b2c3d"));
            assert_eq!(desk.state, taken);
            assert_eq!(desk.replay_update(other).unwrap().gate_id, refusal.gate_id.unwrap());
            assert_eq!(desk.state, taken, "as it was recorded before such answers were refused");
        }
        assert_eq!(reason(desk.signal(other.action_id("click-1"))), RefusalReason::ActionIdTaken);
    }
}

#[test]
fn an_answer_that_is_sent_again_is_known_by_what_it_says_and_not_by_what_its_sender_saw() {
    let number = Say::row(RowAction::edit_cell("r1", "amount", 126));
    let again = [
        RowAction::edit_cell("r1", "amount", 126).old_value(126),
        RowAction::edit_cell("r1", "amount", 126.0),
        RowAction::edit_cell("r1", "amount", "126"),
    ];
    let (mut desk, _) = Desk::at_review();
    let receipt = desk.update(number.at(&desk.shown()).action_id("click-1")).unwrap();
    for again in again {
        let again = Say::row(again).at(&Address::new(&receipt.gate_id).revision(0)).action_id("click-1");
        assert_eq!(desk.update(again).as_ref(), Ok(&receipt));
    }
}

#[test]
fn a_refused_click_may_be_repaired_under_the_same_action_id() {
    let (mut desk, gate) = Desk::at_review();
    let shown = desk.shown();
    let say =
        |amount: i32| Say::correct([Correction::new("r1", "amount", amount)]).at(&shown).action_id("click-1");
    assert_eq!(reason(desk.signal(say(-1))), RefusalReason::InvalidPayload);
    desk.signal(say(126)).unwrap();
    assert_eq!(desk.state.take_answer(gate).unwrap().payload, lines_with(126));
}

#[test]
fn of_two_answers_in_one_task_the_first_wins_and_the_second_is_told() {
    let (mut desk, gate) = Desk::at_review();
    let shown = desk.shown();
    desk.signal(Say::reject().at(&shown).action_id("a")).unwrap();
    assert_eq!(reason(desk.signal(Say::approve().at(&shown).action_id("b"))), RefusalReason::AlreadyAnswered);
    assert_eq!(desk.state.take_answer(gate).unwrap().action, Action::Rejected);
}

#[test]
fn an_answer_after_the_deadline_and_before_the_timer_wins_and_is_flagged_late() {
    for (seconds, late) in [(9, false), (10, true), (11, true)] {
        let mut desk = Desk::new();
        let call = desk.enter("review_lines");
        let deadline = Some(desk.now + jiff::SignedDuration::from_secs(10));
        let gate = desk.open(GateSpec { deadline, ..review(call) });
        desk.tick(seconds);
        desk.signal(Say::approve().at(&desk.shown())).unwrap();
        desk.close(gate, Ending::TimedOut);
        let log = desk.state.ui_state(None).log;
        assert!(
            matches!(log[..], [LogEntry { event: LogEvent::Answered { late: logged, .. }, .. }] if logged == late)
        );
        assert_eq!(desk.state.take_answer(gate).unwrap().late, late);
    }
}

#[test]
fn who_answered_and_what_they_wrote_is_kept_as_claimed() {
    let answer = decided(Say::reject().actor("ada@example.com").comments("wrong month").action_id("click-1"));
    assert_eq!(answer.comments.as_deref(), Some("wrong month"));
    assert_eq!(answer.sender.actor, Some(Actor::from("ada@example.com")));
    assert_eq!((answer.sender.action_id.as_deref(), answer.sender.addressed), (Some("click-1"), true));
}

#[test]
fn an_accepted_update_is_applied_though_the_type_has_become_stricter_since() {
    let stricter = Check::new(|_| Err(Violation::at("/note", "too short")));
    for say in [Say::correct([Correction::new("r1", "amount", 126)]), Say::row(RowAction::reject_row("r1"))] {
        let (mut recorded, gate) = Desk::at_review();
        let say = say.at(&recorded.shown());
        let receipt = recorded.update(say.clone()).unwrap();
        let (mut replayed, _) = Desk::at_gate(|call| GateSpec {
            fits: stricter.clone(),
            complete: stricter.clone(),
            ..review(call)
        });
        assert_eq!(replayed.judged(say.clone(), Scrutiny::Validate), Err(RefusalReason::InvalidPayload));
        assert_eq!(replayed.replay_update(say), Ok(receipt));
        assert_eq!(replayed.state.take_answer(gate), recorded.state.take_answer(gate));
    }
}
