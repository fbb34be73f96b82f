//! Signals, updates, queries and looks; cancellation and termination.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ntro_workflow::wire::{RefusalReason, StepStatus};
use ntro_workflow_testing::{Close, Failure, Scenario, Wrong};
use ntro_workflow_tests::runbooks::cleanup::{Cleanup, Journal};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Submission};
use ntro_workflow_tests::runbooks::handlers::{Handlers, Note, Title};
use serde_json::json;

use crate::wrong;

fn handlers() -> Scenario<Handlers> {
    Scenario::of::<Handlers>(Title("March".into()))
}

fn note(text: &str) -> Note {
    Note { text: text.into() }
}

#[tokio::test]
async fn handlers_are_called_in_the_order_of_the_scenario() -> Result<(), Failure> {
    let outcome = handlers()
        .signal(Handlers::NOTE, note("one"))
        .query(Handlers::TITLE, (), |title| assert_eq!(title, "March"))
        .update(Handlers::RENAME, Title("April".into()), |old| assert_eq!(old, Ok("March".to_owned())))
        .query(Handlers::TITLE, (), |title| assert_eq!(title, "April"))
        .signal(Handlers::NOTE, note("two"))
        .signal(Handlers::FINISH, ())
        .run()
        .await?;
    assert_eq!(outcome.completed()?, [note("one"), note("two")]);
    Ok(())
}

#[tokio::test]
async fn a_refused_update_is_there_to_be_looked_at() -> Result<(), Failure> {
    let scenario = handlers().update(Handlers::RENAME, Title("A".into()), |answer| {
        let refusal = answer.expect_err("a title of one letter");
        assert!(refusal.message.contains("at least 3 letters"), "{refusal}");
    });
    scenario.signal(Handlers::FINISH, ()).run().await?.completed()?;
    Ok(())
}

#[tokio::test]
async fn what_is_looked_at_is_what_the_run_says_then() -> Result<(), Failure> {
    let looked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&looked);
    let outcome = Scenario::of::<OneReview>(ReviewOptions::default())
        .look(move |state| {
            assert_eq!(state.steps[0].status, StepStatus::WaitingForInput);
            assert_eq!(state.pending_actions.len(), 1);
            count.fetch_add(1, Ordering::Relaxed);
        })
        .at("review")
        .approve()
        .run()
        .await?;
    assert_eq!(looked.load(Ordering::Relaxed), 1);
    assert_eq!(outcome.breadcrumb()[0].status, StepStatus::Completed);
    Ok(())
}

#[tokio::test]
#[should_panic(expected = "that is not so")]
async fn a_look_that_panics_is_the_tests_own_panic() {
    let _ =
        Scenario::of::<OneReview>(ReviewOptions::default()).look(|_| panic!("that is not so")).run().await;
}

#[tokio::test]
async fn a_query_that_the_run_refuses_says_so() {
    let wrong = wrong(handlers().query(Handlers::NOTE_AT, 7, |_: Note| {})).await;
    assert!(wrong.to_string().starts_with("query `note_at`: "), "{wrong}");
    assert!(wrong.to_string().contains("there is no note 7"), "{wrong}");
}

#[tokio::test]
async fn a_signal_with_another_payload_is_a_failure() {
    let wrong = wrong(handlers().signal_named("note", json!({ "text": 7 }))).await;
    assert!(matches!(&wrong, Wrong::Refused { at, .. } if at == "signal `note`"), "{wrong}");
    assert!(wrong.to_string().contains("/text") || wrong.to_string().contains("text"), "{wrong}");
}

#[tokio::test]
async fn a_signal_that_its_handler_refuses_is_a_failure() {
    let wrong = wrong(handlers().signal(Handlers::CAREFUL, note("a"))).await;
    let refused = |wrong: &Wrong| match wrong {
        Wrong::Refused { refusal, .. } => Some(refusal.reason),
        _ => None,
    };
    assert_eq!(refused(&wrong), Some(RefusalReason::HandlerRefused), "{wrong}");
}

#[tokio::test]
async fn a_submission_comes_by_its_signal() -> Result<(), Failure> {
    let scenario = Scenario::of::<Submission>(2).submit("document_submitted", "a");
    let outcome = scenario.submit("document_submitted", "b").run().await?;
    assert_eq!(outcome.completed()?, ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn a_submission_that_never_comes_times_out() -> Result<(), Failure> {
    let outcome = Scenario::of::<Submission>(1).at("await_document").let_time_out().run().await?;
    assert_eq!(
        outcome.failed("TimedOut").unwrap_or_else(|other| panic!("{other}")),
        "no document within an hour"
    );
    Ok(())
}

#[tokio::test]
async fn a_cancelled_run_tidies_up() -> Result<(), Failure> {
    let outcome = Scenario::of::<Cleanup>("2026-03".into())
        .activities(Journal)
        .cancel("the month is wrong")
        .run()
        .await?;
    assert_eq!(outcome.close(), Some(&Close::Cancelled));
    assert_eq!(outcome.breadcrumb()[1].status, StepStatus::Completed);
    Ok(())
}

#[tokio::test]
async fn a_terminated_run_does_not() -> Result<(), Failure> {
    let outcome = Scenario::of::<Cleanup>("2026-03".into()).terminate("the month is wrong").run().await?;
    assert_eq!(outcome.close(), Some(&Close::Terminated));
    Ok(())
}
