//! What holds for any batch on any payload.

use proptest::{collection, option, prelude::*};
use serde_json::{Map, Value, json};

use crate::wire::{
    action::Correction,
    correction::{Change, apply, edit_cell, reject_row},
};

/// Few ids, keys and values, so that corrections meet rows, and meet them twice.
fn id() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["a", "b", "c", "1", "2"][..])
}

fn field() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["id", "x", "y", "status", "a/b~c"][..])
}

fn cell() -> impl Strategy<Value = Value> {
    proptest::sample::select(vec![
        json!(null),
        json!(1),
        json!(1.0),
        json!(2),
        json!("1"),
        json!(true),
        json!([1]),
        json!({ "k": 1.0 }),
    ])
}

fn row() -> impl Strategy<Value = Value> {
    let id = prop_oneof![id().prop_map(Value::from), (1..3).prop_map(Value::from)];
    let cells = collection::btree_map(field(), cell(), 0..5);
    let row = (option::of(id), cells).prop_map(|(id, cells)| {
        let mut row: Map<String, Value> =
            cells.into_iter().map(|(key, cell)| (key.to_owned(), cell)).collect();
        if let Some(id) = id {
            row.insert("id".to_owned(), id);
        }
        Value::Object(row)
    });
    prop_oneof![8 => row, 1 => cell()]
}

fn payload() -> impl Strategy<Value = Value> {
    let rows = || collection::vec(row(), 0..4).prop_map(Value::from);
    let object = (rows(), rows(), cell())
        .prop_map(|(lines, fields, note)| json!({ "lines": lines, "a/b": fields, "note": note }));
    prop_oneof![6 => object, 2 => rows(), 1 => cell()]
}

fn correction() -> impl Strategy<Value = Correction> {
    (id(), field(), option::weighted(0.3, cell()), cell()).prop_map(|(id, field, old, new)| {
        let correction = Correction::new(id, field, new);
        match old {
            Some(old) => correction.old_value(old),
            None => correction,
        }
    })
}

/// Every scalar, list and object of a row that differs, found without the code under test.
fn cells(payload: &Value) -> Vec<(String, Value)> {
    let arrays: Vec<(String, &Value)> = match payload {
        Value::Object(members) => members
            .iter()
            .map(|(key, member)| (format!("/{}", key.replace('~', "~0").replace('/', "~1")), member))
            .collect(),
        other => vec![(String::new(), other)],
    };
    let mut cells = Vec::new();
    for (at, member) in arrays {
        let Some(array) = member.as_array() else {
            cells.push((at, member.clone()));
            continue;
        };
        for (index, row) in array.iter().enumerate() {
            let Some(row) = row.as_object() else {
                cells.push((format!("{at}/{index}"), row.clone()));
                continue;
            };
            for (key, cell) in row {
                let key = key.replace('~', "~0").replace('/', "~1");
                cells.push((format!("{at}/{index}/{key}"), cell.clone()));
            }
        }
    }
    cells
}

fn difference(before: &Value, after: &Value) -> Vec<Change> {
    let pairs = cells(before).into_iter().zip(cells(after));
    let mut changes: Vec<Change> = pairs
        .inspect(|((one, _), (other, _))| assert_eq!(one, other, "the shape stays"))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((pointer, before), (_, after))| Change { pointer, before, after })
        .collect();
    changes.sort_by(|one, other| one.pointer.cmp(&other.pointer));
    changes
}

proptest! {
    #[test]
    fn exactly_the_reported_places_change(
        payload in payload(),
        corrections in collection::vec(correction(), 0..6),
    ) {
        if let Ok(applied) = apply(&payload, &corrections) {
            let mut reported = applied.changes.clone();
            reported.sort_by(|one, other| one.pointer.cmp(&other.pointer));
            prop_assert_eq!(reported, difference(&payload, &applied.payload));
        }
    }

    #[test]
    fn all_or_nothing(
        payload in payload(),
        corrections in collection::vec(correction(), 1..6),
    ) {
        // A batch is applied exactly if its corrections can be applied one after the other.
        let one_by_one = corrections.iter().try_fold(payload.clone(), |payload, correction| {
            apply(&payload, std::slice::from_ref(correction)).map(|applied| applied.payload)
        });
        let before = payload.clone();
        prop_assert_eq!(apply(&payload, &corrections).map(|applied| applied.payload), one_by_one);
        prop_assert_eq!(payload, before);
    }

    #[test]
    fn one_bad_correction_refuses_the_batch(
        payload in payload(),
        corrections in collection::vec(correction(), 0..4),
        place in any::<proptest::sample::Index>(),
    ) {
        let mut corrections = corrections;
        let place = place.index(corrections.len() + 1);
        corrections.insert(place, Correction::new("no such row", "x", 1));
        prop_assert!(apply(&payload, &corrections).is_err());
    }

    #[test]
    fn a_refusal_names_the_row_and_a_place(payload in payload(), correction in correction()) {
        if let Err(refusal) = apply(&payload, std::slice::from_ref(&correction)) {
            prop_assert_eq!(refusal.row_id(), &*correction.line_item_id);
            let text = refusal.to_string();
            let named = format!("`{}`", correction.line_item_id);
            prop_assert!(text.contains(&named), "{}", text);
            prop_assert!(refusal.pointer().is_empty() || refusal.pointer().starts_with('/'));
            prop_assert!(text.contains(refusal.pointer()), "{}", text);
        }
    }

    #[test]
    fn a_row_edit_is_a_correction_of_one(payload in payload(), correction in correction()) {
        let Correction { line_item_id, field, old_value, new_value } = &correction;
        prop_assert_eq!(
            edit_cell(&payload, line_item_id, field, new_value, old_value.as_ref()),
            apply(&payload, std::slice::from_ref(&correction)),
        );
    }

    #[test]
    fn rejecting_a_row_twice_is_rejecting_it_once(payload in payload(), id in id()) {
        if let Ok(once) = reject_row(&payload, id) {
            let twice = reject_row(&once.payload, id).unwrap();
            prop_assert_eq!(twice.payload, once.payload);
            prop_assert!(twice.changes.is_empty());
        }
    }
}
