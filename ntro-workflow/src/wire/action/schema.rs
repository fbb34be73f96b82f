//! The JSON Schema of the message that we send. The decoder reads more spellings than it says.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Action, ActionMessage, Actor, Correction};

impl JsonSchema for ActionMessage {
    fn schema_name() -> Cow<'static, str> {
        "UserAction".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A decision on a gate, or an edit of one of its rows.",
            "properties": {
                "action": generator.subschema_for::<Action>(),
                "corrections": generator.subschema_for::<Vec<Correction>>(),
                "payload": { "description": "The edited payload; for a row action the verb and its row." },
                "comments": { "type": "string" },
                "kind": { "const": "row_action" },
                "gate_id": { "type": "string" },
                "revision": { "type": "integer", "minimum": 1 },
                "digest": { "type": "string" },
                "action_id": { "type": "string", "minLength": 1, "maxLength": 200 },
                "actor": generator.subschema_for::<Actor>(),
            },
            "anyOf": [{ "required": ["action"] }, { "required": ["kind", "payload"] }],
        })
    }
}
