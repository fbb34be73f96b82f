//! Small runbooks, one idea each.

pub mod across;
pub mod asking;
pub mod checks;
pub mod cleanup;
pub mod declared;
pub mod defects;
pub mod documents;
pub mod family;
pub mod faults;
pub mod gates;
pub mod handlers;
pub mod journals;
pub mod observed;
pub mod side_by_side;

use ntro_workflow::worker::Registry;

/// What the build script has read of the runbooks of this crate.
pub const STEP_MANIFEST: &str = ntro_workflow::step_manifest!();

/// Everything that the tests run.
#[must_use]
pub fn registry() -> Registry {
    own().register::<author_crate::Greeting>().activities(author_crate::Desk)
}

/// The runbooks of this crate.
#[must_use]
pub fn own() -> Registry {
    Registry::new()
        .register::<gates::OneReview>()
        .register::<gates::TwoReviews>()
        .register::<gates::Submission>()
        .register::<gates::Rivals>()
        .register::<gates::Side>()
        .register::<across::Abroad>()
        .register::<side_by_side::FirstComes>()
        .register::<side_by_side::TwoRaces>()
        .register::<side_by_side::Portions>()
        .register::<documents::Binder>()
        .register::<documents::Paper>()
        .register::<declared::DeclaredGates>()
        .register::<handlers::Handlers>()
        .register::<journals::Journals>()
        .register::<faults::Faults>()
        .register::<defects::Defects>()
        .register::<family::Parent>()
        .register::<family::Kid>()
        .register::<asking::Asking>()
        .register::<cleanup::Cleanup>()
        .register::<observed::Observed>()
        .register::<checks::Audited>()
        .evaluator("patient", checks::patient)
        .evaluator("prompt", checks::prompt)
        .activities(faults::Shapes)
        .activities(defects::Sphinx)
        .activities(cleanup::Journal)
        .activities(observed::Reader)
}
