//! Feedback: bound to its gate, beside what is decided on, gone with the gate.

use serde_json::json;

use crate::state::tests::desk::{Desk, EVERY_ENDING, address_of, review, submission};
use crate::state::{GateSpec, NoOpenGate};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Ending, Feedback, IngestOutcome};

fn note(text: &str) -> Feedback {
    Feedback::info("note", text)
}

#[test]
fn feedback_is_shown_twice_and_what_is_decided_on_stays_the_same() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.open(review(call));
    let before = desk.state.pending_action().unwrap();
    desk.tick(3);
    desk.state.set_feedback(call, "review", IngestOutcome::from_counts(12, 9).into()).unwrap();

    let after = desk.state.pending_action().unwrap();
    let feedback = json!(after.feedback.clone().unwrap());
    assert_eq!(feedback["payload"]["status"], "partial");
    assert_eq!(after.display_hint.as_ref().unwrap().config["feedback"], feedback);
    assert_eq!((&before.digest, before.revision), (&after.digest, after.revision));
    desk.update(Say::approve().at(&address_of(&before))).unwrap();
}

#[test]
fn the_newest_feedback_replaces_the_one_before() {
    let (mut desk, _) = Desk::at_gate(|call| GateSpec { feedback: Some(note("old")), ..submission(call) });
    let call = desk.state.gates.open_ones().next().unwrap().1.spec().call;
    assert_eq!(desk.state.pending_action().unwrap().feedback, Some(note("old")));
    desk.state.set_feedback(call, "submit", note("new")).unwrap();
    assert_eq!(desk.state.pending_action().unwrap().feedback, Some(note("new")));
}

/// I-46: the peer's feedback stays for ever and turns up at a later, unrelated gate.
#[test]
fn feedback_is_gone_with_its_gate_however_that_ends_and_kept_in_the_record_of_it() {
    for ending in EVERY_ENDING {
        let (mut desk, gate) = Desk::at_gate(|call| GateSpec { feedback: Some(note("old")), ..review(call) });
        desk.close(gate, ending);
        let call = desk.enter("review_lines");
        desk.open(review(call));
        let shown = desk.state.pending_action().unwrap();
        assert_eq!(shown.feedback, None);
        assert!(!shown.display_hint.unwrap().config.contains_key("feedback"));
        let openings = &desk.state.snapshots(0)["review_lines"].openings;
        assert_eq!((&openings[1].feedback, &openings[0].feedback), (&Some(note("old")), &None));
    }
}

/// I-47: the peer writes it into the author's hint, which later runs of the process share.
#[test]
fn the_hint_of_the_record_is_the_authors() {
    let (mut desk, gate) = Desk::at_gate(|call| GateSpec { feedback: Some(note("old")), ..review(call) });
    let authors = desk.state.gates.get(gate).spec().hint.clone();
    assert!(!authors.config.contains_key("feedback"));
    desk.close(gate, Ending::Withdrawn);
    assert_eq!(desk.state.snapshots(0)["review_lines"].display_hint, authors);
}

#[test]
fn feedback_reaches_only_an_open_gate_of_that_name_in_that_call() {
    let mut desk = Desk::new();
    let (one, other) = (desk.enter("intake"), desk.enter("intake"));
    desk.open(review(one));
    let submit = desk.open(submission(other));
    let refused = |outcome: Result<(), NoOpenGate>| outcome.unwrap_err();

    let before = desk.state.clone();
    assert_eq!(refused(desk.state.set_feedback(one, "submit", note("x"))).open, ["review"]);
    assert_eq!(refused(desk.state.set_feedback(other, "review", note("x"))).open, ["submit"]);
    assert_eq!(desk.state, before);

    desk.close(submit, Ending::Satisfied);
    let error = refused(desk.state.set_feedback(other, "submit", note("x")));
    assert!(error.to_string().starts_with("the step `intake` has no open gate `submit`"), "{error}");
    assert!(error.to_string().contains("it has none"), "{error}");
}

#[test]
fn a_partial_ingest_says_how_much_was_not_taken() {
    let status = |parsed, accepted| json!(IngestOutcome::from_counts(parsed, accepted).status);
    let all = [status(0, 0), status(3, 3), status(3, 2), status(3, 0), status(2, 3)];
    assert_eq!(all, ["success", "success", "partial", "empty", "success"]);
    assert_eq!(IngestOutcome::from_counts(2, 3).rejected_rows, 0);
    let reasons = IngestOutcome::from_counts(3, 1).reason("no date", 2).reason(" ", 1).reasons;
    assert_eq!(json!(reasons), json!([{ "reason": "no date", "count": 2 }]));
}
