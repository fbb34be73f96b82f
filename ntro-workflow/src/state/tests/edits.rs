//! What people may edit: by the author's types, or else by the columns of the hint.

use serde_json::{Value, json};

use crate::state::tests::desk::{Desk, lines, review};
use crate::state::{Answer, CallKey, Check, GateSpec, OpeningKey};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::editable::{EditField, EditRows};
use crate::wire::hint::{Column, ColumnType, DataTable};
use crate::wire::{Action, Change, Correction, EditRules, Refusal, RefusalReason, RowAction, Violation};

const LINE: &[EditField] = &[
    EditField::new("account", "Account", ColumnType::Text),
    EditField::new("amount", "Amount", ColumnType::Currency).editable(),
    EditField::new("checked", "Checked", ColumnType::Boolean).editable(),
    EditField::new("memo", "Memo", ColumnType::Text).editable(),
];

pub(super) const RULES: EditRules = EditRules {
    fields: const {
        &[
            EditField::new("note", "Note", ColumnType::Text).editable(),
            EditField::new("period", "Period", ColumnType::Date),
        ]
    },
    rows: const { &[EditRows { key: Some("lines"), label: "Lines", fields: LINE }] },
};

/// The `memo` of `r2` is left out, as serde leaves out what is empty.
pub(super) fn journal() -> Value {
    json!({
        "note": "March",
        "period": "2026-03",
        "lines": [
            { "id": "r1", "account": "4010", "amount": 125, "checked": false, "memo": "rent", "status": "PENDING" },
            { "id": "r2", "account": "4020", "amount": 40, "checked": true, "status": "PENDING" },
        ],
        "sources": [{ "id": "s1", "page": 3 }],
    })
}

pub(super) fn typed(call: CallKey) -> GateSpec {
    GateSpec {
        payload: journal(),
        edits: Some(RULES),
        fits: Check::any(),
        complete: Check::any(),
        ..review(call)
    }
}

fn changed(pointer: &str, value: impl Into<Value>) -> Value {
    let mut payload = journal();
    *payload.pointer_mut(pointer).unwrap() = value.into();
    payload
}

/// What is told to the sender of what is refused, by update and by signal; the gate stays as it was.
fn refused_at(spec: impl FnOnce(CallKey) -> GateSpec, say: Say) -> Refusal {
    let (mut desk, gate) = Desk::at_gate(spec);
    let (say, before) = (say.at(&desk.shown()), desk.state.clone());
    let refusal = desk.update(say.clone()).unwrap_err();
    assert_eq!(desk.state, before);
    assert_eq!(desk.signal(say), Err(refusal.clone()));
    assert_eq!((desk.state.ending(gate), desk.state.pending_actions()), (None, before.pending_actions()));
    refusal
}

fn answered(spec: impl FnOnce(CallKey) -> GateSpec, say: Say) -> Answer {
    let (mut desk, gate) = Desk::at_gate(spec);
    desk.update(say.at(&desk.shown())).unwrap();
    taken(&mut desk, gate)
}

fn taken(desk: &mut Desk, gate: OpeningKey) -> Answer {
    desk.state.take_answer(gate).unwrap()
}

fn change(pointer: &str, before: impl Into<Value>, after: impl Into<Value>) -> Change {
    Change { pointer: pointer.into(), before: before.into(), after: after.into() }
}

#[test]
fn what_may_not_be_corrected_is_refused_by_name() {
    use RefusalReason::{InvalidPayload, NotEditable};
    let stale = Correction::new("r1", "amount", 130).old_value(120);
    for (correction, reason, words) in [
        (
            Correction::new("r1", "account", "9"),
            NotEditable,
            ["`/lines/0/account`", "`amount`, `checked`, `memo`"],
        ),
        (Correction::new("r1", "status", "POSTED"), NotEditable, ["`/lines/0/status`", "row `r1`"]),
        (Correction::new("s1", "page", 4), NotEditable, ["`/sources/0/page`", "row `s1`"]),
        (Correction::new("", "period", "2026-04-01"), NotEditable, ["`/period`", "people may edit `note`"]),
        (Correction::new("", "lines", json!([])), NotEditable, ["`/lines`", "the payload"]),
        (Correction::new("r9", "amount", 1), InvalidPayload, ["`r9`", "`/lines`"]),
        (Correction::new("r1", "ammount", 1), InvalidPayload, ["`/lines/0/ammount`", "no field `ammount`"]),
        (Correction::new("", "nota", "x"), InvalidPayload, ["`/nota`", "no field `nota`"]),
        (Correction::new("r1", "id", "r9"), InvalidPayload, ["`/lines/0/id`", "row `r1`"]),
        (Correction::new("r1", "amount", "a lot"), InvalidPayload, ["`/lines/0/amount`", "send an amount"]),
        (
            Correction::new("r1", "checked", 1),
            InvalidPayload,
            ["`/lines/0/checked`", "send `true` or `false`"],
        ),
        (Correction::new("r1", "memo", json!({})), InvalidPayload, ["`/lines/0/memo`", "send a string"]),
        (stale, InvalidPayload, ["`/lines/0/amount`", "`old_value`"]),
    ] {
        let refusal = refused_at(typed, Say::correct([correction.clone()]));
        assert_eq!(refusal.reason, reason, "{correction:?}: {refusal}");
        assert!(words.iter().all(|words| refusal.message.contains(words)), "{correction:?}: {refusal}");
        if !correction.line_item_id.is_empty() {
            let edit = RowAction::edit_cell(correction.line_item_id, correction.field, correction.new_value);
            let edit = correction.old_value.into_iter().fold(edit, RowAction::old_value);
            assert_eq!(refused_at(typed, Say::row(edit)), refusal);
        }
    }
}

#[test]
fn one_bad_correction_among_good_ones_leaves_all_of_them_undone() {
    let good = Correction::new("r1", "amount", 130);
    let bad = Correction::new("r2", "account", "9");
    assert_eq!(refused_at(typed, Say::correct([good, bad])).reason, RefusalReason::NotEditable);
}

#[test]
fn cells_and_header_fields_that_may_be_corrected_are_and_what_changed_is_kept() {
    let say = Say::correct([
        Correction::new("r1", "amount", "130.50").old_value(125.0),
        Correction::new("", "note", "April").old_value("March"),
        Correction::new("r2", "memo", "left out when empty"),
    ]);
    let (mut desk, gate) = Desk::at_gate(typed);
    desk.update(say.at(&desk.shown())).unwrap();
    let answer = taken(&mut desk, gate);
    assert_eq!((answer.action, answer.corrections.len()), (Action::Corrected, 3));
    let mut expected = changed("/lines/0/amount", "130.50");
    expected["note"] = json!("April");
    expected["lines"][1]["memo"] = json!("left out when empty");
    assert_eq!(answer.payload, expected);
    let mut changes = answer.changes;
    changes.sort_by(|left, right| left.pointer.cmp(&right.pointer));
    assert_eq!(
        changes,
        [
            change("/lines/0/amount", 125, "130.50"),
            change("/lines/1/memo", Value::Null, "left out when empty"),
            change("/note", "March", "April"),
        ],
    );
    let mut decision = desk.state.snapshots(0).remove("review_lines").unwrap().decision.unwrap();
    decision.changes.sort_by(|left, right| left.pointer.cmp(&right.pointer));
    assert_eq!(decision.changes, changes);
}

#[test]
fn what_is_sent_back_whole_is_held_to_the_same_rules() {
    use RefusalReason::{InvalidPayload, NotEditable};
    let edited = |edit: &dyn Fn(&mut Value)| {
        let mut payload = journal();
        edit(&mut payload);
        payload
    };
    let cases: [(Value, _, &str); 11] = [
        (changed("/lines/0/account", "9"), NotEditable, "`/lines/0/account`"),
        (changed("/period", "2026-04"), NotEditable, "`/period`"),
        (changed("/sources/0/page", 4), NotEditable, "`/sources`"),
        (changed("/lines/0/checked", "yes"), InvalidPayload, "`/lines/0/checked`"),
        (changed("/lines/1/id", "r9"), InvalidPayload, "no row has the id `r9`"),
        (changed("/lines/1/id", "r1"), InvalidPayload, "both have the id `r1`"),
        (changed("/lines", json!({})), InvalidPayload, "`/lines` is an object"),
        (edited(&|payload| drop(payload["lines"].as_array_mut().unwrap().pop())), InvalidPayload, "row `r2`"),
        (edited(&|payload| payload["lines"][0]["vat"] = json!(1)), InvalidPayload, "`/lines/0/vat`"),
        (edited(&|payload| payload["total"] = json!(1)), InvalidPayload, "`/total`"),
        (
            edited(&|payload| drop(payload["lines"][0].as_object_mut().unwrap().remove("amount"))),
            InvalidPayload,
            "`/lines/0/amount` is missing",
        ),
    ];
    for (payload, reason, words) in cases {
        for say in [Say::approve_payload(payload.clone()), Say::correct_payload(payload.clone())] {
            let refusal = refused_at(typed, say);
            assert_eq!(refusal.reason, reason, "{refusal}");
            assert!(refusal.message.contains(words), "{words}: {refusal}");
        }
    }
}

#[test]
fn a_screen_may_send_its_rows_back_sorted_and_what_is_empty_not_at_all() {
    let mut echoed = journal();
    echoed["lines"].as_array_mut().unwrap().reverse();
    let answer = answered(typed, Say::approve_payload(echoed.clone()));
    assert_eq!((answer.action, answer.payload, answer.changes), (Action::Approved, journal(), vec![]));

    echoed["lines"][1]["amount"] = json!(130);
    echoed["lines"][0]["memo"] = json!(null);
    let answer = answered(typed, Say::approve_payload(echoed));
    assert_eq!((answer.action, answer.payload), (Action::Corrected, changed("/lines/0/amount", 130)));
    assert_eq!(answer.changes, [change("/lines/0/amount", 125, 130)]);
}

#[test]
fn a_list_that_is_the_payload_itself_has_rules_too() {
    const ROWS: &[EditRows] = &[EditRows { key: None, label: "Rows", fields: LINE }];
    let spec = |call| GateSpec {
        payload: journal()["lines"].take(),
        edits: Some(EditRules { fields: &[], rows: ROWS }),
        ..typed(call)
    };
    let answer = answered(spec, Say::correct([Correction::new("r2", "amount", 41)]));
    assert_eq!(answer.changes, [change("/1/amount", 40, 41)]);
    let refusal = refused_at(spec, Say::correct([Correction::new("r2", "account", "9")]));
    assert_eq!(refusal.reason, RefusalReason::NotEditable);
}

#[test]
fn what_fits_the_rules_still_has_to_fit_the_authors_type() {
    let whole = |payload: &Value| match payload["lines"][0]["amount"].as_f64() {
        Some(_) => Ok(()),
        None => Err(Violation::at("/lines/0/amount", "a number, please")),
    };
    let spec = |call| GateSpec { fits: Check::new(whole), complete: Check::new(whole), ..typed(call) };
    for value in [json!(null), json!("130.50")] {
        let refusal = refused_at(spec, Say::correct([Correction::new("r1", "amount", value)]));
        assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
        assert!(refusal.message.contains("at /lines/0/amount: a number, please"), "{refusal}");
    }
}

#[test]
fn what_was_accepted_before_is_not_held_to_stricter_rules_on_replay() {
    let sealed = |call| GateSpec { edits: Some(EditRules { fields: &[], rows: &[] }), ..typed(call) };
    let mut sorted = changed("/lines/0/amount", 130);
    sorted["note"] = json!("April");
    for say in [
        Say::correct([Correction::new("r1", "amount", 130), Correction::new("", "note", "April")]),
        Say::correct_payload(sorted.clone()),
    ] {
        let (mut desk, gate) = Desk::at_gate(sealed);
        desk.replay_update(say.at(&desk.shown())).unwrap();
        assert_eq!(taken(&mut desk, gate).payload, sorted);
    }
}

#[test]
fn columns_that_say_so_hold_where_no_type_does() {
    let columns = [Column::text("status", "Status"), Column::currency("amount", "Amount").editable()];
    let nested = DataTable::new("Lines").dataset("lines", "Lines").columns(columns.clone());
    let keyed = DataTable::new("Lines").data_key("lines").columns(columns.clone());
    let plain = DataTable::new("Lines").columns(columns);
    for table in [nested, keyed, plain] {
        let spec = |call| GateSpec { hint: table.clone().into(), ..review(call) };
        for field in ["status", "checked"] {
            let mut payload = lines();
            payload["lines"][0]["checked"] = json!(false);
            let spec = |call| GateSpec { payload: payload.clone(), ..spec(call) };
            let refusal = refused_at(spec, Say::correct([Correction::new("r1", field, "x")]));
            assert_eq!(refusal.reason, RefusalReason::NotEditable, "{refusal}");
            let mut payload = payload.clone();
            payload["lines"][0][field] = json!("x");
            assert_eq!(
                refused_at(spec, Say::approve_payload(payload.clone())).reason,
                RefusalReason::NotEditable
            );
        }
        let answer = answered(spec, Say::correct([Correction::new("r1", "amount", 126)]));
        assert_eq!(answer.changes, [change("/lines/0/amount", 125, 126)]);
        // Of header fields a table says nothing.
        let mut payload = lines();
        payload["note"] = json!("April");
        assert_eq!(answered(spec, Say::approve_payload(payload.clone())).payload, payload);
    }
}

#[test]
fn a_table_without_columns_forbids_nothing() {
    let answer = answered(review, Say::correct([Correction::new("r1", "status", "HELD")]));
    assert_eq!(answer.changes, [change("/lines/0/status", "PENDING", "HELD")]);
}

#[test]
fn a_header_field_is_corrected_cell_by_cell_only_where_types_say_which() {
    let refusal = refused_at(review, Say::correct([Correction::new("", "note", "April")]));
    assert_eq!(refusal.reason, RefusalReason::InvalidPayload);
    assert!(refusal.message.contains("header fields cannot be corrected one by one here"), "{refusal}");
}

#[test]
fn what_changed_is_net_of_row_actions_and_corrections() {
    let (mut desk, gate) = Desk::at_gate(typed);
    desk.update(Say::row(RowAction::edit_cell("r1", "amount", 130)).at(&desk.shown())).unwrap();
    desk.update(Say::row(RowAction::edit_cell("r2", "amount", 41)).at(&desk.shown())).unwrap();
    desk.update(Say::row(RowAction::reject_row("r2")).at(&desk.shown())).unwrap();
    let back = Correction::new("r1", "amount", 125);
    let on = Correction::new("r2", "amount", 42);
    desk.update(Say::correct([back, on]).at(&desk.shown())).unwrap();
    let expected = [change("/lines/1/amount", 40, 42), change("/lines/1/status", "PENDING", "REJECTED")];
    assert_eq!(taken(&mut desk, gate).changes, expected);
}

#[test]
fn a_rejected_review_keeps_what_its_row_actions_changed() {
    let (mut desk, gate) = Desk::at_gate(typed);
    desk.update(Say::row(RowAction::edit_cell("r1", "amount", 130)).at(&desk.shown())).unwrap();
    desk.update(Say::reject().at(&desk.shown())).unwrap();
    let answer = taken(&mut desk, gate);
    assert_eq!((answer.corrections.len(), answer.changes), (0, vec![change("/lines/0/amount", 125, 130)]));
}

#[test]
fn a_row_of_a_list_that_the_types_do_not_mention_cannot_be_rejected() {
    let mut payload = journal();
    payload["sources"][0]["status"] = json!("PENDING");
    let spec = |call| GateSpec { payload, ..typed(call) };
    let refusal = refused_at(spec, Say::row(RowAction::reject_row("s1")));
    assert_eq!(refusal.reason, RefusalReason::NotEditable);
    assert!(refusal.message.contains("`/sources/0`"), "{refusal}");
}
