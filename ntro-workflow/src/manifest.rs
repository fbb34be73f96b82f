//! What the types say of a runbook: its part of the manifest, with the JSON Schemas.
//!
//! The shape is that of [`ntro_manifest`], which the build script fills in from the source, without
//! schemas. Every schema is of draft 2020-12 and complete in itself, and follows the one who writes the
//! value, since what may be left out differs ([`Direction`]). What is read back later has the schema of
//! reading as well, where that is another one:
//!
//! | what | `schema` | `read_schema` |
//! | --- | --- | --- |
//! | input of a run; what a signal, query or update is called with | [`Direction::Received`] | |
//! | what a query or update answers | [`Direction::Sent`] | |
//! | output of a run; input and output of an activity; what a gate shows | [`Direction::Sent`] | [`Direction::Received`] |
//!
//! What a gate shows comes back when a person corrects it. It is described as it is shown all the same:
//! a screen is drawn from it, and a correction is an edit of what was shown, so that whoever fills in all
//! of that schema sends what the run can read.

mod activity;
mod payload;
mod runbook;

pub use activity::activities_of;
pub use ntro_manifest::manifest::{Activity, Manifest, Runbook};
pub use runbook::runbook_of;

#[cfg(doc)]
use crate::wire::Direction;

/// What the build script has read from the source of the crate that this stands in, as JSON text: the
/// `step-manifest.json` that `ntro_build::write_step_manifest()` writes. The worker's program takes it, and
/// the test that the source and the types agree.
#[macro_export]
macro_rules! step_manifest {
    () => {
        ::core::include_str!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "`step_manifest!()` needs a build script: put `fn main() { ntro_build::write_step_manifest() }` into build.rs"
            ),
            "/step-manifest.json"
        ))
    };
}

/// A doc comment, where there is one.
fn docs(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
