//! A run that goes on as a new one: followed by scenarios, and nothing is lost between the two.

use ntro_workflow::wire::StepStatus;
use ntro_workflow_testing::{Close, Failure, Policy, Scenario};

use crate::runbooks::clerk::{Clerk, Desk};

fn desk(letters: &[&str]) -> Desk {
    Desk { letters: letters.iter().map(ToString::to_string).collect(), ..Desk::default() }
}

#[tokio::test]
async fn each_run_starts_with_what_the_one_before_left() -> Result<(), Failure> {
    let outcome = Scenario::of::<Clerk>(desk(&["rent", "stop"])).at("answer").approve().run().await?;
    assert_eq!(outcome.completed()?, ["rent: approved"]);
    let closes: Vec<_> = outcome.runs.iter().map(|run| run.close.clone()).collect();
    assert_eq!(closes[0], Some(Close::ContinuedAsNew));
    assert!(matches!(closes[..], [_, Some(Close::Completed { .. })]), "{closes:?}");
    Ok(())
}

#[tokio::test]
async fn a_step_that_has_the_run_go_on_has_completed() -> Result<(), Failure> {
    let outcome = Scenario::of::<Clerk>(desk(&["rent", "stop"])).policy(Policy::Happy).run().await?;
    let steps = &outcome.runs[0].state.as_ref().expect("the first run was asked").steps;
    assert!(steps.iter().all(|step| step.status == StepStatus::Completed), "{steps:?}");
    Ok(())
}

#[tokio::test]
async fn gates_and_signals_of_the_next_run_are_reached() -> Result<(), Failure> {
    let outcome = Scenario::of::<Clerk>(desk(&["rent"]))
        .at("answer")
        .approve()
        .signal(Clerk::LETTER, "water".to_owned())
        .at("answer")
        .reject("too much")
        .signal(Clerk::LETTER, "stop".to_owned())
        .run()
        .await?;
    assert_eq!(outcome.completed()?, ["rent: approved", "water: rejected"]);
    Ok(())
}
