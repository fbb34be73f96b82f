//! Row actions of the author's own (contract E.5), and what the peer did with bad ones.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, lines, lines_with, reason, review};
use crate::state::{CallKey, GateKind, GateSpec, OpeningKey, RowHook, RowHooks};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::hint::{ApprovalForm, DataTable};
use crate::wire::{Action, Change, DisplayHint, LogEvent, RefusalReason, RowAction};

/// Halves the amount of a row into two.
fn split(row: &RowAction, payload: &Value) -> Result<Value, String> {
    let parts: i64 = row.argument("parts")?;
    let mut payload = payload.clone();
    let lines = payload["lines"].as_array_mut().ok_or("no lines")?;
    let line = lines.iter_mut().find(|line| line["id"] == row.row_id.as_str()).ok_or("no such line")?;
    let amount = line["amount"].as_i64().ok_or("no amount")? / parts;
    line["amount"] = json!(amount);
    lines.push(json!({ "id": format!("{}-2", row.row_id), "amount": amount, "status": "PENDING" }));
    Ok(payload)
}

fn hooked(hooks: &[(&str, RowHook)]) -> impl FnOnce(CallKey) -> GateSpec + use<> {
    let mut row_hooks = RowHooks::default();
    hooks.iter().for_each(|(verb, hook)| row_hooks.set(*verb, hook.clone()));
    move |call| GateSpec { row_hooks, ..review(call) }
}

fn at_split() -> (Desk, OpeningKey) {
    Desk::at_gate(hooked(&[("split", RowHook::new(split))]))
}

fn in_two(row: &str) -> Say {
    Say::row(RowAction::custom("split", row).field("parts", 2))
}

#[test]
fn what_the_hook_made_is_shown_under_a_new_revision_and_digest_and_is_what_is_approved() {
    let (mut desk, gate) = at_split();
    let before = desk.shown();
    let receipt = desk.update(in_two("r2").at(&before)).unwrap();
    let shown = desk.state.pending_action().unwrap();
    let payload = shown.payload.clone().unwrap();
    assert_eq!(
        (payload["lines"][1]["amount"].clone(), payload["lines"][2]["id"].clone()),
        (json!(20), json!("r2-2"))
    );
    assert_eq!((shown.revision, shown.digest), (Some(receipt.revision), Some(receipt.digest)));
    // I-9: an agent that reads the pending action and a screen that reads the state decide on the same.
    assert_eq!(desk.state.ui_state(None).pending_payload, Some(payload.clone()));
    assert_eq!(reason(desk.update(Say::approve().at(&before))), RefusalReason::StaleView);

    desk.update(Say::approve().at(&desk.shown())).unwrap();
    let answer = desk.state.take_answer(gate).unwrap();
    assert_eq!((answer.action, answer.payload), (Action::Approved, payload.clone()));
    let change =
        |pointer: &str, before: Value, after: Value| Change { pointer: pointer.into(), before, after };
    assert_eq!(
        answer.changes,
        [
            change("/lines/1/amount", json!(40), json!(20)),
            change("/lines/2", Value::Null, payload["lines"][2].clone()),
        ],
    );
    let log = desk.state.ui_state(None).log;
    assert_eq!(log[0].event, LogEvent::RowEdited { row_id: "r2".into(), verb: "split".into() });
}

#[test]
fn a_bad_one_is_refused_with_its_sentence_and_harms_nothing() {
    for (say, words) in [
        (Say::row(RowAction::custom("split", "r2")), "`/parts` is missing"),
        (Say::row(RowAction::custom("split", "r2").field("parts", "two")), "`/parts` does not fit"),
    ] {
        let (mut desk, _) = at_split();
        let before = desk.state.clone();
        let refusal = desk.update(say.at(&desk.shown())).unwrap_err();
        assert_eq!((refusal.reason, &desk.state), (RefusalReason::HandlerRefused, &before));
        assert!(refusal.message.contains("the row action `split` was refused"), "{refusal}");
        assert!(refusal.message.contains(words), "{refusal}");
    }
}

#[test]
fn a_row_that_is_not_there_and_a_payload_that_does_not_fit_are_refused() {
    let owed = RowHook::new(|_, _| Ok(lines_with(-1)));
    let (mut desk, _) = Desk::at_gate(hooked(&[("owe", owed), ("split", RowHook::new(split))]));
    assert_eq!(reason(desk.update(in_two("r9").at(&desk.shown()))), RefusalReason::InvalidPayload);
    let refusal = desk.update(Say::row(RowAction::custom("owe", "r1")).at(&desk.shown())).unwrap_err();
    assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
    assert!(refusal.message.contains("at /lines/0/amount"), "{refusal}");
    assert_eq!(desk.state.pending_action().unwrap().payload, Some(lines()));
}

#[test]
fn a_verb_that_the_gate_does_not_know_is_told_which_it_knows() {
    let (mut desk, _) = at_split();
    let refusal = desk.update(Say::row(RowAction::custom("join", "r1")).at(&desk.shown())).unwrap_err();
    assert_eq!(refusal.reason, RefusalReason::NotAllowed);
    assert!(refusal.message.ends_with("it takes `edit_cell`, `reject_row` and `split`"), "{refusal}");
}

#[test]
fn a_hook_is_done_instead_of_what_an_edit_or_a_reject_usually_does() {
    let marked = |field: &'static str, value: Value| {
        RowHook::new(move |_, payload| {
            let mut payload = payload.clone();
            payload[field] = value.clone();
            Ok(payload)
        })
    };
    let spec = hooked(&[
        ("edit_cell", marked("note", json!("edited"))),
        ("reject_row", marked("gone", json!(true))),
    ]);
    let (mut desk, _) = Desk::at_gate(spec);
    // A cell that is not there is refused whatever the hook does with it.
    let unknown = Say::row(RowAction::edit_cell("r1", "ammount", 1));
    assert_eq!(reason(desk.update(unknown.at(&desk.shown()))), RefusalReason::InvalidPayload);
    desk.update(Say::row(RowAction::edit_cell("r1", "amount", 1)).at(&desk.shown())).unwrap();
    desk.update(Say::row(RowAction::reject_row("r1")).at(&desk.shown())).unwrap();
    let mut expected = lines();
    expected["note"] = json!("edited");
    expected["gone"] = json!(true);
    assert_eq!(desk.state.pending_action().unwrap().payload, Some(expected));
}

#[test]
fn a_yes_or_no_gate_has_the_authors_row_actions_and_no_others() {
    let spec = hooked(&[("split", RowHook::new(split))]);
    let kind = GateKind::Review(vec![Action::Approved, Action::Rejected]);
    let (mut desk, _) = Desk::at_gate(|call| GateSpec { kind, ..spec(call) });
    let edit = Say::row(RowAction::edit_cell("r1", "amount", 1));
    assert_eq!(reason(desk.update(edit.at(&desk.shown()))), RefusalReason::NotAllowed);
    assert_eq!(desk.update(in_two("r1").at(&desk.shown())).unwrap().revision, 2);
}

#[test]
fn a_table_shows_the_verbs_after_its_own_and_another_component_shows_none() {
    let shown = |hint: DisplayHint| {
        let spec = hooked(&[("split", RowHook::new(split)), ("edit", RowHook::new(split))]);
        let (desk, _) = Desk::at_gate(|call| GateSpec { hint, ..spec(call) });
        desk.state.pending_action().unwrap().display_hint.unwrap().config.get("row_actions").cloned()
    };
    assert_eq!(shown(DataTable::new("Lines").into()), Some(json!(["split", "edit"])));
    let own = DataTable::new("Lines").row_actions(["edit", "reject"]);
    assert_eq!(shown(own.into()), Some(json!(["edit", "reject", "split"])));
    assert_eq!(shown(ApprovalForm::default().into()), None);
}

/// I-6: the peer kept a late edit for the next gate, whose row it then changed.
#[test]
fn an_action_for_a_gate_that_has_closed_never_reaches_the_next() {
    let (mut desk, _) = at_split();
    let first = desk.shown();
    desk.signal(Say::reject().at(&first)).unwrap();
    assert_eq!(reason(desk.signal(in_two("r2").at(&first))), RefusalReason::AlreadyAnswered);
    assert_eq!(reason(desk.signal(in_two("r2"))), RefusalReason::NoOpenGate);
    let call = desk.enter("review_lines");
    desk.open(hooked(&[("split", RowHook::new(split))])(call));
    assert_eq!(desk.state.pending_action().unwrap().payload, Some(lines()));
    assert_eq!(reason(desk.signal(in_two("r2").at(&first))), RefusalReason::AlreadyAnswered);
    assert_eq!(desk.state.pending_action().unwrap().revision, Some(1));
}

#[test]
fn the_same_actions_in_the_same_order_give_the_same_state_on_replay() {
    let play = |update: fn(&mut Desk, Say)| {
        let (mut desk, _) = at_split();
        update(&mut desk, in_two("r2"));
        update(&mut desk, in_two("r2-2"));
        desk.state
    };
    let live = play(|desk, say| drop(desk.update(say.at(&desk.shown())).unwrap()));
    let replayed = play(|desk, say| drop(desk.replay_update(say.at(&desk.shown())).unwrap()));
    assert_eq!(live, replayed);
}
