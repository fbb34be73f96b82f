//! Gates with a deadline, and answers that come at the same moment.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::Ending;
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::RunHandle;
use ntro_workflow_tests::drive::{address, events, eventually, json, open_gate, raw_signal, start};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};
use ntro_workflow_tests::server::{client, client_and_worker, unique, worker};
use serde_json::Value;
use temporalio_protos::temporal::api::enums::v1::EventType;

#[tokio::test]
async fn a_gate_closes_at_its_deadline() {
    let client = client_and_worker().await;
    let run = start::<OneReview>(&client, ReviewOptions { timeout_ms: Some(50), ..Default::default() }).await;
    assert_eq!(run.result().await.unwrap().action, "timed_out");
    let snapshots = run.query(OneReview::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    assert_eq!(snapshots["review"].openings[0].ending, Some(Ending::TimedOut));
}

#[tokio::test]
async fn an_answer_in_time_cancels_the_timer() {
    let client = client_and_worker().await;
    let run =
        start::<OneReview>(&client, ReviewOptions { timeout_ms: Some(86_400_000), ..Default::default() })
            .await;
    let gate = open_gate(&run, "review").await;
    assert_eq!(gate.deadline.unwrap().duration_since(gate.opened_at.unwrap()).as_hours(), 24);
    run.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap().action, "approved");
    assert!(events(&run).await.contains(&EventType::TimerCanceled));
}

/// Opens the gate, stops the worker, and lets `meanwhile` fill the history that the next worker
/// then sees as one task.
async fn in_one_task(
    options: ReviewOptions,
    meanwhile: impl AsyncFnOnce(&RunHandle<OneReview>, Value),
) -> RunHandle<OneReview> {
    let client = client().await;
    let task_queue = unique("one-task");
    let first = worker(task_queue.as_str()).await;
    let run = client.start::<OneReview>(&task_queue, &unique("one-task"), &options).await.unwrap();
    let gate = address(&open_gate(&run, "review").await);
    first.stop().await.unwrap();

    let addressed = serde_json::json!({"gate_id": gate.gate_id, "revision": gate.revision});
    meanwhile(&run, addressed).await;

    let second = worker(task_queue.as_str()).await;
    // The outcome is on record before the worker goes.
    let _ = run.result().await;
    second.stop().await.unwrap();
    run
}

async fn send(run: &RunHandle<OneReview>, address: &Value, verb: &str) {
    let mut message = address.clone();
    message["action"] = verb.into();
    raw_signal(&client().await, run.workflow_id(), "user_action", vec![json(&message)]).await;
}

#[tokio::test]
async fn of_two_answers_in_one_task_the_first_wins_and_the_second_is_on_record() {
    let run = in_one_task(ReviewOptions::default(), async |run, gate| {
        send(run, &gate, "reject").await;
        send(run, &gate, "approve").await;
    })
    .await;
    let error = run.result().await.unwrap_err();
    assert!(error.to_string().contains("Rejected"), "{error}");
}

#[tokio::test]
async fn an_answer_in_the_task_of_the_deadline_wins_and_is_marked_late() {
    let run =
        in_one_task(ReviewOptions { timeout_ms: Some(10_000), ..Default::default() }, async |run, gate| {
            eventually("the timer fired", || async {
                events(run).await.contains(&EventType::TimerFired).then_some(())
            })
            .await;
            send(run, &gate, "approve").await;
        })
        .await;
    let decided = run.result().await.unwrap();
    assert_eq!((decided.action.as_str(), decided.late), ("approved", true));
}
