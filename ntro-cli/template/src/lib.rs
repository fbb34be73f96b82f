//! Runbooks on Temporal, with people at their gates.

pub mod ledger;
pub mod runbook;

use ntro_workflow::worker::Registry;

use ledger::Ledger;
use runbook::AccrualApproval;

/// What the worker polls unless it is told otherwise.
pub const TASK_QUEUE: &str = "package-name";

/// What was read from the source when this was built.
pub const STEP_MANIFEST: &str = ntro_workflow::step_manifest!();

/// The runbooks and activities of the worker. Nothing registers itself: a new one is added here.
pub fn registry() -> Registry {
    Registry::new()
        .register::<AccrualApproval>()
        .activities(Ledger)
}
