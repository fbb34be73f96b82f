//! What people do at a gate, and what becomes of it.

use ntro_workflow::wire::RefusalReason;
use ntro_workflow::wire::action::RowAction;
use ntro_workflow_testing::{Driven, Failure, Scenario, Wrong, cell};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions, Rivals, Sheet, Side, TwoReviews};

use crate::runbooks::rounds::Rounds;
use crate::{DAY, wrong};

fn review() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() })
}

fn driven(outcome: &ntro_workflow_testing::Played) -> Vec<Driven> {
    outcome.decisions.iter().map(|decision| decision.driven).collect()
}

#[tokio::test]
async fn approved() -> Result<(), Failure> {
    let outcome = review().at("review").answer_as("anna").approve().run().await?;
    assert_eq!(outcome.completed()?.action, "approved");
    assert_eq!(outcome.decisions()[0].actor, Some("anna".into()));
    Ok(())
}

#[tokio::test]
async fn approved_with_a_word() -> Result<(), Failure> {
    let outcome = review().at("review").approve_saying("well done").run().await?;
    assert_eq!(outcome.completed()?.comments.as_deref(), Some("well done"));
    Ok(())
}

#[tokio::test]
async fn a_reject_fails_the_run() -> Result<(), Failure> {
    let outcome = review().at("review").reject("the wrong month").run().await?;
    assert!(outcome.rejected()?.contains("the wrong month"));
    assert_eq!(driven(&outcome), [Driven::Rejected]);
    let not_completed = outcome.completed().expect_err("it was rejected").to_string();
    assert!(not_completed.contains("the run failed with Rejected: "), "{not_completed}");
    Ok(())
}

#[tokio::test]
async fn corrected() -> Result<(), Failure> {
    let outcome = review().at("review").correct([cell("r1", "amount", 125.0)]).run().await?;
    let decided = outcome.completed()?;
    assert_eq!((decided.action.as_str(), &decided.amounts[..]), ("corrected", &[125.0][..]));
    Ok(())
}

#[tokio::test]
async fn corrected_as_a_whole() -> Result<(), Failure> {
    let outcome = review().at("review").correct_payload(Sheet::of(7.0)).run().await?;
    assert_eq!(outcome.completed()?.amounts, [7.0]);
    assert_eq!(driven(&outcome), [Driven::Corrected]);
    Ok(())
}

#[tokio::test]
async fn a_row_edit_leaves_the_gate_open() -> Result<(), Failure> {
    let edit = RowAction::edit_cell("r1", "amount", 99.0);
    let outcome = review().at("review").row_action(edit).at("review").approve().run().await?;
    assert_eq!(outcome.completed()?.amounts, [99.0]);
    assert_eq!(driven(&outcome), [Driven::Approved]);
    Ok(())
}

#[tokio::test]
async fn left_to_time_out() -> Result<(), Failure> {
    let outcome = review().at("review").let_time_out().run().await?;
    assert_eq!(outcome.completed()?.action, "timed_out");
    assert_eq!(driven(&outcome), [Driven::TimedOut]);
    Ok(())
}

#[tokio::test]
async fn answered_after_the_deadline() -> Result<(), Failure> {
    let outcome = review().at("review").answer_late().approve().run().await?;
    assert_eq!(outcome.completed()?.action, "timed_out");
    assert_eq!(driven(&outcome), [Driven::TimedOut, Driven::Refused]);
    Ok(())
}

#[tokio::test]
async fn answered_twice() -> Result<(), Failure> {
    let outcome = Scenario::of::<TwoReviews>(())
        .at("first")
        .answer_twice()
        .approve()
        .at("second")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?.len(), 2);
    assert_eq!(driven(&outcome), [Driven::Approved, Driven::Refused, Driven::Approved]);
    Ok(())
}

#[tokio::test]
async fn an_answer_given_twice_at_the_last_gate_comes_to_a_closed_run() -> Result<(), Failure> {
    let scenario = review().at("review").answer_twice().refused(RefusalReason::NoOpenGate);
    let outcome = scenario.correct([cell("r1", "amount", 125.0)]).run().await?;
    assert_eq!(outcome.completed()?.amounts, [125.0]);
    assert_eq!(driven(&outcome), [Driven::Corrected, Driven::Refused]);
    Ok(())
}

#[tokio::test]
async fn an_early_answer_is_not_taken_by_the_gate_that_is_open() -> Result<(), Failure> {
    let outcome = Scenario::of::<TwoReviews>(())
        .at("second")
        .answer_early()
        .approve()
        .at("first")
        .reject("the wrong month")
        .run()
        .await?;
    outcome.rejected()?;
    Ok(())
}

#[tokio::test]
async fn an_early_answer_to_an_open_gate_says_so() {
    let wrong = wrong(review().at("review").answer_early().approve()).await;
    assert!(wrong.to_string().contains("the gate review/review is open already"), "{wrong}");
}

#[tokio::test]
async fn answers_of_older_clients_are_taken_once_the_gate_has_settled() -> Result<(), Failure> {
    let outcome = review().at("review").unaddressed().approve().run().await?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

#[tokio::test]
async fn answers_that_name_nothing_are_refused_where_that_is_asked_for() -> Result<(), Failure> {
    let options = ReviewOptions { addressed_only: true, ..ReviewOptions::default() };
    let scenario = Scenario::of::<OneReview>(options).at("review").unaddressed();
    let scenario = scenario.refused(RefusalReason::AddressRequired).approve();
    let outcome = scenario.at("review").approve().run().await?;
    assert_eq!(driven(&outcome), [Driven::Refused, Driven::Approved]);
    Ok(())
}

#[tokio::test]
async fn a_refused_answer_changes_nothing() -> Result<(), Failure> {
    let outcome = review()
        .at("review")
        .refused(RefusalReason::InvalidPayload)
        .answer_as("anna")
        .correct([cell("r1", "amount", -1.0)])
        .at("review")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?.amounts, [100.0]);
    let refused = &outcome.decisions()[0];
    assert_eq!((refused.driven, refused.refusal), (Driven::Refused, Some(RefusalReason::InvalidPayload)));
    assert_eq!(refused.actor, Some("anna".into()));
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_taken_and_should_not_be() {
    let wrong = wrong(review().at("review").refused(RefusalReason::InvalidPayload).approve()).await;
    let said = "the answer at review/review was taken, and `invalid_payload` was expected";
    assert_eq!(wrong.to_string(), said);
}

#[tokio::test]
async fn an_answer_that_is_refused_and_should_not_be() {
    let wrong = wrong(review().at("review").correct([cell("r1", "amount", -1.0)])).await;
    assert!(
        matches!(&wrong, Wrong::Refused { refusal, .. } if refusal.reason == RefusalReason::InvalidPayload)
    );
    assert!(wrong.to_string().contains("an amount must not be negative"), "{wrong}");
}

#[tokio::test]
async fn an_answer_that_is_refused_for_another_reason() {
    let scenario = review().at("review").refused(RefusalReason::NoOpenGate);
    let wrong = wrong(scenario.correct([cell("r1", "amount", -1.0)])).await;
    assert!(
        matches!(&wrong, Wrong::Refused { refusal, .. } if refusal.reason == RefusalReason::InvalidPayload)
    );
    assert!(wrong.to_string().ends_with("; `no_open_gate` was expected"), "{wrong}");
}

#[tokio::test]
async fn every_opening_of_a_gate_by_its_number() -> Result<(), Failure> {
    let outcome = Scenario::of::<Rounds>(())
        .at("review")
        .opening(1)
        .reject("no")
        .at("review")
        .opening(2)
        .reject("no")
        .at("review")
        .opening(3)
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?, 3);
    let numbers: Vec<_> = outcome.openings.iter().map(|opened| opened.opening.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    Ok(())
}

#[tokio::test]
async fn an_opening_that_is_over_cannot_be_answered() {
    let scenario = Scenario::of::<Rounds>(()).at("review").reject("no").at("review").opening(1).approve();
    let wrong = wrong(scenario).await;
    let said = "approve at `review#1` cannot be done now:\n- the run: gate review/review#2 waits for approved, corrected, rejected";
    assert_eq!(wrong.to_string(), said);
}

#[tokio::test]
async fn the_gate_that_loses_is_withdrawn() -> Result<(), Failure> {
    let outcome =
        Scenario::of::<Rivals>(()).at("race").gate("right").approve().at("last_look").approve().run().await?;
    assert_eq!(outcome.completed()?, "approved");
    let opened: Vec<_> = outcome.openings.iter().map(|opened| opened.opening.to_string()).collect();
    assert_eq!(opened, ["race/left", "race/right", "last_look/review"]);
    assert_eq!(driven(&outcome), [Driven::Approved, Driven::Approved]);
    assert!(outcome.trace().to_string().contains("gate race/left withdrawn"), "{}", outcome.trace());
    Ok(())
}

#[tokio::test]
async fn gates_side_by_side_are_answered_in_any_order() -> Result<(), Failure> {
    let outcome = Scenario::of::<Side>(())
        .at("right")
        .correct([cell("r1", "amount", 20.0)])
        .at("left")
        .correct([cell("r1", "amount", 10.0)])
        .run()
        .await?;
    assert_eq!(outcome.completed()?, [10.0, 20.0]);
    Ok(())
}

#[tokio::test]
async fn columns_and_rows_that_are_not_there_are_named_together() {
    let cells = [cell("r1", "amuont", 1), cell("r2", "amount", 1), cell("r1", "amount", 1)];
    let wrong = wrong(review().at("review").correct(cells)).await;
    assert_eq!(
        wrong.to_string(),
        "the scenario cannot be played:\n\
         - the row `r1` at the gate review/review has no column `amuont`; did you mean `amount`?\n\
         - the gate review/review shows no row `r2`; did you mean `r1`?"
    );
}

#[tokio::test]
async fn a_column_that_is_not_there_may_be_refused_on_purpose() -> Result<(), Failure> {
    let scenario = review().pass_time(DAY / 2).at("review").refused(RefusalReason::InvalidPayload);
    let outcome = scenario.correct([cell("r1", "amuont", 1)]).at("review").approve().run().await?;
    assert_eq!(driven(&outcome), [Driven::Refused, Driven::Approved]);
    Ok(())
}
