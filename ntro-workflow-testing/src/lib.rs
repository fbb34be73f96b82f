//! Tests of runbooks on a real Temporal server: time skipped, every decision driven, histories replayed.

pub mod automock;
pub mod coverage;
pub mod histories;

mod calls;
mod decision;
mod determinism;
mod drive;
mod failure;
mod mocks;
mod nearest;
mod outcome;
mod panics;
mod play_once;
mod policy;
mod rehearsal;
mod runtime;
mod scenario;
mod scenarios;
mod script;
mod server;
mod staged;
mod time;
mod trace;
mod watch;
mod workers;

pub use decision::{Decision, Driven, Opened, Opening};
pub use failure::{Failure, Wrong};
pub use outcome::{Close, Outcome, Played, PlayedRun};
pub use policy::{NotAPolicy, Policy};
pub use rehearsal::Rehearsal;
pub use scenario::{At, Scenario, cell};
pub use server::TestServer;
pub use trace::{Trace, TraceEntry, TraceEvent};

/// What the macros' expansions name.
#[doc(hidden)]
pub mod __private {
    pub use crate::play_once::{Report, Scenarios, Verdict, every_decision};
}
