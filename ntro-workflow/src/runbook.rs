//! The only glue to Temporal's workflow SDK: one generic workflow for every runbook.
//!
//! [`Runbook<W>`](workflow::Runbook) is the workflow that the worker registers; [`Ctx<W>`](context::Ctx)
//! is what the author's methods hold. Everything inbound is decoded here from raw payloads, so that no
//! message can fail a workflow task; every answer is decided by [`state`](crate::state).

#[cfg(panic = "abort")]
compile_error!(
    "ntro-workflow needs `panic = \"unwind\"`: a panic in a runbook closes its run as failed, and with \
     `panic = \"abort\"` it would stop the worker and every run on it.\n\
     help: remove `panic = \"abort\"` from the profile in Cargo.toml"
);

pub(crate) mod activity;
pub(crate) mod activity_context;
pub(crate) mod activity_definition;
pub(crate) mod activity_error;
pub(crate) mod arguments;
pub(crate) mod child;
pub(crate) mod collect;
pub(crate) mod context;
pub(crate) mod definition;
pub(crate) mod editing;
pub(crate) mod error;
pub(crate) mod feedback;
pub(crate) mod first_of;
pub(crate) mod gate;
pub(crate) mod handle;
pub(crate) mod handler;
pub(crate) mod known;
pub(crate) mod observable;
pub(crate) mod payload;
pub(crate) mod quality;
pub(crate) mod report;
pub(crate) mod review;
mod row_action;
pub(crate) mod step;
pub(crate) mod submission;
pub(crate) mod succession;
pub(crate) mod task;
pub(crate) mod unwind;
pub(crate) mod workflow;

mod inbound;
