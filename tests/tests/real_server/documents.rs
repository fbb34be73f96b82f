//! Documents in slots, a child run for each.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::action::{RowAction, UserActionMessage};
use ntro_workflow::wire::{ChildStatus, Ending, PendingAction, PendingKind, RefusalReason, SlotReport};
use ntro_workflow::worker::{Client, ClientError, History, Registry, RunHandle};
use ntro_workflow_tests::drive::{address, events, eventually, json, open_gate, raw_signal, start};
use ntro_workflow_tests::runbooks::documents::{Binder, Paper, Wanted};
use ntro_workflow_tests::runbooks::family::{Chore, Day, Parent};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::{Value, json as object};
use temporalio_protos::temporal::api::enums::v1::EventType;

/// A binder whose children have all started.
async fn binder(client: &Client, wanted: Wanted) -> RunHandle<Binder> {
    let count = wanted.sources.len();
    let run = start::<Binder>(client, wanted).await;
    under_way(&run, count).await;
    run
}

/// Waits until so many children have started and not ended.
async fn under_way(run: &RunHandle<Binder>, count: usize) {
    eventually("the children start", || async {
        let gate = open_gate(run, "collect").await;
        (gate.children.len() == count).then_some(())
    })
    .await;
}

fn slot<'a>(gate: &'a PendingAction, source: &str) -> &'a Value {
    let expected = gate.display_hint.as_ref().and_then(|hint| hint.config["expected"].as_array());
    expected.unwrap().iter().find(|slot| slot["source"] == source).unwrap()
}

/// Waits until a slot stands there.
async fn stands(run: &RunHandle<Binder>, source: &str, status: &str) -> PendingAction {
    eventually(&format!("`{source}` is {status}"), || async {
        let gate = open_gate(run, "collect").await;
        (slot(&gate, source)["status"] == status).then_some(gate)
    })
    .await
}

/// The child that a slot says its document goes to.
fn paper(client: &Client, gate: &PendingAction, source: &str) -> RunHandle<Paper> {
    client.run(slot(gate, source)["args"]["signal_task_id"].as_str().unwrap())
}

async fn hand_in(client: &Client, run: &RunHandle<Binder>, source: &str, document: &str) -> RunHandle<Paper> {
    let paper = paper(client, &open_gate(run, "collect").await, source);
    paper.signal(Paper::PAPER_SUBMITTED, &document.to_owned()).await.unwrap();
    paper
}

async fn approve(paper: &RunHandle<Paper>, step: &str) {
    let gate = open_gate(paper, step).await;
    paper.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
}

fn refusal(outcome: Result<ntro_workflow::wire::Receipt, ClientError>) -> (RefusalReason, String) {
    match outcome {
        Err(ClientError::Refused(refusal)) => (refusal.reason, refusal.message),
        other => panic!("not refused: {other:?}"),
    }
}

async fn failure(run: &RunHandle<Binder>) -> (String, String) {
    match run.result().await {
        Err(ClientError::RunFailed { kind, message }) => (kind, message),
        other => panic!("it has not failed: {other:?}"),
    }
}

/// I-25: the peer's slot is `pending` until the whole child ends, and its parent never points to the child that
/// waits for a review.
#[tokio::test]
async fn each_slot_says_where_its_document_is_and_where_to_go_with_it() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank", "rents"])).await;
    let opened = run.pending_action().await.unwrap().unwrap();
    assert_eq!(opened.kind, PendingKind::SubmitFiles);
    let id = run.workflow_id();
    let expected = object!({
        "source": "bank", "title": "The bank", "schema_slug": "letter", "status": "pending",
        "args": {
            "source": "bank", "schema_slug": "letter",
            "signal_task_id": format!("{id}:collect:paper:bank"), "signal_name": "paper_submitted",
        },
    });
    assert_eq!(*slot(&opened, "bank"), expected);
    let config = &opened.display_hint.as_ref().unwrap().config;
    assert_eq!((&config["title"], &config["instructions"]), (&object!("Papers"), &object!("One each")));

    let bank = hand_in(&client, &run, "bank", "thick").await;
    stands(&run, "bank", "processing").await;
    bank.signal(Paper::PAPER_READ, &()).await.unwrap();
    let waiting = stands(&run, "bank", "awaiting_review").await;
    assert_eq!(slot(&waiting, "rents")["status"], "pending");
    assert_eq!(waiting.digest, opened.digest, "where a document is, is not what is decided on");
    let children: Vec<_> = waiting.children.iter().map(|child| child.task_id.clone()).collect();
    assert_eq!(children, [format!("{id}:collect:paper:bank"), format!("{id}:collect:paper:rents")]);

    approve(&bank, "review").await;
    let left = stands(&run, "bank", "completed").await;
    assert_eq!(left.children.len(), 1);
    approve(&hand_in(&client, &run, "rents", "b.pdf").await, "review").await;
    assert_eq!(run.result().await.unwrap(), ["bank: thick", "rents: b.pdf"]);
    let snapshots = run.query(Binder::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    let kept = &snapshots["collect"];
    assert_eq!(kept.openings[0].ending, Some(Ending::Satisfied));
    let shown = kept.payload.as_ref().unwrap()["expected"].as_array().unwrap();
    assert!(shown.iter().all(|slot| slot["status"] == "completed"), "{shown:?}");
}

#[tokio::test]
async fn results_come_in_the_order_of_the_slots_whoever_is_first() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["c", "a", "b"])).await;
    for source in ["b", "a", "c"] {
        approve(&hand_in(&client, &run, source, source).await, "review").await;
        if source != "c" {
            stands(&run, source, "completed").await;
        }
    }
    assert_eq!(run.result().await.unwrap(), ["c: c", "a: a", "b: b"]);
}

/// I-26: with the peer, both are the same child.
#[tokio::test]
async fn the_same_source_twice_is_refused_before_anything_starts() {
    let client = client_and_worker().await;
    let run = start::<Binder>(&client, Wanted::of(&["bank", "", "rents", "bank", "bank"])).await;
    let (kind, message) = failure(&run).await;
    assert_eq!(kind, "GateNotOpened");
    let faults = "the source of slot 2 is empty, the source `bank` is there twice; give each slot";
    assert!(message.contains(faults), "{message}");
    assert!(!events(&run).await.contains(&EventType::StartChildWorkflowExecutionInitiated));
    assert!(run.ui_state().await.unwrap().children.is_empty());
}

/// I-27: with the peer the run is wedged, and children that have started go on without anybody.
#[tokio::test]
async fn an_unknown_runbook_fails_the_run_before_anything_starts() {
    let client = client_and_worker().await;
    let wanted = Wanted { slug: Some("papyrus".into()), ..Wanted::of(&["bank", "rents"]) };
    let run = start::<Binder>(&client, wanted).await;
    assert_eq!(failure(&run).await.0, "UnknownRunbook");
    assert!(!events(&run).await.contains(&EventType::StartChildWorkflowExecutionInitiated));
}

#[tokio::test]
async fn without_slots_there_is_nothing_to_wait_for() {
    let client = client_and_worker().await;
    let run = start::<Binder>(&client, Wanted::default()).await;
    assert_eq!(run.result().await.unwrap(), Vec::<String>::new());
}

/// I-24: the peer calls a failed document completed, and one failure ends the whole.
#[tokio::test]
async fn a_failed_slot_harms_no_other_and_can_be_tried_again() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank", "rents"])).await;
    hand_in(&client, &run, "bank", "torn").await;
    let failed = stands(&run, "bank", "failed").await;
    assert_eq!(slot(&failed, "bank")["message"], "child run `paper` failed: it is torn");
    assert_eq!(slot(&failed, "rents")["status"], "pending");

    let retry = UserActionMessage::row(RowAction::custom("retry", "bank")).at(&address(&failed));
    let retry = retry.action_id("again");
    let receipt = run.act(retry.clone()).await.unwrap();
    assert!(!receipt.closed);
    assert_eq!(run.act(retry).await.unwrap(), receipt, "a second click is the same one");
    let again = stands(&run, "bank", "pending").await;
    let task_id = slot(&again, "bank")["args"]["signal_task_id"].as_str().unwrap().to_owned();
    assert!(task_id.ends_with(":collect:paper:bank~2"), "{task_id}");

    under_way(&run, 2).await;
    approve(&hand_in(&client, &run, "bank", "whole").await, "review").await;
    approve(&hand_in(&client, &run, "rents", "b.pdf").await, "review").await;
    assert_eq!(run.result().await.unwrap(), ["bank: whole", "rents: b.pdf"]);
    let children = &run.ui_state().await.unwrap().children["collect"];
    let statuses: Vec<_> = children.iter().map(|child| child.status).collect();
    assert_eq!(statuses, [ChildStatus::Failed, ChildStatus::Completed, ChildStatus::Completed]);
}

#[tokio::test]
async fn only_a_failed_slot_is_tried_again_and_nothing_is_approved() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank"])).await;
    let gate = address(&open_gate(&run, "collect").await);
    let say = |message: UserActionMessage| run.act(message.at(&gate));
    let (reason, message) = refusal(say(UserActionMessage::row(RowAction::custom("retry", "bank"))).await);
    assert_eq!(reason, RefusalReason::NotAllowed);
    assert!(message.contains("has not failed, it is pending"), "{message}");
    let (reason, message) = refusal(say(UserActionMessage::row(RowAction::custom("retry", "tax"))).await);
    assert_eq!(reason, RefusalReason::InvalidPayload);
    assert!(message.contains("there is no slot `tax`; there are bank"), "{message}");
    let edit = RowAction::edit_cell("bank", "status", "completed");
    assert_eq!(refusal(say(UserActionMessage::row(edit)).await).0, RefusalReason::NotAllowed);
    let (reason, message) = refusal(say(UserActionMessage::approve()).await);
    assert_eq!(reason, RefusalReason::NotAllowed);
    assert!(message.contains("it can be given up, `rejected`"), "{message}");
    assert_eq!(open_gate(&run, "collect").await.actions, [ntro_workflow::Action::Rejected]);
    run.cancel("enough").await.unwrap();
}

#[tokio::test]
async fn giving_up_cancels_the_children_that_run() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank", "rents"])).await;
    approve(&hand_in(&client, &run, "bank", "a.pdf").await, "review").await;
    let gate = stands(&run, "bank", "completed").await;
    let rents = paper(&client, &gate, "rents");
    run.act(UserActionMessage::reject().comments("the tenant is gone").at(&address(&gate))).await.unwrap();
    let (kind, message) = failure(&run).await;
    assert_eq!(kind, "Rejected");
    let expected = "the collection of documents was given up: the tenant is gone; missing: rents (pending)";
    assert_eq!(message, expected);
    assert!(matches!(rents.result().await, Err(ClientError::RunCancelled)));
}

#[tokio::test]
async fn at_the_deadline_it_says_what_is_missing_and_cancels_the_children() {
    let client = client_and_worker().await;
    let wanted = Wanted { timeout_ms: Some(1500), ..Wanted::of(&["bank", "rents"]) };
    let run = binder(&client, wanted).await;
    let rents = paper(&client, &open_gate(&run, "collect").await, "rents");
    hand_in(&client, &run, "bank", "torn").await;
    let (kind, message) = failure(&run).await;
    assert_eq!(kind, "TimedOut");
    assert_eq!(message, "not all documents have come in time; missing: bank (failed), rents (pending)");
    assert!(matches!(rents.result().await, Err(ClientError::RunCancelled)));
    let snapshots = run.query(Binder::STEP_SNAPSHOTS, &Value::Null).await.unwrap();
    assert_eq!(snapshots["collect"].openings[0].ending, Some(Ending::TimedOut));
}

#[tokio::test]
async fn a_parent_that_is_gone_does_not_harm_the_child() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["kept"])).await;
    let kept = paper(&client, &open_gate(&run, "collect").await, "kept");
    eventually("it was asked, and has told its parent once", || async {
        events(&kept).await.contains(&EventType::ExternalWorkflowExecutionSignaled).then_some(())
    })
    .await;
    run.terminate("gone").await.unwrap();
    // Asked to cancel, it opens another gate, and its parent is there no more to be told.
    open_gate(&kept, "salvage").await;
    eventually("the report has failed", || async {
        events(&kept).await.contains(&EventType::SignalExternalWorkflowExecutionFailed).then_some(())
    })
    .await;
    approve(&kept, "salvage").await;
    assert_eq!(kept.result().await.unwrap(), "salvage approved");
}

#[tokio::test]
async fn only_children_that_fill_slots_report() {
    let client = client_and_worker().await;
    let day =
        Day { chores: vec![Chore { waits: true, ..Chore::named("books") }], keyed: true, by_slug: false };
    let run = start::<Parent>(&client, day).await;
    let drill = eventually("a drill-down", || async { run.pending_action().await.unwrap() }).await;
    let kid = client.run::<ntro_workflow_tests::runbooks::family::Kid>(&drill.children[0].task_id);
    let gate = open_gate(&kid, "work").await;
    kid.act(UserActionMessage::approve().at(&address(&gate))).await.unwrap();
    run.result().await.unwrap();
    let sent = EventType::SignalExternalWorkflowExecutionInitiated;
    assert!(!events(&kid).await.contains(&sent) && !events(&run).await.contains(&sent));
}

#[tokio::test]
async fn reports_that_nobody_sent_are_refused_and_change_nothing() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank"])).await;
    let before = open_gate(&run, "collect").await;
    let report = |task_id: &str, status: &str| json(&object!({ "task_id": task_id, "status": status }));
    let bank = slot(&before, "bank")["args"]["signal_task_id"].as_str().unwrap().to_owned();
    let stray = [
        ("ntro.slot_status", report("somebody", "processing")),
        ("ntro.slot_status", report(&bank, "completed")),
        ("ntro.slot_status", report(&bank, "lost")),
        ("ntro.slot_status", json(&object!(7))),
        ("ntro.watch_slot", json(&Value::Null)),
    ];
    let count = u64::try_from(stray.len()).unwrap();
    for (name, payload) in stray {
        raw_signal(&client, run.workflow_id(), name, vec![payload]).await;
    }
    let state = eventually("five refusals", || async {
        let state = run.ui_state().await.unwrap();
        (state.refused.values().sum::<u64>() == count).then_some(state)
    })
    .await;
    assert_eq!(state.pending_actions, [before]);
    assert!(serde_json::from_value::<SlotReport>(object!({ "task_id": bank, "status": "pending" })).is_ok());
    run.cancel("enough").await.unwrap();
}

#[tokio::test]
async fn the_histories_of_parent_and_children_replay() {
    let client = client_and_worker().await;
    let run = binder(&client, Wanted::of(&["bank", "rents"])).await;
    let bank = hand_in(&client, &run, "bank", "thick").await;
    stands(&run, "bank", "processing").await;
    let mut histories = vec![run.history().await.unwrap(), bank.history().await.unwrap()];
    bank.signal(Paper::PAPER_READ, &()).await.unwrap();
    approve(&bank, "review").await;
    let rents = hand_in(&client, &run, "rents", "b.pdf").await;
    approve(&rents, "review").await;
    run.result().await.unwrap();
    histories.extend([
        run.history().await.unwrap(),
        bank.history().await.unwrap(),
        rents.history().await.unwrap(),
    ]);
    let histories = histories.iter().map(|history| History::from_json(history).unwrap()).collect();
    let replayer = Registry::new().register::<Binder>().register::<Paper>().replayer().unwrap();
    for (place, replayed) in replayer.replay(histories).await.into_iter().enumerate() {
        assert!(replayed.is_ok(), "history {place}: {replayed:?}");
    }
}
