//! The sink that writes events to the log.

use crate::wire::Event;
use crate::worker::events::sink::{EventFuture, EventSink};

/// Writes a line per event to the program's log, at level `info` and target `ntro_workflow::events`. The
/// payload is not in it: it may be long, and it may be private.
///
/// ```
/// use ntro_workflow::worker::{Registry, events::LogEvents};
///
/// let registry = Registry::new().event_sink(LogEvents);
/// # drop(registry);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct LogEvents;

impl EventSink for LogEvents {
    fn name(&self) -> &str {
        "the log"
    }

    fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a> {
        let Event { id, event_type, workflow_id, run_id, activity, .. } = event;
        tracing::info!(target: "ntro_workflow::events", id, event_type, workflow_id, run_id, activity, "an event");
        Box::pin(std::future::ready(Ok(())))
    }
}
