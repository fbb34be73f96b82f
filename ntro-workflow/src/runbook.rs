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

pub mod activity;
pub mod activity_context;
pub mod activity_definition;
pub mod activity_error;
pub mod arguments;
pub mod child;
pub mod context;
pub mod definition;
pub mod error;
pub mod gate;
pub mod handle;
pub mod handler;
pub mod review;
pub mod step;
pub mod submission;
pub mod workflow;

pub(crate) mod payload;
pub(crate) mod unwind;

mod inbound;
