//! Runs of other packages, which take answers by signal only.

use serde_json::{Map, Value, json};

use crate::wire::{Action, ActionMessage, Verb};

/// What the SDKs say of an update for which a workflow has no handler, in lower case: Python and .NET, Go,
/// Java, TypeScript, Rust.
const NO_HANDLER: [&str; 5] = [
    "expected but not found",
    "unknown update",
    "unknown update name",
    "no registered handler for update",
    "no update handler registered",
];

/// Whether an update failed because the workflow has none of that name. Nothing has happened then.
pub(super) fn has_no_update(said: &str) -> bool {
    let said = said.to_lowercase();
    NO_HANDLER.iter().any(|words| said.contains(words))
}

/// The answer in the words that the peer's templates look for: one of them takes anything but
/// `"kind": "reject"` for an approval, others look at `type`; row actions are nested.
pub(super) fn spelled(message: &ActionMessage) -> Value {
    let mut spelled = match &message.verb {
        Verb::Decide(decision) => {
            let (kind, word) = match decision.action {
                Action::Rejected => ("reject", "rejected"),
                _ => ("approve", "approved"),
            };
            let mut spelled = object(json!({ "kind": kind, "type": word, "action": kind }));
            if let Some(comments) = &decision.comments {
                spelled.insert("comments".into(), json!(comments));
                spelled.insert("reason".into(), json!(comments));
            }
            spelled
        }
        // Our own spelling is the nested one.
        Verb::Row(_) => object(json!(ActionMessage { address: None, ..message.clone() })),
    };
    if let Some(action_id) = &message.action_id {
        spelled.insert("action_id".into(), json!(action_id));
    }
    if let Some(actor) = &message.actor {
        spelled.insert("actor".into(), json!(actor));
    }
    Value::Object(spelled)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
