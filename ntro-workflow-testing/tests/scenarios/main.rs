//! Scenarios, on the real server.

mod answers;
mod checks;
mod children;
mod clock;
mod edits;
mod given_up;
mod history;
mod messages;
mod mocks;
mod names;
mod policies;
mod runbooks;
mod runtimes;
mod servers;
mod succession;
mod traces;
mod trouble;
mod visibility;
mod workers;

use ntro_workflow::NtroWorkflow;
use ntro_workflow_testing::{Failure, Scenario, Wrong};

/// A day.
const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);

/// Why a scenario cannot be played.
async fn failure<W: NtroWorkflow>(scenario: Scenario<W>) -> Failure {
    match scenario.run().await {
        Err(failure) => failure,
        Ok(outcome) => panic!("it was played:\n{}", outcome.trace()),
    }
}

/// What is wrong with a scenario.
async fn wrong<W: NtroWorkflow>(scenario: Scenario<W>) -> Wrong {
    *failure(scenario).await.wrong
}
