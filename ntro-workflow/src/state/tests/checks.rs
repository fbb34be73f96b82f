//! Quality checks beside gates: seeded, settled, kept, and never in the way.

use serde_json::{Value, json};

use crate::state::OpeningKey;
use crate::state::tests::desk::{Desk, review};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{CheckOutcome, Ending, QualityResults, QualityStatus, RowAction};

fn titled(ids: &[&str]) -> Vec<(String, String, Option<String>)> {
    ids.iter().map(|id| ((*id).to_owned(), format!("About {id}"), None)).collect()
}

fn checked(ids: &[&str]) -> (Desk, OpeningKey) {
    let (mut desk, gate) = Desk::at_review();
    desk.state.seed_checks(gate, titled(ids));
    (desk, gate)
}

fn reopened(desk: &mut Desk) -> OpeningKey {
    let call = desk.enter("review_lines");
    desk.open(review(call))
}

fn shown(desk: &Desk) -> QualityResults {
    desk.state.pending_action().unwrap().checks.unwrap()
}

fn kept(desk: &Desk) -> QualityResults {
    desk.state.snapshots(0)["review_lines"].checks.clone().unwrap()
}

#[test]
fn seeded_checks_run_in_the_words_of_the_contract() {
    let (desk, _) = checked(&["one", "two"]);
    let item = |id: &str| {
        json!({ "id": id, "title": format!("About {id}"), "status": "running", "detail": "", "data": {},
                "source": null, "confidence": null, "feedback": null })
    };
    assert_eq!(
        serde_json::to_value(shown(&desk)).unwrap(),
        json!({ "status": "running", "summary": "Running quality checks (0 of 2)…",
                "progress": { "completed": 0, "total": 2 }, "skipped_reason": null,
                "items": [item("one"), item("two")] })
    );
}

#[test]
fn progress_counts_what_is_done_in_whatever_order() {
    let (mut desk, gate) = checked(&["one", "two"]);
    desk.state.settle_check(gate, 1, CheckOutcome::pass("fine"));
    let checks = shown(&desk);
    assert_eq!(
        (checks.status, checks.summary.as_str()),
        (QualityStatus::Running, "Running quality checks (1 of 2)…")
    );
    assert_eq!(checks.items[1].detail, "fine");
    desk.state.settle_check(gate, 0, CheckOutcome::pass("fine"));
    let checks = serde_json::to_value(shown(&desk)).unwrap();
    assert_eq!(
        (&checks["status"], &checks["summary"], checks.get("progress")),
        (&json!("pass"), &json!("2 passing"), None)
    );
}

#[test]
fn the_worst_of_what_is_not_skipped_is_the_status_and_the_summary_counts_in_order() {
    let pass = || CheckOutcome::pass("");
    let warn = || CheckOutcome::warn("");
    let fail = || CheckOutcome::fail("");
    let skip = || CheckOutcome::skipped("");
    let cases = [
        (vec![pass(), skip()], QualityStatus::Pass, "1 passing, 1 skipped"),
        (vec![pass(), warn()], QualityStatus::Warn, "1 warning, 1 passing"),
        (
            vec![warn(), skip(), warn(), fail(), pass()],
            QualityStatus::Fail,
            "1 failed, 2 warnings, 1 passing, 1 skipped",
        ),
        (vec![skip(), skip()], QualityStatus::Skipped, "2 skipped"),
    ];
    for (outcomes, status, summary) in cases {
        let (mut desk, gate) = checked(&["a", "b", "c", "d", "e"][..outcomes.len()]);
        outcomes
            .into_iter()
            .enumerate()
            .for_each(|(place, outcome)| desk.state.settle_check(gate, place, outcome));
        let checks = shown(&desk);
        assert_eq!((checks.status, checks.summary.as_str(), checks.skipped_reason), (status, summary, None));
    }
}

#[test]
fn the_lack_of_a_baseline_is_the_reason_only_where_nothing_else_was_checked() {
    let (mut desk, gate) = checked(&["one", "two"]);
    desk.state.skip_check(gate, 0);
    desk.state.settle_check(gate, 1, CheckOutcome::pass("fine"));
    let checks = shown(&desk);
    assert_eq!((checks.summary.as_str(), checks.skipped_reason), ("1 passing, 1 skipped", None));
    assert_eq!(checks.items[0].detail, "No prior-period baseline available for this entity.");

    let (mut desk, gate) = checked(&["one"]);
    desk.state.skip_check(gate, 0);
    let reason = shown(&desk).skipped_reason;
    assert_eq!(reason.as_deref(), Some("No baseline data available — first run for this entity"));
}

#[test]
fn checks_are_in_no_digest_and_hold_no_answer_up() {
    let (mut plain, _) = Desk::at_review();
    let (mut desk, gate) = checked(&["one"]);
    assert_eq!(desk.shown(), plain.shown());
    let before = desk.shown();
    desk.state.settle_check(gate, 0, CheckOutcome::fail("all wrong"));
    assert_eq!(desk.shown(), before);
    assert!(desk.update(Say::approve().at(&before)).unwrap().closed);
    assert!(plain.update(Say::approve().at(&before)).unwrap().closed);
}

#[test]
fn what_was_judged_before_an_edit_is_not_said_of_what_shows_now() {
    let (mut desk, gate) = checked(&["one"]);
    desk.state.settle_check(gate, 0, CheckOutcome::pass("125 on both sides"));
    assert_eq!(shown(&desk).summary, "1 passing");
    desk.update(Say::row(RowAction::edit_cell("r1", "amount", 130)).at(&desk.shown())).unwrap();
    assert_eq!(shown(&desk).summary, "1 passing (of what was shown before it was edited)");
    desk.update(Say::approve().at(&desk.shown())).unwrap();
    assert_eq!(kept(&desk).summary, "1 passing (of what was shown before it was edited)");
}

#[test]
fn a_gate_that_closes_early_keeps_what_was_found_and_nothing_runs_on() {
    for ending in [Ending::TimedOut, Ending::Cancelled, Ending::Withdrawn] {
        let (mut desk, gate) = checked(&["one", "two"]);
        desk.state.settle_check(gate, 0, CheckOutcome::warn("hm").data("delta", "1"));
        desk.close(gate, ending);
        desk.state.settle_check(gate, 1, CheckOutcome::fail("too late"));
        desk.state.skip_check(gate, 1);
        let checks = kept(&desk);
        assert_eq!((checks.summary.as_str(), checks.progress), ("1 warning, 1 skipped", None));
        assert_eq!(checks.items[0].data["delta"], "1");
        assert_eq!(checks.items[1].detail, "The gate was closed before this check was done.");
    }
}

#[test]
fn a_result_stands_and_one_of_no_check_is_nothing() {
    let (mut desk, gate) = checked(&["one"]);
    desk.state.settle_check(gate, 0, CheckOutcome::pass("first"));
    desk.state.settle_check(gate, 0, CheckOutcome::fail("second"));
    desk.state.settle_check(gate, 7, CheckOutcome::fail("of what?"));
    assert_eq!(shown(&desk).items[0].detail, "first");
}

#[test]
fn a_late_result_never_reaches_the_next_opening_of_the_gate() {
    let (mut desk, gate) = checked(&["one"]);
    desk.update(Say::approve().at(&desk.shown())).unwrap();
    let next = reopened(&mut desk);
    desk.state.seed_checks(next, titled(&["one"]));
    desk.state.settle_check(gate, 0, CheckOutcome::fail("late"));
    assert_eq!(shown(&desk).items[0].status, QualityStatus::Running);
}

#[test]
fn nonsense_is_a_failure_that_says_so() {
    let cases = [
        (
            CheckOutcome { status: QualityStatus::Running, ..CheckOutcome::pass("") },
            "The evaluator says that it is running",
        ),
        (CheckOutcome::pass("sure").confidence(7.0), "The evaluator gave the confidence 7;"),
        (CheckOutcome::pass("sure").confidence(-0.1), "The evaluator gave the confidence -0.1;"),
        (CheckOutcome::pass("sure").confidence(f64::NAN), "The evaluator gave the confidence NaN;"),
    ];
    for (outcome, said) in cases {
        let (mut desk, gate) = checked(&["one"]);
        desk.state.settle_check(gate, 0, outcome);
        let item = shown(&desk).items.remove(0);
        assert_eq!(item.status, QualityStatus::Fail);
        assert!(item.detail.starts_with(said), "{}", item.detail);
    }
}

#[test]
fn what_a_check_writes_is_bounded() {
    let (mut desk, gate) = checked(&["one"]);
    let outcome = CheckOutcome::pass("ü".repeat(5_000)).data("rows", "x".repeat(20_000));
    desk.state.settle_check(gate, 0, outcome);
    let item = shown(&desk).items.remove(0);
    assert!(item.detail.starts_with(&"ü".repeat(2_000)) && !item.detail.contains(&"ü".repeat(2_001)));
    assert!(
        item.data.is_empty() && item.detail.ends_with("bytes, where 16384 are kept.)"),
        "{}",
        item.detail
    );
}

#[test]
fn the_data_of_old_openings_goes_first() {
    let (mut desk, first) = Desk::at_review();
    let mut gate = first;
    for _ in 0..40 {
        desk.state.seed_checks(gate, titled(&["one"]));
        desk.state.settle_check(gate, 0, CheckOutcome::pass("kept").data("rows", "x".repeat(16_000)));
        desk.close(gate, Ending::TimedOut);
        gate = reopened(&mut desk);
    }
    let snapshot = desk.state.snapshots(0).remove("review_lines").unwrap();
    let data = |opening: usize| {
        let item = &snapshot.openings[opening].checks.as_ref().unwrap().items[0];
        (item.detail.clone(), item.data.is_empty())
    };
    // The newest is open and has none.
    assert_eq!(data(1), ("kept".to_owned(), false));
    assert_eq!(data(40), ("kept".to_owned(), true));
}

#[test]
fn ids_that_are_there_already_get_a_number() {
    let (desk, _) = checked(&["a", "a#2", "a", "a"]);
    let ids: Vec<_> = shown(&desk).items.into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["a", "a#2", "a#3", "a#4"]);
}

#[test]
fn a_gate_without_checks_shows_none() {
    let (mut desk, gate) = Desk::at_review();
    desk.state.seed_checks(gate, Vec::new());
    let pending = serde_json::to_value(desk.state.pending_action().unwrap()).unwrap();
    assert_eq!(pending.get("checks"), None::<&Value>);
}
