//! What activities were called with, as histories have it.

use ntro_workflow::worker::History;
use serde_json::Value;
use temporalio_protos::temporal::api::common::v1::Payload;
use temporalio_protos::temporal::api::history::v1::ActivityTaskScheduledEventAttributes as Scheduled;
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;

/// The inputs of an activity in one run, in order.
pub(crate) fn inputs(history: &History, activity: &str) -> Vec<serde_json::Result<Value>> {
    let scheduled = history.events().iter().filter_map(|event| match &event.attributes {
        Some(Attributes::ActivityTaskScheduledEventAttributes(scheduled)) => Some(scheduled),
        _ => None,
    });
    let named = |scheduled: &&Scheduled| {
        scheduled.activity_type.as_ref().is_some_and(|called| called.name == activity)
    };
    scheduled.filter(named).map(input).collect()
}

fn input(scheduled: &Scheduled) -> serde_json::Result<Value> {
    let payload: Option<&Payload> = scheduled.input.as_ref().and_then(|input| input.payloads.first());
    match payload {
        // What takes nothing may be called with no bytes at all.
        Some(payload) if !payload.data.is_empty() => serde_json::from_slice(&payload.data),
        _ => Ok(Value::Null),
    }
}
