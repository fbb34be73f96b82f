//! Where events go.

use std::error::Error;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

use crate::runbook::error::with_causes;
use crate::wire::Event;

/// The future of one sending.
pub type EventFuture<'a> = Pin<Box<dyn Future<Output = Result<(), EventError>> + Send + 'a>>;

/// Where events go: a log, a queue, another system.
///
/// An event that a sink does not take fails the attempt of the activity, which is tried again with its
/// body. So a sink that wants to try more than once does so itself, within a minute. One
/// that panics fails the attempt as well, and not the worker.
///
/// ```
/// use std::sync::Mutex;
///
/// use ntro_workflow::worker::events::{Event, EventFuture, EventSink};
///
/// /// Keeps them, for a test.
/// #[derive(Default)]
/// struct Kept(Mutex<Vec<Event>>);
///
/// impl EventSink for Kept {
///     fn name(&self) -> &str {
///         "the memory of the test"
///     }
///
///     fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a> {
///         Box::pin(async {
///             self.0.lock().map_err(|error| error.to_string())?.push(event.clone());
///             Ok(())
///         })
///     }
/// }
/// ```
pub trait EventSink: Send + Sync + 'static {
    /// What a person calls it, for error messages.
    fn name(&self) -> &str;

    /// Sends one event. When it returns `Ok`, the event is where it belongs. The worker waits a minute for
    /// it at most.
    fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a>;
}

/// Why a sink has not taken an event. Any error and any text becomes one by `?`.
///
/// ```
/// use ntro_workflow::worker::events::EventError;
///
/// fn write() -> Result<(), EventError> {
///     std::fs::write("/no such directory/events", "")?;
///     Ok(())
/// }
/// assert!(!write().unwrap_err().message().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventError(String);

impl EventError {
    /// The sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0
    }

    pub(crate) fn new(message: impl Display) -> Self {
        Self(message.to_string())
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for EventError {
    fn from(error: E) -> Self {
        Self(with_causes(&*error.into()))
    }
}
