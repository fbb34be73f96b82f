use serde_json::json;

use super::*;

fn key(run: &str) -> CommitKey {
    CommitKey { workflow_id: "document-ingest-1".into(), original_run_id: run.into() }
}

/// A commit of an invoice with this total.
fn commit(total: f64) -> Commit {
    let row = |id, value| json!({"id": id, "label": id, "value": value, "confidence": 0.8});
    let from = |value| serde_json::from_value(value).expect("decodes");
    Commit {
        context: serde_json::from_value(json!({
            "period": "2026-03", "entity_slug": "e", "tenant_slug": "t", "source": "mail",
            "schema_slug": "invoice",
        }))
        .expect("decodes"),
        submission: serde_json::from_value(json!({"document_ref": "file:///in/a.pdf"})).expect("decodes"),
        extracted: from(json!({
            "schema_slug": "invoice",
            "fields": [
                row("issuer", json!("Northwind GmbH")), row("number", json!("R-1")),
                row("date", json!("2026-03-31")), row("currency", json!("EUR")), row("total", json!(total)),
            ],
            "line_items": [{"id": "li-1", "description": "Paper", "quantity": 2, "unit_price": 0.1,
                "amount": 0.2, "confidence": 0.9}],
        })),
        corrections_applied: 1,
    }
}

async fn store(directory: &tempfile::TempDir) -> Store {
    Store::open(directory.path().join("records.db")).await.expect("opens")
}

#[tokio::test]
async fn a_second_commit_of_a_run_writes_nothing_and_gives_the_first_record() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = store(&directory).await;
    let Committed::Now(first) = store.commit(&key("run-1"), &commit(119.0)).await.expect("commits") else {
        panic!("the first commit writes");
    };
    let second = store.commit(&key("run-1"), &commit(7.0)).await.expect("commits");
    assert_eq!(second, Committed::Before(first));
    assert_eq!(store.count().await.expect("counts"), 1);
}

#[tokio::test]
async fn workers_that_commit_at_once_write_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let (one, other) = (store(&directory).await, store(&directory).await);
    let mut attempts = tokio::task::JoinSet::new();
    for at in 0..12 {
        let store = if at % 2 == 0 { one.clone() } else { other.clone() };
        attempts.spawn(async move { store.commit(&key("run-1"), &commit(f64::from(at))).await });
    }
    let results = attempts.join_all().await;
    let written: Vec<bool> =
        results.into_iter().map(|result| matches!(result.expect("commits"), Committed::Now(_))).collect();
    assert_eq!(written.iter().filter(|now| **now).count(), 1, "{written:?}");
    assert_eq!(one.count().await.expect("counts"), 1);
}

#[tokio::test]
async fn a_record_is_still_there_after_opening_the_file_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let first = store(&directory).await;
    let written = first.commit(&key("run-1"), &commit(0.3)).await.expect("commits").into_document();
    first.close().await;
    let second = store(&directory).await;
    let read = second.find(&key("run-1")).await.expect("finds").expect("is there");
    assert_eq!(read, written);
    assert_eq!(read.extracted_payload, commit(0.3).extracted);
    assert_eq!(second.find(&key("run-2")).await.expect("finds"), None);
    let total: String = sqlx::query_scalar("SELECT total FROM ingested_documents")
        .fetch_one(&second.pool)
        .await
        .expect("reads");
    assert_eq!(total, "0.30");
}

#[tokio::test]
async fn other_runs_have_other_records() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = store(&directory).await;
    let one = store.commit(&key("run-1"), &commit(1.0)).await.expect("commits").into_document();
    let other = store.commit(&key("run-2"), &commit(1.0)).await.expect("commits").into_document();
    assert_ne!(one.record_id, other.record_id);
    assert_eq!(one.record_id, key("run-1").record_id());
}

#[tokio::test]
async fn an_incomplete_record_leaves_no_trace() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = store(&directory).await;
    let mut incomplete = commit(1.0);
    incomplete.extracted.fields.retain(|field| field.id != crate::model::FieldId::Total);
    let error = store.commit(&key("run-1"), &incomplete).await.expect_err("refused");
    assert!(matches!(error, StoreError::Incomplete(_)), "{error}");
    assert_eq!(store.count().await.expect("counts"), 0);
}

#[tokio::test]
async fn a_place_that_cannot_hold_a_file_is_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("missing").join("records.db");
    let error = Store::open(&path).await.expect_err("refused");
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
}
