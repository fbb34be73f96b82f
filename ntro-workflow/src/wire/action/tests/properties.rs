//! What holds for any JSON, and for any message of ours.

use proptest::{collection, option, prelude::*};
use serde_json::{Map, Value};

use crate::wire::action::{
    Action, ActionMessage, Actor, Address, Correction, Decision, RowAction, RowActionKind, UserActionMessage,
    Verb, decode::ROW_KEYS,
};

/// Keys and words that the decoder looks for, so that random messages come close to real ones.
const TELLING: [&str; 32] = [
    "action",
    "type",
    "kind",
    "payload",
    "corrections",
    "comments",
    "reason",
    "row_id",
    "rowId",
    "field",
    "value",
    "old_value",
    "new_value",
    "line_item_id",
    "expense_id",
    "id",
    "gate_id",
    "revision",
    "digest",
    "action_id",
    "actor",
    "actedBy",
    "approve",
    "approved",
    "reject",
    "rejected",
    "correct",
    "corrected",
    "row_action",
    "edit_cell",
    "reject_row",
    "primary",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(&TELLING[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        // Quarters: serde_json reads them back from text exactly.
        1 => any::<i32>().prop_map(|number| Value::from(f64::from(number) / 4.0)),
        4 => word().prop_map(Value::from),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 48, 8, |inner| {
        let list = collection::vec(inner.clone(), 0..5).prop_map(Value::from);
        prop_oneof![1 => list, 3 => object(inner).prop_map(Value::Object)]
    })
}

fn object(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    collection::btree_map(word(), values, 0..7).prop_map(|map| map.into_iter().collect())
}

fn name() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("not empty", |name| !name.is_empty())
}

fn correction() -> impl Strategy<Value = Correction> {
    (name(), name(), option::of(json()), json()).prop_map(|(line_item_id, field, old_value, new_value)| {
        Correction { line_item_id, field, old_value, new_value }
    })
}

/// Decisions as the decoder gives them: approved carries no corrections, corrected carries
/// corrections or a payload, and a payload is not null.
fn decision() -> impl Strategy<Value = Decision> {
    let action = prop_oneof![Just(Action::Approved), Just(Action::Corrected), Just(Action::Rejected)];
    let corrections = collection::vec(correction(), 0..4);
    let payload = option::of(json().prop_filter("not null", |value| !value.is_null()));
    (action, corrections, payload, option::of(any::<String>())).prop_map(
        |(action, corrections, payload, comments)| {
            let action = match action {
                Action::Approved if !corrections.is_empty() => Action::Corrected,
                Action::Corrected if corrections.is_empty() && payload.is_none() => Action::Rejected,
                action => action,
            };
            Decision { action, corrections, payload, comments }
        },
    )
}

fn row_kind() -> impl Strategy<Value = RowActionKind> {
    let edit = (name(), json(), option::of(json()))
        .prop_map(|(field, value, old_value)| RowActionKind::EditCell { field, value, old_value });
    let fields = object(json()).prop_map(|mut fields| {
        fields.retain(|key, _| !ROW_KEYS.contains(&key.as_str()));
        fields
    });
    let custom = ("[a-zA-Z]{1,12}", fields).prop_map(|(name, fields)| RowActionKind::Custom { name, fields });
    prop_oneof![edit, Just(RowActionKind::RejectRow), custom]
}

fn verb() -> impl Strategy<Value = Verb> {
    let row = (row_kind(), name(), option::of(any::<String>()))
        .prop_map(|(kind, row_id, comments)| RowAction { kind, row_id, comments });
    prop_oneof![decision().prop_map(Verb::Decide), row.prop_map(Verb::Row)]
}

fn address() -> impl Strategy<Value = Address> {
    let revision = option::of(1..=u32::MAX);
    (name(), revision, option::of(name())).prop_map(|(gate_id, revision, digest)| Address {
        gate_id,
        revision,
        digest,
    })
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![any::<String>().prop_map(Actor::from), object(json()).prop_map(Actor::from),]
}

fn message() -> impl Strategy<Value = ActionMessage> {
    let id = option::of(name().prop_filter("short", |id| id.chars().count() <= 200));
    (verb(), option::of(address()), id, option::of(actor()))
        .prop_map(|(verb, address, action_id, actor)| ActionMessage { verb, address, action_id, actor })
}

proptest! {
    #[test]
    fn any_json_is_decoded_or_refused_in_one_sentence(value in json()) {
        match ActionMessage::decode(&value) {
            Ok(message) => {
                // Whatever was understood is understood the same way again.
                let canonical = serde_json::to_value(&message).unwrap();
                prop_assert_eq!(ActionMessage::decode(&canonical), Ok(message));
            }
            Err(refusal) => {
                prop_assert!(!refusal.message.is_empty());
                prop_assert!(refusal.message.len() < 400, "{}", refusal.message);
            }
        }
    }

    #[test]
    fn any_object_with_a_verb_is_close_to_a_message(mut map in object(json()), verb in word()) {
        map.insert("action".to_owned(), verb.into());
        if let Ok(message) = ActionMessage::decode(&Value::Object(map)) {
            let canonical = serde_json::to_value(&message).unwrap();
            prop_assert_eq!(ActionMessage::decode(&canonical), Ok(message));
        }
    }

    #[test]
    fn what_is_sent_is_what_is_read(message in message()) {
        let sent = serde_json::to_value(&message).unwrap();
        prop_assert_eq!(ActionMessage::decode(&sent), Ok(message.clone()));
        let text = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<ActionMessage>(&text).unwrap(), message);
    }

    #[test]
    fn the_builder_sends_what_it_holds(address in address(), fix in correction(), note in any::<String>()) {
        let messages = [
            UserActionMessage::approve(),
            UserActionMessage::approve_payload(1),
            UserActionMessage::reject(),
            UserActionMessage::correct([fix.clone()]),
            UserActionMessage::correct_payload(1),
            UserActionMessage::row(RowAction::edit_cell("r", &*fix.field, 1).old_value(2)),
            UserActionMessage::row(RowAction::reject_row("r")),
            UserActionMessage::row(RowAction::custom("flag", "r").field("colour", "red")),
        ];
        for message in messages {
            let message = message.at(&address).action_id("a").actor("ada").comments(&*note);
            let sent = serde_json::to_value(&message).unwrap();
            prop_assert_eq!(ActionMessage::decode(&sent), Ok(message.into_message()));
        }
    }
}

#[test]
fn a_custom_field_cannot_pass_for_the_verb_or_the_row() {
    let action = RowAction::custom("flag", "r1")
        .field("action", "reject_row")
        .field("row_id", "r2")
        .field("rowId", "r3");
    let sent = serde_json::to_value(UserActionMessage::row(action)).unwrap();
    let expected = Verb::Row(RowAction::custom("flag", "r1"));
    assert_eq!(ActionMessage::decode(&sent).unwrap().verb, expected);
}
