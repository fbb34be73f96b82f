//! The log: what was applied stays, what was refused is counted.

use std::collections::BTreeMap;

use crate::state::tests::desk::{Desk, at, review, said};
use crate::state::view::PAGE;
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Actor, Address, Ending, LogEntry, LogEvent, Refusal, RefusalReason, RowAction};

const REFUSED_KEPT: usize = 200;

/// Every line of the log, page by page.
fn whole(desk: &Desk) -> Vec<LogEntry> {
    let mut end = desk.state.log.entries().len();
    let mut pages = Vec::new();
    while end > 0 {
        let page = desk.state.ui_state(Some(end)).log;
        end -= page.len();
        pages.push(page);
    }
    pages.into_iter().rev().flatten().collect()
}

fn is_refused(entry: &LogEntry) -> bool {
    matches!(entry.event, LogEvent::Refused { .. })
}

fn refuse(desk: &mut Desk, times: usize) {
    for _ in 0..times {
        desk.tick(1);
        desk.signal(Say::approve().at(&Address::new("no/such/1/gate"))).unwrap_err();
    }
}

#[test]
fn an_applied_answer_is_logged_with_time_gate_and_claimed_actor() {
    let (mut desk, _) = Desk::at_review();
    let gate_id = desk.shown().gate_id;
    desk.signal(Say::reject().at(&desk.shown()).actor("ada").comments("wrong month")).unwrap();
    let [line] = &whole(&desk)[..] else { panic!("one line") };
    assert_eq!((line.at, line.gate_id.as_ref(), line.addressed), (desk.now, Some(&gate_id), true));
    assert_eq!(line.actor, Some(Actor::from("ada")));
    let LogEvent::Answered { action, comments, late, .. } = &line.event else { panic!("an answer") };
    assert_eq!((action.as_str(), comments.as_deref(), *late), ("rejected", Some("wrong month"), false));
}

#[test]
fn a_repeated_message_adds_no_line() {
    let (mut desk, _) = Desk::at_review();
    let click = Say::approve().at(&desk.shown()).action_id("click-1");
    desk.signal(click.clone()).unwrap();
    desk.signal(click).unwrap();
    assert_eq!(whole(&desk).len(), 1);
}

#[test]
fn a_refused_signal_is_logged_with_its_reason_and_changes_nothing_else() {
    let (mut desk, _) = Desk::at_review();
    let before = desk.state.clone();
    let refusal = desk.signal(Say::approve().at(&Address::new("no/such/1/gate")).actor("ada")).unwrap_err();
    let [line] = &whole(&desk)[..] else { panic!("one line") };
    assert_eq!(
        line.event,
        LogEvent::Refused { reason: RefusalReason::UnknownGate, message: refusal.message }
    );
    assert_eq!((line.gate_id.as_deref(), line.addressed), (Some("no/such/1/gate"), true));
    assert_eq!(line.actor, Some(Actor::from("ada")));
    desk.state.log = before.log.clone();
    assert_eq!(desk.state, before);
}

#[test]
fn a_refused_update_leaves_no_trace_at_all() {
    let (mut desk, _) = Desk::at_review();
    let before = desk.state.clone();
    desk.update(Say::approve().at(&Address::new("no/such/1/gate"))).unwrap_err();
    assert_eq!(desk.state, before);
}

#[test]
fn a_message_that_could_not_be_read_is_logged_too() {
    let mut desk = Desk::new();
    let refusal = Refusal::new(RefusalReason::Malformed, "not an object");
    desk.state.refuse(&refusal, None, at(1));
    let [line] = &whole(&desk)[..] else { panic!("one line") };
    assert_eq!((line.at, line.actor.as_ref(), line.addressed), (at(1), None, false));
}

#[test]
fn of_refused_signals_the_newest_two_hundred_keep_their_words_and_all_are_counted() {
    let mut desk = Desk::new();
    refuse(&mut desk, REFUSED_KEPT + 37);
    desk.signal(said(serde_json::json!({ "action": "approve" }))).unwrap_err();
    let log = whole(&desk);
    assert_eq!(log.len(), REFUSED_KEPT);
    assert_eq!((log[0].at, log[REFUSED_KEPT - 1].at), (at(39), at(237)));
    let expected = BTreeMap::from([(RefusalReason::UnknownGate, 237), (RefusalReason::NoOpenGate, 1)]);
    assert_eq!(desk.state.ui_state(None).refused, expected);
}

#[test]
fn a_flood_of_refused_signals_drops_no_applied_answer() {
    let mut desk = Desk::new();
    let call = desk.enter("review_lines");
    for round in 0..5 {
        desk.open(review(call));
        desk.signal(Say::row(RowAction::edit_cell("r1", "amount", round)).at(&desk.shown())).unwrap();
        refuse(&mut desk, 90);
        desk.signal(Say::approve().at(&desk.shown())).unwrap();
        let withdrawn = desk.open(review(call));
        desk.close(withdrawn, Ending::Withdrawn);
    }
    let log = whole(&desk);
    assert_eq!(log.iter().filter(|line| is_refused(line)).count(), REFUSED_KEPT);
    assert_eq!(log.iter().filter(|line| !is_refused(line)).count(), 15);
    assert!(log.is_sorted_by_key(|line| line.at));
}

#[test]
fn one_page_of_the_log_ends_where_it_was_asked_to() {
    let mut desk = Desk::new();
    refuse(&mut desk, PAGE + 20);
    assert_eq!(desk.state.ui_state(None).log.len(), PAGE);
    assert_eq!(desk.state.ui_state(None).log, desk.state.ui_state(Some(PAGE + 20)).log);
    assert_eq!(desk.state.ui_state(None).log, desk.state.ui_state(Some(usize::MAX)).log);
    assert_eq!(desk.state.ui_state(Some(20)).log.len(), 20);
    assert_eq!(desk.state.ui_state(Some(0)).log, []);
}
