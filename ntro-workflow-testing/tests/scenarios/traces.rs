//! What a scenario leaves behind, to the letter.

use ntro_workflow::wire::RefusalReason;
use ntro_workflow_testing::{Failure, Outcome, Scenario, cell};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use serde_json::json;

use crate::runbooks::books::{Books, Closing, registry};
use crate::runbooks::family::{self, Boss, Plan, Task};
use crate::{DAY, failure};

fn corrected() -> Scenario<OneReview> {
    let options = ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() };
    Scenario::of::<OneReview>(options)
        .pass_time(DAY / 2)
        .at("review")
        .refused(RefusalReason::InvalidPayload)
        .correct([cell("r1", "amount", -1.0)])
        .at("review")
        .answer_as("anna")
        .correct([cell("r1", "amount", 125.0)])
}

const CORRECTED: &str = "  0:00 one-review starts
  0:00 step review waiting for input
  0:00 gate review/review opens, until 24:00
 12:00 12:00 pass
 12:00 gate review/review refused: invalid payload
 12:00 gate review/review corrected, 1 cell by anna
 12:00 step review completed
 12:00 completed
";

fn shared() -> Scenario<Boss> {
    let tasks = vec![Task::waiting("sow", 48), Task::waiting("dig", 24)];
    let plan = Plan { starts_after: 1, tasks, signs: Some(24), ..Plan::default() };
    Scenario::of::<Boss>(plan)
        .registry(family::registry)
        .pass_time(DAY * 2)
        .child_keyed("worker", "sow")
        .at("work")
        .approve_saying("at last")
        .at("sign")
        .answer_late()
        .approve()
}

const SHARED: &str = "  0:00 boss starts
  1:00 1:00 pass
  1:00 step share active
  1:00 step watch completed
  1:00 [share:worker:dig] worker starts
  1:00 [share:worker:dig] step work waiting for input
  1:00 [share:worker:dig] gate work/review opens, until 25:00
  1:00 [share:worker:sow] worker starts
  1:00 [share:worker:sow] step work waiting for input
  1:00 [share:worker:sow] gate work/review opens, until 49:00
 25:00 [share:worker:dig] 24:00 pass
 25:00 [share:worker:dig] gate work/review timed out
 25:00 [share:worker:dig] step work completed
 25:00 [share:worker:dig] completed
 48:00 [share:worker:sow] 47:00 pass
 48:00 [share:worker:sow] gate work/review approved: at last
 48:00 [share:worker:sow] step work completed
 48:00 [share:worker:sow] completed
  1:00 step share completed
  1:00 step sign waiting for input
  1:00 gate sign/review opens, until 25:00
 25:00 gate sign/review timed out
 25:00 step sign completed
 25:00 completed
 25:00 gate sign/review refused: no open gate
";

#[tokio::test]
async fn a_correction_to_the_letter() -> Result<(), Failure> {
    let outcome = corrected().run().await?;
    assert_eq!(outcome.trace().to_string(), CORRECTED);
    let entries = serde_json::to_value(outcome.trace()).expect("a trace is JSON");
    assert_eq!(
        entries.as_array().map(|entries| &entries[2..6]),
        json!([
            {"minute": 0, "event": "opened", "step": "review", "gate": "review", "number": 1, "deadline": 1440},
            {"minute": 720, "event": "passed", "minutes": 720},
            {"minute": 720, "event": "refused", "step": "review", "gate": "review", "number": 1,
             "reason": "invalid_payload"},
            {"minute": 720, "event": "answered", "step": "review", "gate": "review", "number": 1,
             "action": "corrected", "corrections": 1, "actor": "anna"},
        ])
        .as_array()
        .map(Vec::as_slice)
    );
    Ok(())
}

#[tokio::test]
async fn a_family_to_the_letter() -> Result<(), Failure> {
    assert_eq!(shared().run().await?.trace().to_string(), SHARED);
    Ok(())
}

#[tokio::test]
async fn a_failure_tells_what_was_until_then() {
    let scenario = Scenario::of::<Closing>("2026-03".into()).registry(registry);
    let failure = failure(scenario.activity(Books::TOTAL, |_| panic!("no total"))).await;
    assert_eq!(failure.to_string(), "the mock of `books.total` panicked: no total");
}

#[tokio::test]
async fn twenty_at_once_leave_the_same_trace() -> Result<(), Failure> {
    let text = |outcome: Outcome<_>| serde_json::to_string(outcome.trace()).expect("a trace is JSON");
    let alone = shared().run().await.map(text)?;
    let many = futures_util::future::try_join_all((0..20).map(|_| shared().run())).await?;
    for outcome in many {
        assert_eq!(text(outcome), alone);
    }
    Ok(())
}
