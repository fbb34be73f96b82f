//! Runs that get stuck, end too soon, or cannot go on.

use ntro_workflow_testing::{Close, Scenario, Wrong};
use ntro_workflow_tests::runbooks::faults::{Fault, Faults};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, TwoReviews};

use crate::runbooks::books::{Books, registry};
use crate::runbooks::shifty::Shifty;
use crate::{failure, wrong};

fn review() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() })
}

#[tokio::test]
async fn nothing_left_to_do_lists_gates_and_timers() {
    let wrong = wrong(review()).await;
    assert!(matches!(wrong, Wrong::NothingLeft { .. }));
    assert_eq!(
        wrong.to_string(),
        "the scenario has nothing left to do, and the run has not ended:\n\
         - the run: gate review/review waits for approved, corrected, rejected\n\
         - the run: a timer for another 24:00"
    );
}

#[tokio::test]
async fn what_cannot_be_done_now_says_what_can() {
    let failure = failure(Scenario::of::<TwoReviews>(()).at("second").approve()).await;
    assert_eq!(
        failure.to_string(),
        "approve at `second` cannot be done now:\n\
         - the run: gate first/review waits for approved, corrected, rejected\n\
         until then:\n  \
         0:00 two-reviews starts\n  \
         0:00 step first waiting for input\n  \
         0:00 gate first/review opens\n"
    );
}

#[tokio::test]
async fn a_run_that_ends_before_the_scenario_says_what_was_left() {
    let wrong = wrong(review().at("review").reject("no").at("review").opening(2).approve()).await;
    let Wrong::EndedEarly { close: Close::Failed { kind, .. }, left } = &wrong else { panic!("{wrong}") };
    assert_eq!((kind.as_str(), left.as_str()), ("Rejected", "approve at `review#2`"));
}

#[tokio::test]
async fn a_panic_in_the_runbook_is_its_failure() {
    let outcome = Scenario::of::<Faults>(Fault::Step).run().await.expect("the run ends");
    assert_eq!(outcome.failed("Panic").expect("it panicked"), "step `work` panicked: the step is broken");
}

#[tokio::test]
async fn a_workflow_task_that_fails_is_reported_with_the_servers_message() {
    // The next worker has nothing in memory, and so plays everything again.
    let wrong = wrong(shifty("a task").kill_worker().at("shift").approve()).await;
    let Wrong::TaskFailed { run, message } = &wrong else { panic!("{wrong}") };
    assert_eq!(run, "the run");
    assert!(message.contains("NON_DETERMINISTIC") || message.contains("TMPRL1100"), "{message}");
}

#[tokio::test]
async fn a_run_that_does_not_replay_is_a_failure() {
    let wrong = wrong(shifty("a replay").at("shift").approve()).await;
    assert!(matches!(wrong, Wrong::NotDeterministic(_)), "{wrong}");
    assert!(wrong.to_string().contains("shift"), "{wrong}");
}

fn shifty(name: &str) -> Scenario<Shifty> {
    Scenario::of::<Shifty>(name.to_owned()).registry(with_books).activities(Books)
}

fn with_books() -> ntro_workflow::worker::Registry {
    registry().register::<Shifty>()
}
