//! What holds of any corrections where types say what people may edit.

use std::collections::BTreeMap;

use proptest::{collection, option, prelude::*};
use serde_json::{Value, json};

use crate::state::tests::desk::Desk;
use crate::state::tests::edits::{journal, typed};
use crate::wire::action::UserActionMessage as Say;
use crate::wire::{Correction, RowAction};

/// The cells that people may edit, and what they may send for them.
fn editable_cell() -> impl Strategy<Value = Correction> {
    let amounts = prop_oneof![(-500..500i64).prop_map(Value::from), Just(json!("12.5")), Just(json!(125.0))];
    let texts = proptest::sample::select(vec![json!("x"), json!("rent"), json!("")]);
    prop_oneof![
        (row_id(), amounts).prop_map(|(row, value)| Correction::new(row, "amount", value)),
        (row_id(), any::<bool>()).prop_map(|(row, value)| Correction::new(row, "checked", value)),
        texts.clone().prop_map(|value| Correction::new("r1", "memo", value)),
        texts.prop_map(|value| Correction::new("", "note", value)),
    ]
}

fn row_id() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["r1", "r2"][..])
}

/// Any cell at all: of rows and lists that are there or not, with a value that fits or not.
fn any_cell() -> impl Strategy<Value = Correction> {
    let fields =
        ["id", "account", "amount", "checked", "memo", "status", "page", "note", "period", "lines", "vat"];
    let values = vec![json!(1), json!("x"), json!(true), json!(null), json!([]), json!(125)];
    let rows = proptest::sample::select(&["", "r1", "r2", "r9", "s1"][..]);
    let (fields, values) = (proptest::sample::select(fields.to_vec()), proptest::sample::select(values));
    (rows, fields, values.clone(), option::weighted(0.2, values)).prop_map(|(row, field, value, old)| {
        let correction = Correction::new(row, field, value);
        old.into_iter().fold(correction, Correction::old_value)
    })
}

fn corrections() -> impl Strategy<Value = Vec<Correction>> {
    collection::vec(prop_oneof![4 => editable_cell(), 1 => any_cell()], 1..6)
}

/// Every cell by its pointer: header fields, and the members of every row.
fn cells(payload: &Value) -> BTreeMap<String, Value> {
    let mut cells = BTreeMap::new();
    for (key, member) in payload.as_object().unwrap() {
        let Some(rows) = member.as_array() else {
            cells.insert(format!("/{key}"), member.clone());
            continue;
        };
        for (index, row) in rows.iter().enumerate() {
            let row = row.as_object().unwrap();
            cells.extend(row.iter().map(|(field, cell)| (format!("/{key}/{index}/{field}"), cell.clone())));
        }
    }
    cells
}

/// Where a correction of the journal points to, if people may edit that.
fn pointer(correction: &Correction) -> Option<String> {
    match (correction.line_item_id.as_str(), correction.field.as_str()) {
        ("", "note") => Some("/note".into()),
        ("r1", field @ ("amount" | "checked" | "memo")) => Some(format!("/lines/0/{field}")),
        ("r2", field @ ("amount" | "checked" | "memo")) => Some(format!("/lines/1/{field}")),
        _ => None,
    }
}

fn same(one: &Value, other: &Value) -> bool {
    one == other || one.as_f64().is_some_and(|number| Some(number) == other.as_f64())
}

proptest! {
    #[test]
    fn corrections_are_refused_and_change_nothing_or_change_the_named_cells_only(list in corrections()) {
        let (mut desk, gate) = Desk::at_gate(typed);
        let before = desk.state.clone();
        if desk.update(Say::correct(list.clone()).at(&desk.shown())).is_err() {
            prop_assert_eq!(desk.state, before);
            return Ok(());
        }
        let answer = desk.state.take_answer(gate).unwrap();
        let mut expected = cells(&journal());
        for correction in &list {
            let pointer = pointer(correction);
            prop_assert!(pointer.is_some(), "{:?} may not be edited", correction);
            expected.insert(pointer.unwrap(), correction.new_value.clone());
        }
        let (original, corrected) = (cells(&journal()), cells(&answer.payload));
        let before = |pointer: &String| original.get(pointer).unwrap_or(&Value::Null);
        // What is empty and was left out is still left out.
        expected.retain(|pointer, cell| original.contains_key(pointer) || !cell.is_null());
        prop_assert_eq!(corrected.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        prop_assert!(corrected.iter().all(|(pointer, cell)| same(cell, &expected[pointer])));
        let differs = corrected.into_iter().filter(|(pointer, cell)| !same(before(pointer), cell));
        let changes: BTreeMap<_, _> = answer.changes.into_iter().map(|change| (change.pointer, change.after)).collect();
        prop_assert_eq!(changes, differs.collect::<BTreeMap<_, _>>());
    }

    #[test]
    fn what_is_undone_has_the_digest_that_it_had(list in collection::vec(editable_cell(), 1..6)) {
        let (mut desk, gate) = Desk::at_gate(typed);
        let digest = desk.shown().digest;
        let mut undo = Vec::new();
        for edit in list.iter().filter(|edit| !edit.line_item_id.is_empty()) {
            let shown = cells(&desk.state.pending_action().unwrap().payload.unwrap());
            let held = shown.get(&pointer(edit).unwrap()).cloned().unwrap();
            let cell = |value: Value| RowAction::edit_cell(&edit.line_item_id, &edit.field, value);
            undo.push(cell(held));
            desk.update(Say::row(cell(edit.new_value.clone())).at(&desk.shown())).unwrap();
        }
        for edit in undo.into_iter().rev() {
            desk.update(Say::row(edit).at(&desk.shown())).unwrap();
        }
        prop_assert_eq!(&desk.shown().digest, &digest);
        desk.update(Say::approve().at(&desk.shown())).unwrap();
        prop_assert_eq!(desk.state.take_answer(gate).unwrap().changes, vec![]);
    }

    #[test]
    fn what_is_sent_back_whole_does_what_the_corrections_do(list in corrections()) {
        let (mut desk, gate) = Desk::at_gate(typed);
        if desk.update(Say::correct(list).at(&desk.shown())).is_err() {
            return Ok(());
        }
        let corrected = desk.state.take_answer(gate).unwrap();
        let (mut desk, gate) = Desk::at_gate(typed);
        desk.update(Say::correct_payload(corrected.payload.clone()).at(&desk.shown())).unwrap();
        let echoed = desk.state.take_answer(gate).unwrap();
        prop_assert_eq!((echoed.payload, echoed.changes), (corrected.payload, corrected.changes));
    }
}
