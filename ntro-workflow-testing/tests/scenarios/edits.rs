//! What people may edit, and what rows can do.

use ntro_workflow::wire::Change;
use ntro_workflow::wire::RefusalReason::{HandlerRefused, InvalidPayload, NotAllowed, NotEditable};
use ntro_workflow::wire::action::RowAction;
use ntro_workflow_testing::{Failure, Scenario, Wrong, cell};
use ntro_workflow_tests::runbooks::gates::TwoReviews;
use ntro_workflow_tests::runbooks::journals::{Journal, Journals, Reviewed, Said};
use serde_json::{Value, json};

use crate::wrong;

fn at(said: Said) -> (Scenario<Journals>, &'static str) {
    let step = match said {
        Said::Declared => "declared",
        Said::Opened => "opened",
        Said::Columns => "columns",
    };
    (Scenario::of::<Journals>(said), step)
}

fn change(pointer: &str, before: impl Into<Value>, after: impl Into<Value>) -> Change {
    Change { pointer: pointer.into(), before: before.into(), after: after.into() }
}

/// What came of a scenario whose refusals changed nothing.
async fn approved_as_proposed(scenario: Scenario<Journals>) -> Result<(), Failure> {
    let outcome = scenario.run().await?;
    let expected = Reviewed { action: "approved".into(), journal: Journal::proposed(), changes: vec![] };
    assert_eq!(outcome.completed()?, expected);
    Ok(())
}

#[tokio::test]
async fn cells_and_header_fields_that_may_be_corrected_reach_the_runbook_with_what_they_were()
-> Result<(), Failure> {
    for said in [Said::Declared, Said::Opened] {
        let (scenario, step) = at(said);
        let cells =
            [cell("r1", "amount", 130).old_value(125), cell("r2", "memo", "late"), cell("", "note", "March")];
        let outcome = scenario.at(step).correct(cells).run().await?;
        let reviewed = outcome.completed()?;
        let mut changes = reviewed.changes.clone();
        changes.sort_by(|left, right| left.pointer.cmp(&right.pointer));
        assert_eq!(
            changes,
            [
                change("/lines/0/amount", 125.0, 130),
                change("/lines/1/memo", Value::Null, "late"),
                change("/note", "Accruals", "March"),
            ],
        );
        let Reviewed { action, journal, .. } = reviewed;
        assert_eq!(
            (action.as_str(), journal.note.as_str(), journal.lines[0].amount),
            ("corrected", "March", 130.0)
        );
        assert_eq!(journal.lines[1].memo.as_deref(), Some("late"));
    }
    Ok(())
}

#[tokio::test]
async fn what_may_not_be_corrected_is_refused_and_changes_nothing() -> Result<(), Failure> {
    for said in [Said::Declared, Said::Opened] {
        let (mut scenario, step) = at(said);
        for (wrong, reason) in [
            (cell("r1", "account", "9"), NotEditable),
            (cell("r1", "status", "POSTED"), NotEditable),
            (cell("", "period", "2026-04"), NotEditable),
            (cell("r9", "amount", 1), InvalidPayload),
            (cell("r1", "ammount", 1), InvalidPayload),
            (cell("r1", "amount", "a lot"), InvalidPayload),
            (cell("r1", "amount", true), InvalidPayload),
            (cell("r1", "amount", Value::Null), InvalidPayload),
            (cell("r1", "amount", 1).old_value(124), InvalidPayload),
        ] {
            scenario = scenario.at(step).refused(reason).correct([wrong]);
        }
        approved_as_proposed(scenario.at(step).approve()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_journal_that_is_sent_back_whole_is_held_to_the_same_rules() -> Result<(), Failure> {
    let edited = |pointer: &str, value: Value| {
        let mut journal = serde_json::to_value(Journal::proposed()).expect("it is JSON");
        *journal.pointer_mut(pointer).expect("it is there") = value;
        journal
    };
    for said in [Said::Declared, Said::Opened] {
        let (mut scenario, step) = at(said);
        for (wrong, reason) in [
            (edited("/lines/0/account", json!("9")), NotEditable),
            (edited("/period", json!("2026-04")), NotEditable),
            (edited("/lines/0/id", json!("r9")), InvalidPayload),
            (edited("/lines", json!([])), InvalidPayload),
        ] {
            scenario = scenario.at(step).refused(reason).correct_payload(wrong);
        }
        let outcome = scenario.at(step).correct_payload(edited("/lines/1/amount", json!(41))).run().await?;
        assert_eq!(outcome.completed()?.changes, [change("/lines/1/amount", 40.0, 41)]);
    }
    Ok(())
}

#[tokio::test]
async fn a_refusal_names_the_cell_and_what_may_be_edited_instead() {
    let (scenario, step) = at(Said::Declared);
    let wrong = wrong(scenario.at(step).correct([cell("r1", "account", "9")])).await;
    let Wrong::Refused { refusal, .. } = &wrong else { panic!("{wrong}") };
    assert!(
        refusal.message.starts_with("`/lines/0/account` cannot be edited: field `account` of row `r1`")
            && refusal.message.ends_with("people may edit `amount`, `memo`"),
        "{refusal}"
    );
}

#[tokio::test]
async fn columns_hold_where_no_type_says_what_people_may_edit() -> Result<(), Failure> {
    let (scenario, step) = at(Said::Columns);
    let outcome = scenario
        .at(step)
        .refused(NotEditable)
        .correct([cell("r1", "account", "9")])
        .at(step)
        .refused(NotEditable)
        .row_action(RowAction::edit_cell("r1", "status", "POSTED"))
        .at(step)
        .correct([cell("r1", "amount", 130)])
        .run()
        .await?;
    assert_eq!(outcome.completed()?.changes, [change("/lines/0/amount", 125.0, 130)]);
    Ok(())
}

#[tokio::test]
async fn a_row_action_of_the_runbooks_own_changes_what_is_decided_on() -> Result<(), Failure> {
    let (scenario, step) = at(Said::Declared);
    let outcome = scenario
        .at(step)
        .row_action(RowAction::custom("split", "r1").field("kept", 100))
        .at(step)
        .row_action(RowAction::edit_cell("r1-rest", "amount", 20).old_value(25))
        .at(step)
        .row_action(RowAction::reject_row("r2"))
        .at(step)
        .approve()
        .run()
        .await?;
    let reviewed = outcome.completed()?;
    let amounts: Vec<_> =
        reviewed.journal.lines.iter().map(|line| (line.amount, line.status.as_str())).collect();
    assert_eq!(amounts, [(100.0, "PENDING"), (40.0, "REJECTED"), (20.0, "PENDING")]);
    let pointers: Vec<_> = reviewed.changes.iter().map(|change| change.pointer.as_str()).collect();
    assert_eq!(pointers, ["/lines/0/amount", "/lines/1/status", "/lines/2"]);
    assert_eq!(reviewed.action, "approved");
    Ok(())
}

/// I-7: one bad row action killed the peer's run, or blocked it for ever.
#[tokio::test]
async fn a_bad_row_action_is_refused_and_harms_nothing() -> Result<(), Failure> {
    let (mut scenario, step) = at(Said::Declared);
    for (bad, reason) in [
        (RowAction::custom("crash", "r1"), HandlerRefused),
        (RowAction::custom("split", "r1"), HandlerRefused),
        (RowAction::custom("split", "r1").field("kept", "half"), HandlerRefused),
        (RowAction::custom("split", "r1").field("kept", 125), HandlerRefused),
        (RowAction::custom("split", "r9").field("kept", 1), InvalidPayload),
        (RowAction::custom("join", "r1"), NotAllowed),
        (RowAction::edit_cell("r1", "account", "9"), NotEditable),
        (RowAction::edit_cell("r1", "amount", json!([])), InvalidPayload),
        (RowAction::edit_cell("r1", "amount", 1).old_value(1), InvalidPayload),
        (RowAction::reject_row("r9"), InvalidPayload),
    ] {
        scenario = scenario.at(step).refused(reason).row_action(bad);
    }
    approved_as_proposed(scenario.at(step).approve()).await
}

#[tokio::test]
async fn a_hook_is_done_instead_of_an_edit_of_a_cell_that_may_be_edited() -> Result<(), Failure> {
    let (scenario, step) = at(Said::Opened);
    let outcome = scenario
        .at(step)
        .refused(NotEditable)
        .row_action(RowAction::edit_cell("r2", "status", "PENDING"))
        .at(step)
        .row_action(RowAction::edit_cell("r2", "amount", 41))
        .at(step)
        .approve()
        .run()
        .await?;
    let line = &outcome.completed()?.journal.lines[1];
    assert_eq!(
        (line.amount, line.status.as_str(), line.memo.as_deref()),
        (40.0, "PENDING", Some("looked at"))
    );
    Ok(())
}

/// I-6: the peer kept a row action for the next gate, whose row it then changed.
#[tokio::test]
async fn a_row_action_is_never_kept_for_the_next_gate() -> Result<(), Failure> {
    let edit = || RowAction::edit_cell("r1", "amount", 7);
    let outcome = Scenario::of::<TwoReviews>(())
        .at("second")
        .answer_early()
        .row_action(edit())
        .at("first")
        .row_action(edit())
        .at("first")
        .approve()
        .at("second")
        .approve()
        .run()
        .await?;
    let amounts: Vec<_> = outcome.completed()?.iter().map(|decided| decided.amounts.clone()).collect();
    assert_eq!(amounts, [[7.0], [1_000_000.0]]);
    Ok(())
}
