//! Small runbooks, one idea each.

pub mod cleanup;
pub mod declared;
pub mod family;
pub mod faults;
pub mod gates;
pub mod handlers;

use ntro_workflow::worker::Registry;

/// Everything that the tests run.
#[must_use]
pub fn registry() -> Registry {
    Registry::new()
        .register::<gates::OneReview>()
        .register::<gates::TwoReviews>()
        .register::<gates::Submission>()
        .register::<gates::Rivals>()
        .register::<gates::Side>()
        .register::<declared::DeclaredGates>()
        .register::<handlers::Handlers>()
        .register::<faults::Faults>()
        .register::<family::Parent>()
        .register::<family::Kid>()
        .register::<cleanup::Cleanup>()
        .register::<author_crate::Greeting>()
        .activities(author_crate::Desk)
        .activities(faults::Shapes)
        .activities(cleanup::Journal)
}
