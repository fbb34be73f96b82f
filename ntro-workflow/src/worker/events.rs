//! Events: what activities have done, told to the outside.
//!
//! An activity whose result is [`Observable`](crate::Observable) tells it as an [`Event`] to every sink of
//! its worker, after its body has returned and before the run hears of it. So an event is never lost: a
//! worker that is killed in between has not reported the activity, which is tried again and tells the same
//! event, by the same id, once more.
//!
//! | file | idea |
//! | --- | --- |
//! | `sink` | where events go |
//! | `to_log` | the sink that writes them to the log |
//! | `emission` | one result, told to every sink |

mod emission;
mod sink;
mod to_log;

pub(crate) use emission::Sinks;
pub use sink::{EventError, EventFuture, EventSink};
pub use to_log::LogEvents;

pub use crate::wire::Event;
