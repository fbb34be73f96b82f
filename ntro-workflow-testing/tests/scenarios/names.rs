//! What a scenario names, and is not there.

use ntro_workflow_testing::Scenario;
use ntro_workflow_tests::runbooks::declared::{DeclaredGates, Way};
use ntro_workflow_tests::runbooks::gates::{Rivals, Submission};
use ntro_workflow_tests::runbooks::handlers::{Handlers, Title};
use serde_json::json;

use crate::runbooks::family::{Boss, Plan, registry};
use crate::wrong;

#[tokio::test]
async fn every_unknown_name_at_once_with_what_is_near() {
    let scenario = Scenario::of::<DeclaredGates>(Way::AsDeclared)
        .at("reveiw")
        .approve()
        .at("review")
        .gate("uplaod")
        .approve()
        .signal_named("nudge", 1)
        .child("kid")
        .at("work")
        .approve()
        .at("reveiw")
        .approve();
    assert_eq!(
        wrong(scenario).await.to_string(),
        "the scenario cannot be played:\n\
         - `declared-gates` has no step `reveiw`; did you mean `review`?\n\
         - the step `review` has no gate `uplaod`; did you mean `upload`?\n\
         - `declared-gates` has no signal `nudge`; there is none\n\
         - the registry has no runbook `kid`; there is declared-gates; children need `.registry(…)`"
    );
}

#[tokio::test]
async fn signals_and_submissions_are_known_by_name() {
    let scenario = Scenario::of::<Submission>(1).submit("document_submited", "a");
    let wrong_submission = wrong(scenario).await.to_string();
    assert!(wrong_submission.contains("did you mean `document_submitted`?"), "{wrong_submission}");
    let scenario = Scenario::of::<Handlers>(Title("March".into())).signal_named("finsih", json!(null));
    let wrong_signal = wrong(scenario).await.to_string();
    assert!(
        wrong_signal.contains("`handlers` has no signal `finsih`; did you mean `finish`?"),
        "{wrong_signal}"
    );
}

#[tokio::test]
async fn steps_of_a_child_are_its_own() {
    let scenario =
        Scenario::of::<Boss>(Plan::default()).registry(registry).child("worker").at("share").approve();
    let wrong = wrong(scenario).await.to_string();
    assert!(wrong.contains("`worker` has no step `share`; there is work"), "{wrong}");
}

#[tokio::test]
async fn a_gate_that_no_step_declares_is_known_when_others_open() {
    let wrong = wrong(Scenario::of::<Rivals>(()).at("race").gate("lefft").approve()).await;
    assert_eq!(
        wrong.to_string(),
        "approve at `race/lefft` cannot be done now:\n\
         - the step `race` has no open gate `lefft`; did you mean `left`?\n\
         - the run: gate race/left waits for approved, corrected, rejected\n\
         - the run: gate race/right waits for approved, corrected, rejected\n\
         - the run: a timer for another 24:00"
    );
}
