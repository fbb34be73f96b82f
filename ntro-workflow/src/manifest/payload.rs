//! A type that crosses the wire, with its schema.

use ntro_manifest::manifest::Payload;
use ntro_manifest::schema::essence;
use serde_json::Value;

use crate::wire::{Direction, PayloadType};

/// What somebody sends to the run.
pub(super) fn received(payload: Option<PayloadType>) -> Option<Payload> {
    payload.map(|payload| described(payload, Direction::Received))
}

/// What the run answers at once.
pub(super) fn sent(payload: Option<PayloadType>) -> Option<Payload> {
    payload.map(|payload| described(payload, Direction::Sent))
}

/// What the run, or an activity, writes, and what is read back later: by then with a newer type.
pub(super) fn kept(payload: Option<PayloadType>) -> Option<Payload> {
    payload.map(|payload| {
        let written = described(payload, Direction::Sent);
        let read = schema(payload, Direction::Received);
        // Of the two, only the one that is read says defaults, which refuse no value.
        let differs = written.schema.as_ref().map(essence) != Some(essence(&read));
        Payload { read_schema: differs.then_some(read), ..written }
    })
}

fn described(payload: PayloadType, direction: Direction) -> Payload {
    let schema = Some(schema(payload, direction));
    Payload { type_name: payload.name().to_owned(), schema, read_schema: None }
}

fn schema(payload: PayloadType, direction: Direction) -> Value {
    payload.schema(direction).to_value()
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Line {
        amount: f64,
        #[serde(default)]
        quantity: Option<f64>,
    }

    #[test]
    fn what_is_read_back_has_both_schemas_where_they_differ() {
        let line = kept(Some(PayloadType::of::<Line>("Line"))).expect("a payload");
        let required = |schema: &Option<Value>| schema.as_ref().expect("it has one")["required"].clone();
        assert_eq!(required(&line.schema), json!(["amount", "quantity"]));
        assert_eq!(required(&line.read_schema), json!(["amount"]));
        let amount = kept(Some(PayloadType::of::<f64>("f64"))).expect("a payload");
        assert_eq!(amount.read_schema, None);
    }
}
