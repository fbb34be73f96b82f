//! Children: their gates, their deadlines, and the clock of their parent.

use std::time::Duration;

use ntro_workflow_testing::{Close, Failure, Outcome, Scenario, Wrong};

use crate::runbooks::family::{Boss, Plan, Task, registry};
use crate::{DAY, wrong};

const HOUR: Duration = Duration::from_secs(3600);

fn boss(plan: Plan) -> Scenario<Boss> {
    Scenario::of::<Boss>(plan).registry(registry)
}

fn two_wait() -> Plan {
    Plan { tasks: vec![Task::waiting("dig", 24), Task::waiting("sow", 48)], ..Plan::default() }
}

/// The lines of the trace that match, without their times.
fn lines(outcome: &Outcome<Boss>, part: &str) -> Vec<String> {
    let events = outcome.trace().entries().iter().map(|entry| format!("{} {}", entry.run, entry.event));
    events.filter(|line| line.contains(part)).collect()
}

#[tokio::test]
async fn each_child_is_answered_by_its_key() -> Result<(), Failure> {
    let outcome = boss(two_wait())
        .child_keyed("worker", "sow")
        .at("work")
        .reject("too early")
        .child_keyed("worker", "dig")
        .at("work")
        .approve()
        .run()
        .await?;
    assert_eq!(outcome.completed()?, ["dig approved", "sow rejected"]);
    let runs: Vec<_> = outcome.runs.iter().map(|run| (run.slug.as_str(), run.close.is_some())).collect();
    assert_eq!(runs, [("boss", true), ("worker", true), ("worker", true)]);
    Ok(())
}

#[tokio::test]
async fn without_a_key_it_is_the_first_child_that_fits() -> Result<(), Failure> {
    let scenario = boss(two_wait()).child("worker").at("work").approve();
    let outcome = scenario.child("worker").at("work").reject("no").run().await?;
    assert_eq!(outcome.completed()?, ["dig approved", "sow rejected"]);
    Ok(())
}

#[tokio::test]
async fn one_child_times_out_and_the_other_does_not() -> Result<(), Failure> {
    let scenario = boss(two_wait()).child_keyed("worker", "sow").at("work").let_time_out();
    let outcome = scenario.child_keyed("worker", "dig").at("work").approve().run().await?;
    assert_eq!(outcome.completed()?, ["dig approved", "sow timed out"]);
    Ok(())
}

#[tokio::test]
async fn time_passes_for_every_child() -> Result<(), Failure> {
    let scenario = boss(two_wait()).pass_time(DAY + HOUR);
    let outcome = scenario.child_keyed("worker", "sow").at("work").approve().run().await?;
    assert_eq!(outcome.completed()?, ["dig timed out", "sow approved"]);
    Ok(())
}

#[tokio::test]
async fn children_that_only_sleep_wake_by_themselves() -> Result<(), Failure> {
    let tasks = vec![Task::sleeping("dig", 30), Task::sleeping("sow", 10)];
    let outcome = boss(Plan { tasks, ..Plan::default() }).run().await?;
    assert_eq!(outcome.completed()?, ["dig", "sow"]);
    Ok(())
}

#[tokio::test]
async fn a_gate_of_the_parent_is_answered_beside_an_open_child() -> Result<(), Failure> {
    let plan = Plan { tasks: vec![Task::waiting("dig", 24)], watches: Some(24), ..Plan::default() };
    let scenario = boss(plan).at("watch").approve().child("worker").at("work").approve();
    let outcome = scenario.run().await?;
    assert_eq!(outcome.completed()?, ["dig approved", "watched: approved"]);
    Ok(())
}

#[tokio::test]
async fn a_gate_of_the_parent_cannot_time_out_before_its_child_has_ended() {
    let plan = Plan { tasks: vec![Task::waiting("dig", 24)], watches: Some(24), ..Plan::default() };
    let wrong = wrong(boss(plan).at("watch").let_time_out()).await;
    assert!(matches!(&wrong, Wrong::NoTime { run, .. } if run == "the run"), "{wrong}");
    assert!(wrong.to_string().contains("is open, and the server counts it as work in flight"), "{wrong}");
}

#[tokio::test]
async fn a_gate_of_the_parent_times_out_when_its_child_has_ended() -> Result<(), Failure> {
    let plan = Plan { tasks: vec![Task::waiting("dig", 24)], watches: Some(24), ..Plan::default() };
    let scenario = boss(plan).child("worker").at("work").approve().at("watch").let_time_out();
    assert_eq!(scenario.run().await?.completed()?, ["dig approved", "watched: timed out"]);
    Ok(())
}

#[tokio::test]
async fn a_timer_of_the_parent_cannot_be_passed_over_by_a_child() {
    let plan = Plan { tasks: vec![Task::waiting("dig", 24)], gives_up_after: Some(12), ..Plan::default() };
    let in_time = boss(plan.clone()).pass_time(11 * HOUR).child("worker").at("work").approve();
    let outcome = in_time.run().await.expect("nothing is passed over");
    assert_eq!(outcome.completed().expect("it completes"), ["dig approved"]);
    let wrong = wrong(boss(plan).pass_time(13 * HOUR)).await;
    assert!(matches!(&wrong, Wrong::NoTime { run, .. } if run == "the run"), "{wrong}");
    assert!(wrong.to_string().contains("a timer of it fires before"), "{wrong}");
}

#[tokio::test]
async fn a_sleeping_child_does_not_outsleep_its_parents_timer() {
    let plan = Plan { tasks: vec![Task::sleeping("dig", 24)], gives_up_after: Some(12), ..Plan::default() };
    let wrong = wrong(boss(plan)).await;
    assert!(matches!(&wrong, Wrong::NoTime { run, .. } if run == "the run"), "{wrong}");
}

#[tokio::test]
async fn a_child_that_starts_while_time_passes_gets_what_is_left() -> Result<(), Failure> {
    let plan = Plan { starts_after: 10, tasks: vec![Task::waiting("dig", 24)], ..Plan::default() };
    let outcome = boss(plan).pass_time(DAY).child("worker").at("work").approve().run().await?;
    assert_eq!(outcome.completed()?, ["dig approved"]);
    assert_eq!(lines(&outcome, "pass"), [" 10:00 pass", "share:worker:dig 14:00 pass"]);
    let opened = outcome.trace().entries().iter().find(|entry| entry.event.to_string().contains("opens"));
    let opened = opened.map(ToString::to_string);
    assert_eq!(opened.as_deref(), Some(" 10:00 [share:worker:dig] gate work/review opens, until 34:00"));
    Ok(())
}

#[tokio::test]
async fn a_parent_whose_child_ends_while_time_passes_gets_what_is_left() -> Result<(), Failure> {
    let plan = Plan { tasks: vec![Task::sleeping("dig", 10)], signs: Some(24), ..Plan::default() };
    let outcome = boss(plan).pass_time(DAY).at("sign").approve().run().await?;
    assert_eq!(outcome.completed()?, ["dig", "signed: approved"]);
    assert_eq!(lines(&outcome, "pass"), ["share:worker:dig 10:00 pass", " 14:00 pass"]);
    Ok(())
}

#[tokio::test]
async fn children_are_cancelled_with_their_parent() -> Result<(), Failure> {
    let outcome = boss(two_wait()).cancel("it rains").run().await?;
    assert_eq!(outcome.close(), Some(&Close::Cancelled));
    assert!(outcome.runs.iter().all(|run| run.close == Some(Close::Cancelled)), "{}", outcome.trace());
    Ok(())
}

#[tokio::test]
async fn children_of_a_terminated_parent_are_asked_to_cancel() -> Result<(), Failure> {
    let outcome = boss(two_wait()).terminate("it rains").run().await?;
    let closes: Vec<_> = outcome.runs.iter().map(|run| run.close.clone()).collect();
    assert_eq!(closes, [Some(Close::Terminated), Some(Close::Cancelled), Some(Close::Cancelled)]);
    Ok(())
}

#[tokio::test]
async fn a_child_that_is_not_there_lists_what_is() {
    let wrong = wrong(boss(two_wait()).child_keyed("worker", "reap").at("work").approve()).await;
    assert_eq!(
        wrong.to_string().lines().take(2).collect::<Vec<_>>(),
        [
            "approve at `work` of the child `worker` with the key `reap` cannot be done now:",
            "- the child `share:worker:dig`: gate work/review waits for approved, corrected, rejected",
        ]
    );
}

#[tokio::test]
async fn a_child_is_named_for_what_is_not_about_a_child() {
    let wrong =
        wrong(boss(two_wait()).child("worker").pass_time(HOUR).child("worker").cancel("it rains")).await;
    assert_eq!(
        wrong.to_string(),
        "the scenario cannot be played:\n\
         - the child `worker` is named, and then comes `pass 1h`, which is not about a child\n\
         - the child `worker` is named, and then comes `cancel`, which is not about a child"
    );
}
