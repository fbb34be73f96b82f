//! Several gates open at once, and the first of several.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{Ending, OpeningSnapshot, PendingAction, Receipt, RefusalReason};
use ntro_workflow::worker::{ClientError, RunHandle};
use ntro_workflow::{NtroWorkflow, wire::UiState};
use ntro_workflow_tests::drive::{address, eventually, json, raw_signal, start};
use ntro_workflow_tests::runbooks::gates::Side;
use ntro_workflow_tests::runbooks::side_by_side::{FirstComes, Race, TwoRaces};
use ntro_workflow_tests::server::{client, client_and_worker, unique, worker};
use serde_json::Value;

/// Waits until so many gates are open.
async fn open_gates<W: NtroWorkflow>(run: &RunHandle<W>, count: usize) -> Vec<PendingAction> {
    eventually(&format!("{count} gates"), || async {
        let pending = run.ui_state().await.unwrap().pending_actions;
        (pending.len() == count).then_some(pending)
    })
    .await
}

fn already_answered(outcome: Result<Receipt, ClientError>) {
    let Err(ClientError::Refused(refusal)) = outcome else { panic!("not refused: {outcome:?}") };
    assert_eq!(refusal.reason, RefusalReason::AlreadyAnswered);
}

async fn openings(run: &RunHandle<FirstComes>, step: &str) -> Vec<OpeningSnapshot> {
    let snapshots = run.query(FirstComes::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    let mut openings = snapshots[step].openings.clone();
    openings.reverse();
    openings
}

/// Opens the gates, stops the worker, and lets `meanwhile` fill the history that the next worker then sees as
/// one task.
async fn in_one_task(
    race: Race,
    meanwhile: impl AsyncFnOnce(&RunHandle<FirstComes>, [Address; 3]),
) -> (RunHandle<FirstComes>, Vec<String>, UiState, Vec<OpeningSnapshot>) {
    let client = client().await;
    let task_queue = unique("one-task");
    let first = worker(task_queue.as_str()).await;
    let run = client.start::<FirstComes>(&task_queue, &unique("first-comes"), &race).await.unwrap();
    let gates = open_gates(&run, 3).await;
    first.stop().await.unwrap();

    meanwhile(&run, [&gates[0], &gates[1], &gates[2]].map(address)).await;

    let second = worker(task_queue.as_str()).await;
    let result = run.result().await.unwrap();
    let (state, openings) = (run.ui_state().await.unwrap(), openings(&run, "race").await);
    second.stop().await.unwrap();
    (run, result, state, openings)
}

async fn approve(run: &RunHandle<FirstComes>, gate: &Address) {
    let message = serde_json::to_value(UserActionMessage::approve().at(gate).into_message()).unwrap();
    raw_signal(&client().await, run.workflow_id(), "user_action", vec![json(&message)]).await;
}

fn ended(openings: &[OpeningSnapshot]) -> Vec<Ending> {
    openings.iter().filter_map(|opening| opening.ending).collect()
}

/// A select closes what lost only when it is polled, after all messages of the task: the second answer would be
/// taken, and lost.
#[tokio::test]
async fn of_two_answers_in_one_task_the_second_is_refused_and_on_record() {
    let mut note = None;
    let (_, result, state, openings) = in_one_task(Race::default(), async |run, [total, second, _]| {
        approve(run, &second).await;
        approve(run, &total).await;
        note = Some(second.gate_id);
    })
    .await;
    assert_eq!(result, ["note fine: approved"]);
    assert_eq!(state.refused[&RefusalReason::AlreadyAnswered], 1);
    assert_eq!(ended(&openings), [Ending::Withdrawn, Ending::Answered, Ending::Withdrawn]);
    assert!(openings[0].decision.is_none() && openings[1].decision.is_some());
    assert_eq!((&openings[0].won_by, &openings[1].won_by, &openings[2].won_by), (&note, &None, &note));
}

#[tokio::test]
async fn a_document_beside_an_answer_in_one_task_is_not_taken_and_not_lost() {
    let race = Race { document_after: true, ..Race::default() };
    let (_, result, _, openings) = in_one_task(race, async |run, [total, ..]| {
        run.signal(FirstComes::DOCUMENT_SUBMITTED, &"a.pdf".to_owned()).await.unwrap();
        approve(run, &total).await;
    })
    .await;
    assert_eq!(result, ["total 125: approved", "a.pdf"]);
    assert_eq!(ended(&openings), [Ending::Answered, Ending::Withdrawn, Ending::Withdrawn]);
}

#[tokio::test]
async fn a_submission_that_is_first_closes_the_reviews() {
    let client = client_and_worker().await;
    let run = start::<FirstComes>(&client, Race { document_after: true, ..Race::default() }).await;
    let gates = open_gates(&run, 3).await;
    run.signal(FirstComes::DOCUMENT_SUBMITTED, &"a.pdf".to_owned()).await.unwrap();
    open_gates(&run, 1).await;
    already_answered(run.act(UserActionMessage::approve().at(&address(&gates[0]))).await);
    let ended = ended(&openings(&run, "race").await);
    assert_eq!(ended, [Ending::Withdrawn, Ending::Withdrawn, Ending::Satisfied]);
    run.signal(FirstComes::DOCUMENT_SUBMITTED, &"b.pdf".to_owned()).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["document a.pdf", "b.pdf"]);
}

#[tokio::test]
async fn the_first_of_like_gates_is_known_by_its_place() {
    let client = client_and_worker().await;
    let run = start::<FirstComes>(&client, Race { like: 5, ..Race::default() }).await;
    let gates = open_gates(&run, 5).await;
    run.act(UserActionMessage::reject().at(&address(&gates[3]))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), ["3: offer-3 rejected"]);
    already_answered_or_gone(run.act(UserActionMessage::approve().at(&address(&gates[4]))).await);
}

/// A closed run takes no update at all.
fn already_answered_or_gone(outcome: Result<Receipt, ClientError>) {
    if !matches!(outcome, Err(ClientError::NotFound(_))) {
        already_answered(outcome);
    }
}

#[tokio::test]
async fn several_gates_time_out_together_and_by_one_timer() {
    let client = client_and_worker().await;
    let run = start::<FirstComes>(&client, Race { timeout_ms: Some(50), ..Race::default() }).await;
    assert_eq!(run.result().await.unwrap(), ["nobody"]);
    let openings = openings(&run, "race").await;
    assert_eq!(ended(&openings), [Ending::TimedOut; 3]);
    let events = ntro_workflow_tests::drive::events(&run).await;
    let timer = temporalio_protos::temporal::api::enums::v1::EventType::TimerStarted;
    assert_eq!(events.iter().filter(|event| **event == timer).count(), 1);
}

#[tokio::test]
async fn a_cancelled_run_closes_all_of_them() {
    let client = client_and_worker().await;
    let run = start::<FirstComes>(&client, Race::default()).await;
    open_gates(&run, 3).await;
    run.cancel("enough").await.unwrap();
    assert!(matches!(run.result().await, Err(ClientError::RunCancelled)));
    assert_eq!(ended(&openings(&run, "race").await), [Ending::Cancelled; 3]);
}

/// I-10: the peer has one slot for what is pending, so that the second gate hides the first, and one approval
/// clears both.
#[tokio::test]
async fn gates_of_joined_steps_are_listed_each_and_answered_each() {
    let client = client_and_worker().await;
    let run = start::<Side>(&client, ()).await;
    let gates = open_gates(&run, 2).await;
    assert_eq!(run.pending_action().await.unwrap().as_ref(), Some(&gates[0]), "the oldest");

    run.act(UserActionMessage::approve().at(&address(&gates[0]))).await.unwrap();
    assert_eq!(open_gates(&run, 1).await, [gates[1].clone()]);
    assert_eq!(run.pending_action().await.unwrap().as_ref(), Some(&gates[1]));

    run.act(UserActionMessage::approve().at(&address(&gates[1]))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), [1.0, 2.0]);
}

#[tokio::test]
async fn races_of_joined_steps_do_not_touch_each_other() {
    let client = client_and_worker().await;
    let run = start::<TwoRaces>(&client, ()).await;
    let gates = open_gates(&run, 4).await;
    run.act(UserActionMessage::approve().at(&address(&gates[1]))).await.unwrap();
    assert_eq!(open_gates(&run, 2).await, [gates[2].clone(), gates[3].clone()]);
    already_answered(run.act(UserActionMessage::approve().at(&address(&gates[0]))).await);
    run.act(UserActionMessage::approve().at(&address(&gates[2]))).await.unwrap();
    assert_eq!(run.result().await.unwrap(), [2.0, 3.0]);
}
