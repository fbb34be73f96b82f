//! Where a step stands, whatever becomes of its calls.

use crate::state::Outcome;
use crate::state::tests::desk::{Desk, review, submission};
use crate::wire::StepStatus::{self, Active, Completed, Failed, Pending, WaitingForInput};
use crate::wire::{Ending, StepDescriptor};

fn step(desk: &Desk, id: &str) -> StepDescriptor {
    desk.state.steps().into_iter().find(|step| step.id == id).unwrap()
}

fn status(desk: &Desk, id: &str) -> StepStatus {
    step(desk, id).status
}

fn failed(why: &str) -> Outcome {
    Outcome::Failed(why.into())
}

#[test]
fn the_breadcrumb_lists_every_step_in_source_order_before_anything_runs() {
    let steps = Desk::new().state.steps();
    let ids: Vec<_> =
        steps.iter().map(|step| (step.id.as_str(), step.title.as_str(), step.icon.as_deref())).collect();
    let expected = [
        ("intake", "Intake", Some("Inbox")),
        ("review_lines", "Review lines", Some("Eye")),
        ("post", "Post", None),
    ];
    assert_eq!(ids, expected);
    assert!(steps.iter().all(|step| step.status == Pending && step.runs == 0 && step.message.is_none()));
}

#[test]
fn a_name_that_is_no_step_cannot_be_entered() {
    let mut desk = Desk::new();
    let before = desk.state.clone();
    assert_eq!(desk.state.enter_step("revue"), None);
    assert_eq!(desk.state, before);
}

#[test]
fn a_call_knows_its_step() {
    let mut desk = Desk::new();
    let call = desk.enter("post");
    assert_eq!(desk.state.step_of(call).title, "Post");
}

#[test]
fn a_step_that_runs_is_active_and_no_other_is() {
    let mut desk = Desk::new();
    desk.enter("intake");
    assert_eq!((status(&desk, "intake"), status(&desk, "post")), (Active, Pending));
}

#[test]
fn a_step_with_an_open_gate_of_either_kind_waits_for_input() {
    for spec in [review, submission] {
        let (desk, _) = Desk::at_gate(spec);
        assert_eq!(status(&desk, "review_lines"), WaitingForInput);
    }
}

#[test]
fn a_step_works_again_once_its_last_gate_has_closed() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    let (first, second) = (desk.open(review(call)), desk.open(submission(call)));
    desk.close(first, Ending::Withdrawn);
    assert_eq!(status(&desk, "review_lines"), WaitingForInput);
    desk.close(second, Ending::Satisfied);
    assert_eq!(status(&desk, "review_lines"), Active);
}

#[test]
fn a_step_that_returned_is_completed() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.leave(call, Outcome::Completed);
    assert_eq!(status(&desk, "intake"), Completed);
}

#[test]
fn a_step_that_failed_says_why() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.leave(call, failed("no such file"));
    assert_eq!(step(&desk, "intake").message.as_deref(), Some("no such file"));
    assert_eq!(status(&desk, "intake"), Failed);
}

#[test]
fn a_failed_step_that_runs_again_is_active_and_its_failure_is_gone() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.leave(call, failed("no such file"));
    let again = desk.enter("intake");
    let now = step(&desk, "intake");
    assert_eq!((now.status, now.runs, now.message), (Active, 2, None));
    desk.leave(again, Outcome::Completed);
    let now = step(&desk, "intake");
    assert_eq!((now.status, now.runs, now.message), (Completed, 2, None));
}

#[test]
fn a_completed_step_that_fails_when_run_again_is_failed() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.leave(call, Outcome::Completed);
    let again = desk.enter("intake");
    desk.leave(again, failed("cancelled"));
    assert_eq!(status(&desk, "intake"), Failed);
}

#[test]
fn of_two_steps_side_by_side_only_the_one_with_the_gate_waits() {
    let mut desk = Desk::new();
    let first = desk.enter("review_lines");
    desk.enter("post");
    desk.open(review(first));
    assert_eq!((status(&desk, "review_lines"), status(&desk, "post")), (WaitingForInput, Active));
}

#[test]
fn a_step_called_twice_at_once_waits_while_either_call_does() {
    let mut desk = Desk::new();
    let (first, second) = (desk.enter("review_lines"), desk.enter("review_lines"));
    let gate = desk.open(review(first));
    assert_eq!(status(&desk, "review_lines"), WaitingForInput);
    desk.leave(second, Outcome::Completed);
    assert_eq!(status(&desk, "review_lines"), WaitingForInput);
    desk.close(gate, Ending::Satisfied);
    assert_eq!(status(&desk, "review_lines"), Active);
}

#[test]
fn a_step_called_twice_at_once_ends_as_the_call_that_ended_last() {
    for last_is_first in [true, false] {
        let mut desk = Desk::new();
        let (first, second) = (desk.enter("post"), desk.enter("post"));
        let (early, late) = if last_is_first { (second, first) } else { (first, second) };
        desk.leave(early, failed("early"));
        assert_eq!((status(&desk, "post"), step(&desk, "post").message), (Active, None));
        desk.leave(late, Outcome::Completed);
        assert_eq!(status(&desk, "post"), Completed);
    }
}

#[test]
fn an_enclosing_step_stays_active_while_an_inner_one_waits() {
    let mut desk = Desk::new();
    desk.enter("post");
    let inner = desk.enter("review_lines");
    desk.open(review(inner));
    assert_eq!((status(&desk, "post"), status(&desk, "review_lines")), (Active, WaitingForInput));
    desk.leave(inner, Outcome::Completed);
    assert_eq!((status(&desk, "post"), status(&desk, "review_lines")), (Active, Completed));
}

#[test]
fn a_call_that_lost_a_race_leaves_the_step_as_it_was() {
    let outcomes = [None, Some(Outcome::Completed), Some(failed("no such file"))];
    for outcome in outcomes {
        let mut desk = Desk::new();
        if let Some(outcome) = outcome {
            let call = desk.enter("intake");
            desk.leave(call, outcome);
        }
        let before = step(&desk, "intake");
        let dropped = desk.enter("intake");
        desk.tick(60);
        desk.leave(dropped, Outcome::Dropped);
        let after = step(&desk, "intake");
        assert_eq!((after.status, after.message), (before.status, before.message));
    }
}

#[test]
fn a_call_ends_once() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.leave(call, Outcome::Completed);
    let ended = desk.state.clone();
    desk.leave(call, failed("again"));
    assert_eq!(desk.state, ended);
}

#[test]
fn leaving_a_step_withdraws_the_gates_that_this_call_left_open_and_no_others() {
    let mut desk = Desk::new();
    let (mine, twin, other) = (desk.enter("review_lines"), desk.enter("review_lines"), desk.enter("post"));
    let answered = desk.open(review(mine));
    desk.close(answered, Ending::Satisfied);
    let gates = [mine, mine, twin, other].map(|call| desk.open(review(call)));
    desk.leave(mine, Outcome::Completed);
    let endings = gates.map(|gate| desk.state.ending(gate));
    assert_eq!(endings, [Some(Ending::Withdrawn), Some(Ending::Withdrawn), None, None]);
    assert_eq!(desk.state.ending(answered), Some(Ending::Satisfied));
}

#[test]
fn the_current_step_is_the_running_one_that_was_entered_last() {
    let mut desk = Desk::new();
    let current = |desk: &Desk| desk.state.ui_state(None).current_step_id;
    assert_eq!(current(&desk), None);
    let outer = desk.enter("post");
    let inner = desk.enter("intake");
    assert_eq!(current(&desk).as_deref(), Some("intake"));
    desk.leave(inner, Outcome::Completed);
    assert_eq!(current(&desk).as_deref(), Some("post"));
    desk.leave(outer, failed("cancelled"));
    assert_eq!(current(&desk), None);
}

#[test]
fn temporals_own_screen_shows_a_mark_per_status_and_the_failure() {
    let mut desk = Desk::new();
    let intake = desk.enter("intake");
    desk.leave(intake, failed("no such file"));
    let call = desk.enter("review_lines");
    assert_eq!(desk.state.breadcrumb(), "- ✘ **Intake**: no such file\n- ▶ **Review lines**\n- ○ **Post**\n");
    desk.open(review(call));
    assert!(desk.state.breadcrumb().contains("- ⏸ **Review lines**\n"));
    desk.leave(call, Outcome::Completed);
    assert!(desk.state.breadcrumb().contains("- ✔ **Review lines**\n"));
}
