//! Where history and code part, from what both did and what the SDK says of it.

use temporalio_protos::temporal::api::history::v1::HistoryEvent;
use temporalio_protos::temporal::api::history::v1::history_event::Attributes;

use crate::runbook::gate::DEADLINE_OF;
use crate::runbook::payload;
use crate::worker::replay::calls::Call;
use crate::worker::replay::deed::Deed;
use crate::worker::replay::failure::Parting;
use crate::worker::replay::words;

/// The steps of a runbook as it is now: name and title.
pub(super) type Steps = Vec<(String, String)>;

/// The parting that the SDK's `message` is about.
pub(super) fn parting(events: &[HistoryEvent], calls: &[Call], steps: &Steps, message: &str) -> Parting {
    let named =
        words::event(message).and_then(|id| events.iter().find(|event| event.event_id >= id && tells(event)));
    let (event, call) = first_difference(events, calls, named);
    let history = event.map(|event| match Deed::of(event, summary(event).as_deref()) {
        Some(deed) => deed.to_string(),
        None => format!("{:?}", event.event_type()),
    });
    let in_step = call.and_then(|call| call.step.map(str::to_owned));
    let step = event.and_then(|event| step_of(event, steps)).or_else(|| in_step.clone());
    let code = call.map(|call| match &in_step {
        Some(other) if in_step != step => format!("{} of step `{other}`", call.deed),
        _ => call.deed.to_string(),
    });
    let event = event.map(|event| event.event_id);
    Parting { step, event, history, code, message: words::sentence(message) }
}

/// Whether an event says what the runbook did. The memo of a gate says what its deadline says, which follows.
fn tells(event: &HistoryEvent) -> bool {
    !matches!(event.attributes, Some(Attributes::WorkflowPropertiesModifiedEventAttributes(_)))
}

/// Whether the history has something that no call leads to, in whatever order.
pub(super) fn leaves_something_undone(events: &[HistoryEvent], calls: &[Call]) -> bool {
    let mut calls: Vec<_> = calls.iter().collect();
    let mut deeds = events.iter().filter_map(|event| Deed::of(event, summary(event).as_deref()));
    deeds.any(|deed| match calls.iter().position(|call| call.deed.replays(&deed)) {
        Some(done) => {
            calls.swap_remove(done);
            false
        }
        None => true,
    })
}

/// The first event that the calls do not lead to, at the latest the one that the SDK names, and the call
/// that stands in its place.
fn first_difference<'a>(
    events: &'a [HistoryEvent],
    calls: &'a [Call],
    named: Option<&'a HistoryEvent>,
) -> (Option<&'a HistoryEvent>, Option<&'a Call>) {
    let mut calls = calls.iter().peekable();
    for event in events {
        if named.is_some_and(|named| named.event_id == event.event_id) {
            break;
        }
        let Some(deed) = Deed::of(event, summary(event).as_deref()) else { continue };
        while calls.peek().is_some_and(|call| call.given_up && !call.deed.replays(&deed)) {
            calls.next();
        }
        match calls.peek() {
            Some(call) if call.deed.replays(&deed) => drop(calls.next()),
            call => return (named.or(Some(event)), call.copied()),
        }
    }
    (named, calls.find(|call| !call.given_up))
}

/// What Temporal's own Web UI shows of an event: the title of the step, unless the author has said another.
fn summary(event: &HistoryEvent) -> Option<String> {
    let summary = event.user_metadata.as_ref()?.summary.clone()?;
    payload::from_json(&[summary]).ok()
}

fn step_of(event: &HistoryEvent, steps: &Steps) -> Option<String> {
    if let Some(Deed::Child { workflow_id, .. }) = Deed::of(event, None) {
        // A child is `{parent}:{step}:{slug}`, and perhaps a key; the parent may be a child itself.
        let parts = workflow_id.split(':').rev();
        return parts.into_iter().find(|part| steps.iter().any(|(name, _)| name == part)).map(str::to_owned);
    }
    let summary = summary(event)?;
    let title = summary.strip_prefix(DEADLINE_OF).unwrap_or(&summary);
    let named = steps.iter().find(|(_, known)| known == title);
    Some(named.map_or(title, |(name, _)| name).to_owned())
}
