//! Sizes, which would make unreadable rows of the table.

use serde_json::{Value, json};

use crate::wire::action::{ActionMessage, Malformed, Verb};

fn with_id(id: &str) -> Result<ActionMessage, Malformed> {
    ActionMessage::decode(&json!({ "action": "approve", "action_id": id }))
}

fn with_corrections(count: usize) -> Result<ActionMessage, Malformed> {
    let one = json!({ "id": "r", "field": "f", "new_value": 1 });
    let corrections = vec![one; count];
    ActionMessage::decode(&json!({ "action": "correct", "corrections": corrections }))
}

#[test]
fn an_action_id_has_at_most_200_characters_not_bytes() {
    let longest = "é".repeat(200);
    assert_eq!(with_id(&longest).unwrap().action_id, Some(longest));
    let refusal = with_id(&"x".repeat(201)).unwrap_err();
    assert!(refusal.message.contains("200 characters"), "{refusal}");
}

#[test]
fn at_most_10_000_corrections_are_taken() {
    let verb = with_corrections(10_000).unwrap().verb;
    assert!(matches!(verb, Verb::Decide(decision) if decision.corrections.len() == 10_000));
    let refusal = with_corrections(10_001).unwrap_err();
    assert!(refusal.message.contains("`payload`"), "{refusal}");
}

#[test]
fn a_refusal_never_quotes_a_value() {
    let secret = "4111 1111 1111 1111";
    let messages: [Value; 6] = [
        json!(secret),
        json!({ "action": secret }),
        json!({ "action": "approve", "comments": [secret] }),
        json!({ "action": "approve", "corrections": [{ "id": [secret] }] }),
        json!({ "action": "approve", "gate_id": { "a": secret } }),
        json!({ "kind": "row_action", "action": "edit_cell", "row_id": secret, "field": [secret] }),
    ];
    for message in messages {
        let refusal = ActionMessage::decode(&message).unwrap_err();
        assert!(!refusal.message.contains(secret), "{refusal}");
    }
}
