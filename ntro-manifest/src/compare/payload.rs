//! What changed in a type that crosses the wire, by who sends it and who reads it.

use crate::compare::Found;
use crate::compare::rule::{self, Rule};
use crate::manifest::Payload;
use crate::schema::{Difference, Direction, Kept, compare_kept};

/// Who sends the value and who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What a run is started with.
    Input,
    /// What others send to a run.
    Sent,
    /// What a completed run returns.
    Result,
    /// What a run answers at once.
    Answer,
    /// What people look at, and send back.
    Gate,
    /// What histories keep and our own code reads.
    Recorded,
    /// As `Recorded`: what an activity returned.
    RecordedResult,
}

pub(super) fn compare(
    found: &mut Found,
    place: &str,
    old: &Option<Payload>,
    new: &Option<Payload>,
    role: Role,
) {
    match (old, new) {
        (None, None) => {}
        (None, Some(new)) => found.push(place, format!("new: {}", new.type_name), appeared(role)),
        (Some(old), None) => found.push(place, format!("removed: {}", old.type_name), dropped(role)),
        (Some(old), Some(new)) => types(found, place, old, new, role),
    }
}

fn appeared(role: Role) -> &'static Rule {
    match role {
        Role::Result | Role::Answer => &rule::ANSWER_APPEARED,
        Role::RecordedResult => &rule::RECORDED_NARROWED,
        Role::Input | Role::Sent | Role::Gate | Role::Recorded => &rule::PAYLOAD_APPEARED,
    }
}

fn dropped(role: Role) -> &'static Rule {
    match role {
        Role::Result | Role::Answer => &rule::ANSWER_DROPPED,
        Role::RecordedResult => &rule::RECORDED_NARROWED,
        Role::Input | Role::Sent | Role::Gate | Role::Recorded => &rule::PAYLOAD_DROPPED,
    }
}

fn types(found: &mut Found, place: &str, old: &Payload, new: &Payload, role: Role) {
    let renamed = format!("type {} → {}", old.type_name, new.type_name);
    let (Some(before), Some(after)) = (kept(old), kept(new)) else {
        if old.schema.is_some() != new.schema.is_some() {
            found.push(place, "the schema is known of one side only", &rule::TYPE_UNKNOWN);
        } else if old.type_name != new.type_name {
            let gate = role == Role::Gate;
            found.push(place, renamed, if gate { &rule::GATE_TYPE_UNKNOWN } else { &rule::TYPE_UNKNOWN });
        }
        return;
    };
    if old.type_name != new.type_name {
        found.push(place, renamed, &rule::TYPE_NAME);
    }
    for difference in compare_kept(before, after) {
        let place = format!("{place}#{}", difference.pointer);
        found.push(&place, difference.to_string(), judge(role, &difference));
    }
}

fn kept(payload: &Payload) -> Option<Kept<'_>> {
    let written = payload.schema.as_ref()?;
    Some(Kept { written, read: payload.read_schema.as_ref().unwrap_or(written) })
}

fn judge(role: Role, difference: &Difference) -> &'static Rule {
    match difference.direction {
        Direction::Unknown => &rule::SCHEMA_UNKNOWN,
        Direction::Wider => wider(role, difference),
        Direction::Narrower => narrower(role, difference),
        Direction::Changed => {
            let (wider, narrower) = (wider(role, difference), narrower(role, difference));
            if wider.class < narrower.class { wider } else { narrower }
        }
    }
}

fn wider(role: Role, difference: &Difference) -> &'static Rule {
    let new_field = difference.is_new_property() && !difference.is_refused();
    match role {
        Role::Input | Role::Sent => &rule::SENT_WIDENED,
        Role::Result | Role::Answer if new_field => &rule::RESULT_FIELD_NEW,
        Role::Result | Role::Answer => &rule::RESULT_WIDENED,
        Role::Gate if new_field => &rule::GATE_FIELD_NEW,
        Role::Gate => &rule::GATE_WIDENED,
        Role::Recorded | Role::RecordedResult => &rule::RECORDED_WIDENED,
    }
}

fn narrower(role: Role, difference: &Difference) -> &'static Rule {
    let passed_over = difference.is_dropped_property() && !difference.is_refused();
    match role {
        Role::Input | Role::Sent if passed_over => &rule::SENT_FIELD_DROPPED,
        Role::Input if difference.is_new_property() => &rule::INPUT_REQUIRED,
        Role::Input | Role::Sent => &rule::SENT_NARROWED,
        Role::Result => &rule::RESULT_NARROWED,
        Role::Answer if difference.is_dropped_property() => &rule::FIELD_DROPPED,
        Role::Answer => &rule::ANSWER_NARROWED,
        Role::Gate => &rule::GATE_NARROWED,
        Role::Recorded | Role::RecordedResult if passed_over => &rule::RECORDED_FIELD_DROPPED,
        Role::Recorded | Role::RecordedResult => &rule::RECORDED_NARROWED,
    }
}
