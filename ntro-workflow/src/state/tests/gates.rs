//! What makes an opening this opening, and how it ends.

use serde_json::json;

use crate::state::tests::desk::{
    Desk, EVERY_ENDING, STEPS, address_of, at, lines, reason, review, submission,
};
use crate::state::{GateError, GateSpec, RunIdentity, State};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Action, LogEvent, PendingKind, RefusalReason};

fn ids(desk: &Desk) -> Vec<String> {
    desk.state.pending_actions().iter().map(|shown| address_of(shown).gate_id).collect()
}

/// The id of the first gate of a run with this run id.
fn first_id(original_run_id: &str) -> String {
    let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: original_run_id.into() };
    let mut desk = Desk { state: State::new(run, STEPS), now: at(0) };
    let call = desk.enter("intake");
    desk.open(review(call));
    ids(&desk).remove(0)
}

#[test]
fn a_gate_id_is_step_gate_opening_and_run() {
    let (desk, _) = Desk::at_review();
    assert_eq!(ids(&desk), ["review_lines/review/1/5e6f0a1b2c3d"]);
}

#[test]
fn the_end_of_the_run_id_is_in_a_gate_id_whatever_the_run_id_looks_like() {
    assert_eq!(first_id("0a1b"), "intake/review/1/0a1b");
    assert_eq!(first_id("ééééééééééééé"), "intake/review/1/éééééééééééé");
    assert_eq!(first_id(""), "intake/review/1/");
}

#[test]
fn a_rerun_within_the_same_minute_has_other_gates_though_its_run_id_begins_alike() {
    let (one, other) = ("019a9f3c-7c1e-7d3a-9b42-5e6f0a1b2c3d", "019a9f3c-9f00-7d3a-8c11-0b0c0d0e0f10");
    assert_eq!(first_id(one), "intake/review/1/5e6f0a1b2c3d");
    assert_ne!(first_id(one), first_id(other));
}

#[test]
fn openings_are_counted_per_step_and_gate_name_over_the_whole_run() {
    let mut desk = Desk::new();
    let (first, again, other) = (desk.enter("intake"), desk.enter("intake"), desk.enter("post"));
    let named = |spec: GateSpec, name: &str| GateSpec { name: name.into(), ..spec };
    for spec in
        [review(first), submission(first), review(again), named(submission(first), "review"), review(other)]
    {
        desk.open(spec);
    }
    let expected =
        ["intake/review/1", "intake/submit/1", "intake/review/2", "intake/review/3", "post/review/1"];
    assert_eq!(ids(&desk), expected.map(|id| format!("{id}/5e6f0a1b2c3d")));
}

#[test]
fn a_closed_opening_keeps_its_number() {
    let (mut desk, gate) = Desk::at_review();
    let call = desk.enter("review_lines");
    desk.close(gate, EVERY_ENDING[2]);
    desk.open(review(call));
    assert_eq!(ids(&desk), ["review_lines/review/2/5e6f0a1b2c3d"]);
}

#[test]
fn yesterdays_tab_cannot_approve_todays_gate() {
    let (mut desk, _) = Desk::at_review();
    let (mut rerun, _) = Desk::at_review();
    rerun.state = State::new(
        RunIdentity { original_run_id: "ffffffff-0000".into(), ..rerun.state.run().clone() },
        STEPS,
    );
    let call = rerun.enter("review_lines");
    rerun.open(review(call));
    let yesterday = Say::approve().at(&desk.shown());
    assert_eq!(reason(rerun.update(yesterday.clone())), RefusalReason::UnknownGate);
    desk.update(yesterday).unwrap();
}

#[test]
fn a_gate_name_that_could_be_read_as_two_is_refused_and_opens_nothing() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let before = desk.state.clone();
    let too_long = "x".repeat(65);
    for name in ["", "a/b", "a b", "é", "a:b", "~1", too_long.as_str()] {
        let spec = GateSpec { name: name.into(), ..review(call) };
        assert_eq!(desk.state.open_gate(spec, at(0)), Err(GateError::Name(name.into())));
    }
    assert_eq!(desk.state, before);
    let longest = "x".repeat(64);
    for name in ["review", "second-look", "v1.2_b", longest.as_str()] {
        desk.open(GateSpec { name: name.into(), ..review(call) });
    }
}

#[test]
fn an_open_review_shows_what_to_decide_and_how_to_answer() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    desk.open(GateSpec { deadline: Some(at(60)), ..review(call) });
    let shown = desk.state.pending_action().unwrap();
    assert_eq!((shown.kind, shown.action), (PendingKind::InteractiveReview, PendingKind::InteractiveReview));
    assert_eq!((shown.payload, shown.reason.as_deref()), (Some(lines()), Some("Confirm the lines")));
    assert_eq!(shown.display_hint.unwrap().component, "DATA_TABLE");
    assert_eq!(shown.actions, [Action::Approved, Action::Corrected, Action::Rejected]);
    assert_eq!(shown.tools, ["ntro_task_approve", "ntro_task_reject"]);
    assert_eq!((shown.step_id.as_deref(), shown.revision), (Some("review_lines"), Some(1)));
    assert_eq!((shown.opened_at, shown.deadline), (Some(at(0)), Some(at(60))));
}

#[test]
fn an_open_submission_tells_which_signal_it_waits_for() {
    let (desk, _) = Desk::at_gate(submission);
    let shown = desk.state.pending_action().unwrap();
    assert_eq!((shown.kind, shown.payload), (PendingKind::SubmitFile, None));
    assert_eq!(shown.args, Some(json!({ "signal_name": "document_submitted" })));
    assert!(shown.actions.is_empty() && shown.tools.is_empty());
}

#[test]
fn a_gate_that_ended_in_any_way_is_no_longer_shown_and_the_log_says_how_it_ended() {
    for ending in EVERY_ENDING {
        let (mut desk, gate) = Desk::at_review();
        assert_eq!(desk.state.ending(gate), None);
        desk.close(gate, ending);
        assert_eq!(desk.state.ending(gate), Some(ending));
        assert_eq!(desk.state.pending_action(), None);
        let log = desk.state.ui_state(None).log;
        assert_eq!(log[0].event, LogEvent::Closed { ending });
        assert_eq!(log[0].gate_id.as_deref(), Some("review_lines/review/1/5e6f0a1b2c3d"));
        assert_eq!(log[0].at, desk.now);
    }
}

#[test]
fn a_gate_ends_once_and_the_first_ending_stands() {
    for first in EVERY_ENDING {
        for second in EVERY_ENDING {
            let (mut desk, gate) = Desk::at_review();
            desk.close(gate, first);
            let closed = desk.state.clone();
            desk.tick(1);
            desk.close(gate, second);
            assert_eq!(desk.state, closed);
        }
    }
}

#[test]
fn an_answered_gate_cannot_time_out_afterwards() {
    let (mut desk, gate) = Desk::at_review();
    desk.update(Say::approve().at(&desk.shown())).unwrap();
    let answered = desk.state.clone();
    desk.close(gate, EVERY_ENDING[2]);
    assert_eq!(desk.state, answered);
}

#[test]
fn the_runbook_gets_the_answer_and_the_history_keeps_the_decision() {
    let (mut desk, gate) = Desk::at_review();
    assert_eq!(desk.state.take_answer(gate), None);
    desk.update(Say::approve().at(&desk.shown()).comments("fine")).unwrap();
    let answer = desk.state.take_answer(gate).unwrap();
    assert_eq!((answer.action, answer.payload), (Action::Approved, lines()));
    assert_eq!(desk.state.gates.get(gate).answer().unwrap().payload, serde_json::Value::Null);
    let decision = desk.state.snapshots(0)["review_lines"].decision.clone().unwrap();
    assert_eq!((decision.action, decision.comments.as_deref()), (Action::Approved, Some("fine")));
}
