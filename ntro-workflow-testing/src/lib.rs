//! Tests of runbooks on a real Temporal server: time skipped, every decision driven, histories replayed.
//!
//! | to | |
//! | --- | --- |
//! | play a runbook, with what people do to it | [`Scenario`], [`Outcome`] |
//! | make tests of scenarios, and one that they drive every decision | [`scenarios!`], [`coverage`] |
//! | give it a past: the tasks that `ctx.previous` finds | [`Scenario::history`], [`MemoryHistory`] |
//! | make up what nobody cares about | [`automock`], [`Policy`] |
//! | see that runs in flight survive a change | [`histories`] |
//! | play every runbook of a worker without its types | [`Rehearsal`] |
//! | talk to the server of the tests | [`TestServer`] |
//!
//! ```no_run
//! # use ntro_workflow::prelude::*;
//! # #[derive(Default)] struct Close;
//! # #[ntro_workflow(slug = "nav-close")] impl Close {
//! #     #[run] async fn run(_ctx: &Ctx<Self>, _period: String) -> RunbookResult<()> { Ok(()) }
//! # }
//! use std::time::Duration;
//!
//! use ntro_workflow_testing::{Failure, Scenario};
//!
//! # async fn example() -> Result<(), Failure> {
//! let outcome = Scenario::of::<Close>("2026-03".to_owned())
//!     .pass_time(Duration::from_hours(23))
//!     .at("review").answer_as("anna").approve()
//!     .run()
//!     .await?;
//! outcome.completed()
//! # }
//! ```

pub mod automock;
pub mod coverage;
pub mod histories;

mod calls;
mod decision;
mod determinism;
mod drive;
mod failure;
mod memory_history;
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
mod stickiness;
mod time;
mod trace;
mod watch;
mod workers;

pub use decision::{Decision, Driven, Opened, Opening};
pub use failure::{Failure, Wrong};
pub use memory_history::MemoryHistory;
pub use outcome::{Close, Outcome, Played, PlayedRun};
pub use policy::{NotAPolicy, Policy};
pub use rehearsal::Rehearsal;
pub use scenario::{At, Scenario, cell};
pub use server::TestServer;
pub use trace::{Trace, TraceEntry, TraceEvent};

#[cfg(doctest)]
mod page {
    //! The page of the project, whose code compiles.
    #[doc = include_str!("../../docs/testing.md")]
    pub struct Testing;
    #[doc = include_str!("../../docs/walkthrough.md")]
    pub struct Walkthrough;
}

/// What the macros' expansions name.
#[doc(hidden)]
pub mod __private {
    pub use crate::play_once::{Report, Scenarios, Verdict, every_decision};
}
