//! Row actions and corrections of which people may edit a part: what the queries show, signals, replay.

use ntro_workflow::RunbookHandles as _;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow::wire::action::{Correction, RowAction, UserActionMessage};
use ntro_workflow_tests::drive::{address, eventually, json, open_gate, raw_signal, start};
use ntro_workflow_tests::runbooks::journals::{Journal, Journals, Said};
use ntro_workflow_tests::server::client_and_worker;
use serde_json::json as object;

use crate::replay::replay;

/// I-9: after an edit the peer showed one payload to screens and another to agents.
#[tokio::test]
async fn every_query_shows_what_a_row_action_made() {
    let client = client_and_worker().await;
    let run = start::<Journals>(&client, Said::Declared).await;
    let gate = open_gate(&run, "declared").await;
    let hint = gate.display_hint.clone().unwrap();
    assert_eq!(hint.config["row_actions"], object!(["split", "crash"]));
    // I-65: the peer's columns were lost between two places, and the table had none.
    let columns = hint.config["datasets"][0]["columns"].as_array().unwrap();
    let columns: Vec<_> = columns.iter().map(|column| (&column["key"], &column["editable"])).collect();
    let expected =
        [("account", false), ("amount", true), ("memo", true)].map(|(key, may)| (object!(key), object!(may)));
    assert_eq!(columns, expected.iter().map(|(key, may)| (key, may)).collect::<Vec<_>>());

    let split = RowAction::custom("split", "r1").field("kept", 100);
    let receipt = run.act(UserActionMessage::row(split).at(&address(&gate))).await.unwrap();
    let (shown, state) = (run.pending_action().await.unwrap().unwrap(), run.ui_state().await.unwrap());
    assert_eq!(shown.payload.as_ref().unwrap()["lines"][2]["amount"], 25.0);
    assert_eq!(state.pending_payload, shown.payload);
    assert_eq!(state.pending_actions[0].payload, shown.payload);
    assert_eq!((shown.revision, &shown.digest), (Some(receipt.revision), &Some(receipt.digest)));
    run.act(UserActionMessage::approve().at(&address(&shown))).await.unwrap();
    let journal = serde_json::to_value(run.result().await.unwrap().journal).unwrap();
    assert_eq!(Some(&journal), shown.payload.as_ref());
    let snapshots = run.query(Journals::STEP_SNAPSHOTS, &serde_json::Value::Null).await.unwrap();
    let decision = snapshots["declared"].decision.clone().unwrap();
    let pointers: Vec<_> = decision.changes.iter().map(|change| change.pointer.as_str()).collect();
    assert_eq!(pointers, ["/lines/0/amount", "/lines/2"]);
}

/// I-7: a bad row action in the history failed the peer's workflow task again and again.
#[tokio::test]
async fn bad_row_actions_by_signal_are_counted_and_harm_nothing_also_on_replay() {
    let client = client_and_worker().await;
    let run = start::<Journals>(&client, Said::Declared).await;
    let gate = open_gate(&run, "declared").await;
    let row = |action: serde_json::Value| object!({"kind": "row_action", "gate_id": gate.gate_id, "revision": 1, "payload": action});
    let bad = [
        row(object!({"action": "crash", "row_id": "r1"})),
        row(object!({"action": "split", "row_id": "r1", "kept": "half"})),
        row(object!({"action": "edit_cell", "row_id": "r1", "field": "account", "value": "9"})),
        row(object!({"action": "join", "row_id": "r1"})),
        object!({"kind": "row_action"}),
    ];
    for message in &bad {
        raw_signal(&client, run.workflow_id(), "user_action", vec![json(message)]).await;
    }
    let refused = eventually("every one refused", || async {
        let refused = run.ui_state().await.unwrap().refused;
        (refused.values().sum::<u64>() == bad.len() as u64).then_some(refused)
    })
    .await;
    let count = |reason| refused.get(&reason).copied();
    assert_eq!(count(RefusalReason::HandlerRefused), Some(2));
    assert_eq!(count(RefusalReason::NotEditable), Some(1));
    assert_eq!(
        run.pending_action().await.unwrap().unwrap().payload,
        Some(serde_json::to_value(Journal::proposed()).unwrap())
    );

    let cells = [Correction::new("r1", "amount", 130), Correction::new("", "note", "March")];
    run.act(UserActionMessage::correct(cells).at(&address(&gate))).await.unwrap();
    assert_eq!(run.result().await.unwrap().journal.note, "March");
    replay::<Journals>(&run.history().await.unwrap()).await.unwrap();
}
