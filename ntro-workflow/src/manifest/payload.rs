//! A type that crosses the wire, with its schema.

use ntro_manifest::manifest::Payload;

use crate::wire::{Direction, PayloadType};

/// What somebody sends to the run, or to an activity.
pub(super) fn received(payload: Option<PayloadType>) -> Option<Payload> {
    payload.map(|payload| described(payload, Direction::Received))
}

/// What the run, or an activity, sends.
pub(super) fn sent(payload: Option<PayloadType>) -> Option<Payload> {
    payload.map(|payload| described(payload, Direction::Sent))
}

fn described(payload: PayloadType, direction: Direction) -> Payload {
    Payload { type_name: payload.name().to_owned(), schema: Some(payload.schema(direction).to_value()) }
}
