//! Documents in slots: what they show, who reports, what can be decided.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, reason, review, submission};
use crate::state::{GateSpec, OpeningKey, Slot, SlotError};
use crate::wire::action::{RowAction, UserActionMessage as Say};
use crate::wire::hint::{ExpectedDocument, SlotStatus};
use crate::wire::{Ending, LogEvent, RefusalReason, SlotReport};

const SLUG: &str = "document-ingest";

fn slots(sources: &[&str]) -> Vec<Slot> {
    let document = |source: &&str| ExpectedDocument::new(*source).title(format!("The {source}"));
    sources.iter().map(|source| Slot::new(document(source), SLUG, "document_submitted")).collect()
}

/// A collection whose children have all started.
fn collecting(sources: &[&str]) -> (Desk, OpeningKey) {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let gate = desk.open(GateSpec::collection(call, "submit", slots(sources)));
    for place in 0..sources.len() {
        let child = desk.state.fill_slot(gate, place);
        desk.state.child_started(child, "run-1");
        desk.state.slot_started(gate, place);
    }
    (desk, gate)
}

fn expected(desk: &Desk) -> Vec<Value> {
    let hint = desk.state.pending_action().unwrap().display_hint.unwrap();
    hint.config["expected"].as_array().unwrap().clone()
}

fn statuses(desk: &Desk) -> Vec<String> {
    expected(desk).iter().map(|slot| slot["status"].as_str().unwrap().to_owned()).collect()
}

fn report(task: &str, status: SlotStatus) -> SlotReport {
    SlotReport { task_id: format!("close-7:intake:{SLUG}:{task}"), status }
}

fn retry(desk: &Desk, source: &str) -> Say {
    Say::row(RowAction::custom("retry", source)).at(&desk.shown())
}

#[test]
fn a_slot_shows_what_its_author_says_and_where_its_document_goes() {
    let (desk, _) = collecting(&["bank"]);
    let args = json!({
        "source": "bank", "schema_slug": null,
        "signal_task_id": "close-7:intake:document-ingest:bank", "signal_name": "document_submitted",
    });
    let slot = json!({ "source": "bank", "title": "The bank", "status": "pending", "args": args });
    assert_eq!(expected(&desk), [slot]);
}

#[test]
fn a_document_may_name_the_signal_that_brings_it() {
    let document = ExpectedDocument::new("tb").signal("somewhere", "tb_submitted").status(SlotStatus::Failed);
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    desk.open(GateSpec::collection(call, "submit", vec![Slot::new(document, SLUG, "document_submitted")]));
    let slot = &expected(&desk)[0];
    assert_eq!((&slot["status"], &slot["args"]["signal_name"]), (&json!("pending"), &json!("tb_submitted")));
    assert_eq!(slot["args"]["signal_task_id"], Value::Null, "its child is not there yet");
}

#[test]
fn what_is_the_matter_with_slots_is_told_all_at_once() {
    let twice = |source: &str| SlotError::Twice(source.into());
    let faults = Slot::faults(&slots(&["bank", " ", "bank", "rents", "bank", "rents"]));
    assert_eq!(faults, [SlotError::Empty(2), twice("bank"), twice("rents")]);
    assert_eq!(Slot::faults(&slots(&["bank", "rents"])), []);
}

/// I-25: status is live, and those that can be asked are pointed to.
#[test]
fn a_child_that_reports_moves_its_slot_and_no_other_and_the_view_stays_the_same_to_answer() {
    let (mut desk, gate) = collecting(&["bank", "rents"]);
    let before = desk.state.pending_action().unwrap();
    desk.state.slot_reported(&report("bank", SlotStatus::AwaitingReview)).unwrap();
    assert_eq!(statuses(&desk), ["awaiting_review", "pending"]);
    desk.state.slot_ended(gate, 1, None);
    assert_eq!(statuses(&desk), ["awaiting_review", "completed"]);
    let after = desk.state.pending_action().unwrap();
    assert_eq!((&before.digest, before.revision), (&after.digest, after.revision));
    let children: Vec<_> = after.children.iter().map(|child| child.task_id.as_str()).collect();
    assert_eq!(children, ["close-7:intake:document-ingest:bank"]);
    assert_eq!(before.children.len(), 2);
}

#[test]
fn a_report_that_comes_late_is_no_news_and_one_of_a_stranger_is_refused() {
    let (mut desk, gate) = collecting(&["bank"]);
    desk.state.slot_ended(gate, 0, Some("torn".into()));
    let failed = desk.state.clone();
    desk.state.slot_reported(&report("bank", SlotStatus::Processing)).unwrap();
    assert_eq!(desk.state, failed);
    assert!(desk.state.slot_reported(&report("tax", SlotStatus::Processing)).is_err());
    assert!(desk.state.slot_reported(&report("bank", SlotStatus::Completed)).is_err());

    desk.update(retry(&desk, "bank")).unwrap();
    desk.state.fill_slot(gate, 0);
    let again = desk.state.clone();
    desk.state.slot_reported(&report("bank", SlotStatus::AwaitingReview)).unwrap();
    assert_eq!(desk.state, again, "the attempt before has nothing to say any more");
    desk.state.slot_reported(&report("bank~2", SlotStatus::AwaitingReview)).unwrap();
    assert_eq!(statuses(&desk), ["awaiting_review"]);

    desk.close(gate, Ending::Cancelled);
    desk.state.slot_reported(&report("bank~2", SlotStatus::Processing)).unwrap();
}

/// I-24: a failed document is failed, says why, and harms nobody.
#[test]
fn a_failed_slot_says_why_and_can_be_tried_again_under_another_id() {
    let (mut desk, gate) = collecting(&["bank", "rents"]);
    assert!(!desk.state.slot_is_wanted(gate, 0));
    desk.state.slot_ended(gate, 0, Some("it is torn".into()));
    assert_eq!(expected(&desk)[0]["message"], "it is torn");
    assert_eq!(statuses(&desk), ["failed", "pending"]);

    let click = retry(&desk, "bank").action_id("click-1");
    let receipt = desk.update(click.clone()).unwrap();
    assert_eq!((receipt.closed, receipt.revision), (false, 1));
    assert!(desk.state.slot_is_wanted(gate, 0));
    assert_eq!(statuses(&desk), ["pending", "pending"]);
    assert_eq!(expected(&desk)[0].get("message"), None);
    assert_eq!(desk.update(click).unwrap(), receipt);
    assert_eq!(reason(desk.update(retry(&desk, "bank"))), RefusalReason::NotAllowed, "it is under way");

    let child = desk.state.fill_slot(gate, 0);
    assert_eq!(desk.state.child_workflow_id(child), "close-7:intake:document-ingest:bank~2");
    assert!(!desk.state.slot_is_wanted(gate, 0));
    let retried = LogEvent::RowEdited { row_id: "bank".into(), verb: "retry".into() };
    assert_eq!(desk.state.ui_state(None).log[0].event, retried);
}

#[test]
fn a_collection_takes_no_approval_no_correction_and_no_other_row_action() {
    let (mut desk, gate) = collecting(&["bank"]);
    desk.state.slot_ended(gate, 0, Some("torn".into()));
    let before = desk.state.clone();
    let here = desk.shown();
    let refused = |desk: &mut Desk, say: Say| reason(desk.update(say.at(&here)));
    for say in [
        Say::approve(),
        Say::correct_payload(json!({})),
        Say::row(RowAction::edit_cell("bank", "status", "completed")),
        Say::row(RowAction::reject_row("bank")),
        Say::row(RowAction::custom("again", "bank")),
    ] {
        assert_eq!(refused(&mut desk, say), RefusalReason::NotAllowed);
    }
    let unknown = Say::row(RowAction::custom("retry", "tax"));
    assert_eq!(refused(&mut desk, unknown), RefusalReason::InvalidPayload);
    assert_eq!(reason(desk.update(Say::reject())), RefusalReason::AddressRequired, "older clients cannot");
    assert_eq!(desk.state, before);
}

#[test]
fn giving_up_closes_it_and_the_record_keeps_where_each_slot_stood() {
    let (mut desk, gate) = collecting(&["bank", "rents"]);
    desk.state.slot_ended(gate, 1, None);
    desk.signal(Say::reject().comments("too late").at(&desk.shown())).unwrap();
    assert_eq!(desk.state.ending(gate), Some(Ending::Answered));
    assert_eq!(desk.state.missing_slots(gate), [("bank".to_owned(), SlotStatus::Pending)]);
    assert_eq!(desk.state.take_answer(gate).unwrap().comments.as_deref(), Some("too late"));
    let kept = desk.state.snapshots(0)["intake"].clone();
    let shown = kept.payload.unwrap();
    assert_eq!(shown["expected"], kept.display_hint.config["expected"]);
    assert_eq!(shown["expected"][1]["status"], "completed");
}

#[test]
fn a_run_stands_where_its_oldest_open_gate_says() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    assert_eq!(desk.state.slot_status(), SlotStatus::Pending, "it has not asked for anything yet");
    let upload = desk.open(submission(call));
    assert_eq!(desk.state.slot_status(), SlotStatus::Pending);
    let look = desk.open(review(call));
    assert_eq!(desk.state.slot_status(), SlotStatus::Pending);
    desk.close(upload, Ending::Satisfied);
    assert_eq!(desk.state.slot_status(), SlotStatus::AwaitingReview);
    desk.close(look, Ending::Withdrawn);
    assert_eq!(desk.state.slot_status(), SlotStatus::Processing);
}
