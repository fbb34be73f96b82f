//! What queries show.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, EVERY_ENDING, STEPS, at, lines, review, submission};
use crate::state::view::PAGE;
use crate::state::{GateSpec, OpeningKey, Outcome};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Action, Ending, PendingKind, StepSnapshot};

const KIB: usize = 1024;

fn snapshot(desk: &Desk, step: &str) -> StepSnapshot {
    desk.state.snapshots(0).remove(step).unwrap()
}

/// Opens and closes a review of this payload.
fn past(desk: &mut Desk, payload: Value) -> OpeningKey {
    let call = desk.enter("review_lines");
    let gate = desk.open(GateSpec { payload, ..review(call) });
    desk.tick(1);
    desk.close(gate, Ending::Satisfied);
    gate
}

fn text(kib: usize) -> Value {
    "x".repeat(kib * KIB).into()
}

#[test]
fn a_run_that_waits_for_nobody_has_no_pending_action() {
    let mut desk = Desk::new();
    desk.enter("intake");
    assert_eq!(desk.state.pending_action(), None);
}

#[test]
fn the_pending_action_is_the_oldest_open_gate_even_while_children_run() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let child = desk.state.add_child(call, None, "document-ingest", None);
    desk.state.child_started(child, "run-1");
    assert_eq!(desk.state.pending_action().unwrap().kind, PendingKind::DrillDown);
    let oldest = desk.open(submission(call));
    desk.open(review(call));
    assert_eq!(desk.state.pending_action().unwrap().kind, PendingKind::SubmitFile);
    assert_eq!(desk.state.pending_actions().len(), 2);
    desk.close(oldest, Ending::Satisfied);
    assert_eq!(desk.state.pending_action().unwrap().kind, PendingKind::InteractiveReview);
}

#[test]
fn keys_without_a_value_are_left_out_of_the_pending_action() {
    let (desk, _) = Desk::at_gate(|call| GateSpec { reason: None, ..submission(call) });
    let shown = serde_json::to_value(desk.state.pending_action()).unwrap();
    let keys: Vec<_> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    let expected =
        ["action", "args", "digest", "display_hint", "gate_id", "kind", "opened_at", "revision", "step_id"];
    assert!(expected.iter().all(|key| keys.contains(key)) && keys.len() == expected.len(), "{keys:?}");
}

#[test]
fn one_query_holds_all_that_a_screen_needs() {
    let mut desk = Desk::new();
    let intake = desk.enter("intake");
    desk.state.add_child(intake, None, "document-ingest", None);
    desk.leave(intake, Outcome::Completed);
    let call = desk.enter("review_lines");
    desk.open(review(call));
    desk.open(submission(call));
    desk.signal(Say::approve()).unwrap_err();
    let ui = desk.state.ui_state(None);
    assert_eq!(
        (ui.current_step_id.as_deref(), ui.steps_completed),
        (Some("review_lines"), vec!["intake".to_owned()])
    );
    assert_eq!((ui.pending_payload, ui.pending_actions), (Some(lines()), desk.state.pending_actions()));
    assert_eq!((ui.steps, ui.children), (desk.state.steps(), desk.state.children()));
    assert_eq!((ui.refused.len(), ui.unaddressed, ui.log.len()), (1, 0, 1));
}

#[test]
fn the_keys_of_the_peers_ui_state_are_there_before_anything_runs() {
    let ui = serde_json::to_value(Desk::new().state.ui_state(None)).unwrap();
    assert_eq!(ui["current_step_id"], Value::Null);
    assert_eq!((&ui["steps_completed"], &ui["pending_payload"]), (&json!([]), &Value::Null));
    assert_eq!(ui["steps"].as_array().unwrap().len(), STEPS.len());
}

#[test]
fn a_step_that_never_ended_anything_has_no_snapshot() {
    let (desk, _) = Desk::at_review();
    assert_eq!(desk.state.snapshots(0), [].into());
}

#[test]
fn a_step_without_gates_is_summed_up_by_its_title_when_it_ends() {
    let mut desk = Desk::new();
    let call = desk.enter("post");
    desk.tick(7);
    desk.leave(call, Outcome::Completed);
    let wire = serde_json::to_value(snapshot(&desk, "post")).unwrap();
    assert_eq!(wire["display_hint"], json!({ "component": "SUMMARY", "config": { "title": "Post" } }));
    assert_eq!(wire["completed_at"], json!(at(7)));
    assert_eq!((wire.get("payload"), wire.get("decision"), wire.get("openings")), (None, None, None));
}

#[test]
fn a_dropped_call_is_no_snapshot() {
    let mut desk = Desk::new();
    let call = desk.enter("post");
    desk.leave(call, Outcome::Dropped);
    assert_eq!(desk.state.snapshots(0), [].into());
}

#[test]
fn a_decided_review_is_kept_under_the_peers_keys() {
    let (mut desk, gate) = Desk::at_review();
    desk.update(Say::reject().at(&desk.shown()).comments("wrong month").actor("ada")).unwrap();
    desk.state.take_answer(gate).unwrap();
    let wire = serde_json::to_value(snapshot(&desk, "review_lines")).unwrap();
    assert_eq!(wire["display_hint"]["component"], "DATA_TABLE");
    assert_eq!((&wire["payload"], &wire["completed_at"]), (&lines(), &json!(desk.now)));
    let decision =
        json!({ "action": "rejected", "kind": "rejected", "comments": "wrong month", "actor": "ada" });
    assert_eq!(wire["decision"], decision);
}

#[test]
fn rework_keeps_every_opening_newest_first_and_the_peers_keys_tell_of_the_last_to_end() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    for say in [Say::reject(), Say::approve()] {
        desk.open(review(call));
        desk.tick(1);
        desk.signal(say.at(&desk.shown())).unwrap();
    }
    desk.open(review(call));
    let snapshot = snapshot(&desk, "review_lines");
    assert_eq!((snapshot.decision.unwrap().action, snapshot.completed_at), (Action::Approved, at(2)));
    let endings: Vec<_> = snapshot.openings.iter().map(|opening| opening.ending).collect();
    assert_eq!(endings, [None, Some(Ending::Answered), Some(Ending::Answered)]);
    assert_eq!(snapshot.openings_total, 3);
}

#[test]
fn of_two_gates_side_by_side_the_peers_keys_tell_of_the_one_that_ended_last() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    desk.open(review(call));
    let quick = desk.open(GateSpec { payload: Value::Null, ..review(call) });
    desk.tick(1);
    desk.close(quick, Ending::Withdrawn);
    desk.tick(1);
    desk.signal(Say::approve().at(&desk.shown())).unwrap();
    let snapshot = snapshot(&desk, "review_lines");
    assert_eq!((snapshot.completed_at, snapshot.payload), (at(2), Some(lines())));
    assert_eq!(snapshot.decision.unwrap().action, Action::Approved);
}

#[test]
fn the_history_says_how_each_opening_ended() {
    for ending in EVERY_ENDING {
        let (mut desk, gate) = Desk::at_review();
        desk.close(gate, ending);
        let opening = snapshot(&desk, "review_lines").openings.remove(0);
        assert_eq!(
            (opening.ending, opening.closed_at, opening.opened_at),
            (Some(ending), Some(desk.now), at(0))
        );
    }
}

#[test]
fn old_payloads_go_when_the_budget_is_spent_but_their_digest_and_size_stay() {
    let mut desk = Desk::new();
    for _ in 0..5 {
        past(&mut desk, text(300));
    }
    let openings = snapshot(&desk, "review_lines").openings;
    let kept: Vec<_> = openings.iter().map(|opening| opening.payload.is_some()).collect();
    assert_eq!(kept, [true, true, true, false, false]);
    assert!(openings.iter().all(|opening| opening.payload_bytes == 300 * KIB + 2));
    assert!(
        openings.iter().all(|opening| opening.digest == openings[0].digest && opening.digest.len() == 64)
    );
}

#[test]
fn the_budget_is_shared_by_all_steps_of_the_run() {
    let mut desk = Desk::new();
    past(&mut desk, text(600));
    let call = desk.enter("post");
    let gate = desk.open(GateSpec { payload: text(600), ..review(call) });
    desk.close(gate, Ending::Satisfied);
    assert_eq!(snapshot(&desk, "review_lines").payload, None);
    assert!(snapshot(&desk, "post").payload.is_some());
}

#[test]
fn what_is_still_open_is_shown_in_full_however_much_has_passed() {
    let mut desk = Desk::new();
    let call = desk.enter("post");
    desk.open(GateSpec { payload: text(1500), ..review(call) });
    for _ in 0..3 {
        past(&mut desk, text(600));
    }
    assert_eq!(desk.state.pending_action().unwrap().payload, Some(text(1500)));
}

#[test]
fn the_runbook_gets_its_answer_even_when_the_payload_is_over_the_budget() {
    let (mut desk, gate) = Desk::at_gate(|call| GateSpec { payload: text(1500), ..review(call) });
    desk.update(Say::approve().at(&desk.shown())).unwrap();
    assert_eq!(desk.state.take_answer(gate).unwrap().payload, text(1500));
    assert_eq!(snapshot(&desk, "review_lines").openings[0].payload, None);
}

#[test]
fn a_long_history_is_read_page_by_page() {
    let mut desk = Desk::new();
    for n in 0..2 * PAGE + 20 {
        past(&mut desk, json!(n));
    }
    let page = |skip| desk.state.snapshots(skip).remove("review_lines").unwrap();
    let sizes = [0, PAGE, 2 * PAGE, 3 * PAGE, usize::MAX].map(|skip| page(skip).openings.len());
    assert_eq!(sizes, [PAGE, PAGE, 20, 0, 0]);
    assert_eq!(page(2 * PAGE).openings_total, 2 * PAGE + 20);
    assert_eq!(page(2 * PAGE).openings[0].payload, Some(json!(19)));
    assert_eq!(page(3 * PAGE).payload, page(0).payload);
}
