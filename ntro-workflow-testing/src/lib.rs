//! Tests of runbooks on a real Temporal server: time skipped, every decision driven, histories replayed.

pub mod automock;
pub mod coverage;
mod decision;
mod failure;
mod outcome;
mod runtime;
mod trace;

pub use decision::{Decision, Driven, Opened, Opening};
pub use failure::{Failure, Wrong};
pub use outcome::{Close, Outcome, Played, PlayedRun};
pub use trace::{Trace, TraceEntry, TraceEvent};
