//! One result, told to every sink.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::runbook::activity_context::{ActivityCtx, ActivityInfo};
use crate::runbook::activity_error::ActivityError;
use crate::runbook::unwind;
use crate::wire::Event;
use crate::worker::events::sink::{EventError, EventSink};
use crate::worker::run_info::slug_of;

/// How long one sink may take for one event. A sink that hangs must not hold the activity for ever.
const LIMIT: Duration = Duration::from_secs(60);

/// The sinks of a worker. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Sinks(Vec<Arc<dyn EventSink>>);

impl Sinks {
    pub(crate) fn push(&mut self, sink: impl EventSink) {
        self.0.push(Arc::new(sink));
    }

    /// Tells what an activity has returned. Each sink is tried, even if one before it has failed; those
    /// that took it get it again with the next attempt, by the same id.
    ///
    /// # Errors
    /// Every sink that has not taken it. The attempt is to be tried again then.
    pub(crate) async fn tell(
        &self,
        ctx: &ActivityCtx,
        event_type: &str,
        payload: &Value,
    ) -> Result<(), ActivityError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let event = event(ctx.info(), event_type, payload);
        let mut failed = Vec::new();
        for sink in &self.0 {
            if let Err(error) = ctx.alive(send(&**sink, &event)).await {
                failed.push(format!("{}: {}", name(&**sink), error.message()));
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(not_sent(&event, &failed)) }
    }
}

fn event(info: &ActivityInfo, event_type: &str, payload: &Value) -> Event {
    Event {
        id: Event::id_of(&info.workflow_id, &info.run_id, &info.activity_id),
        event_type: event_type.to_owned(),
        payload: payload.clone(),
        workflow_id: info.workflow_id.clone(),
        run_id: info.run_id.clone(),
        workflow_type: info.workflow_type.clone(),
        slug: slug_of(&info.workflow_type),
        activity: info.activity_type.clone(),
        occurred_at: Timestamp::now(),
    }
}

async fn send(sink: &dyn EventSink, event: &Event) -> Result<(), EventError> {
    let sent = tokio::time::timeout(LIMIT, unwind::catch_async(async { sink.send(event).await }));
    match sent.await {
        Ok(Ok(sent)) => sent,
        Ok(Err(panic)) => Err(EventError::new(format!("it panicked: {panic}"))),
        Err(_) => Err(EventError::new(format!("it took more than {} seconds", LIMIT.as_secs()))),
    }
}

/// The name is the author's code as well.
fn name(sink: &dyn EventSink) -> String {
    unwind::catch(|| sink.name().to_owned()).unwrap_or_else(|_| "a sink".to_owned())
}

fn not_sent(event: &Event, failed: &[String]) -> ActivityError {
    let Event { id, event_type, activity, .. } = event;
    let message = format!(
        "the event `{event_type}` ({id}) of `{activity}` could not be sent to {}; the activity is tried again, since it is not done before its event is out",
        failed.join("; to ")
    );
    ActivityError::retryable("EventNotSent", message)
}
