//! Messages that make no sense.

use ntro_workflow::worker::UntypedRun;
use serde_json::json;

use crate::desk::{Desk, count};
use crate::killed::{approve, review, start_inbox, start_worker};
use crate::server::{client, unique};

/// Each is refused and noted, and the inbox lives on; I-62: what says nothing is no approval.
#[tokio::test]
async fn senseless_messages_harm_nothing() {
    let desk = Desk::new();
    desk.drop_in(
        "march.csv",
        "Vendor,Date,Amount,Currency\nUber,2026-03-01,12.00,EUR\nAdobe,2026-03-03,30.00,EUR\n",
    );
    let (client, task_queue) = (client().await, unique("messages"));
    let _worker = start_worker(&desk, &task_queue);
    let run = start_inbox(&client, &task_queue).await;
    let anybody: &UntypedRun = &run;
    for senseless in [
        json!(null),
        json!({"file": "march.csv"}),
        json!({"event_id": "e", "data": {}}),
        json!({"event_id": "e", "kind": "lease", "source_ref": {"file": "march.csv"}}),
        json!({"event_id": "e", "data": {"vendor": "x".repeat(10_000)}}),
    ] {
        anybody.signal("data_submitted", &senseless).await.unwrap();
    }
    anybody
        .signal("data_submitted", &json!({"event_id": "e1", "source_ref": {"file": "march.csv"}}))
        .await
        .unwrap();
    let gate = review(&run).await;
    anybody.signal("close_inbox", &json!(null)).await.unwrap();
    anybody.signal("user_action", &json!({})).await.unwrap();
    anybody
        .signal("data_submitted", &json!({"event_id": "e2", "source_ref": {"file": "march.csv"}}))
        .await
        .unwrap();
    assert_eq!(review(&run).await, gate, "the review is as it was");
    assert_eq!(count(desk.ledger(), "expenses").await, 0);
    approve(&run, gate).await;
    let result = run.result().await.unwrap();
    assert_eq!((result.batches, result.ingested.len()), (1, 1));
}
