//! The store on each database: the same rules on both.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

use document_ingest::model::FieldId;
use document_ingest::store::{Commit, CommitKey, Committed, Store, StoreError, TABLES};
use fund_database::{Database, Records};
use ntro_workflow_tests::postgres::database;
use serde_json::json;

/// Two ways into the same, empty store.
struct Desk {
    one: Store,
    other: Store,
    _files: Option<tempfile::TempDir>,
}

impl Desk {
    async fn in_sqlite() -> Self {
        let files = tempfile::tempdir().expect("a directory");
        let file = Database::File(files.path().join("records.sqlite"));
        Self { _files: Some(files), ..Self::in_database(file).await }
    }

    async fn in_postgres() -> Self {
        Self::in_database(database().await.parse().expect("a database")).await
    }

    async fn in_database(database: Database) -> Self {
        let open = async || Store::open(database.clone()).await.expect("opens");
        Self { one: open().await, other: open().await, _files: None }
    }
}

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

/// A test of each rule, on each database.
macro_rules! on_both {
    ($($(#[doc = $rule:literal])* async fn $name:ident($desk:ident) $body:block)*) => {
        mod rules {
            use super::*;

            $($(#[doc = $rule])* pub(super) async fn $name($desk: Desk) $body)*
        }

        mod in_sqlite {
            $(#[tokio::test] async fn $name() { super::rules::$name(super::Desk::in_sqlite().await).await })*
        }

        mod in_postgres {
            $(#[tokio::test] async fn $name() { super::rules::$name(super::Desk::in_postgres().await).await })*
        }
    };
}

on_both! {
    async fn a_second_commit_of_a_run_writes_nothing_and_gives_the_first_record(desk) {
        let first = desk.one.commit(&key("run-1"), &commit(119.0)).await.expect("commits");
        let Committed::Now(first) = first else { panic!("the first commit writes") };
        let second = desk.other.commit(&key("run-1"), &commit(7.0)).await.expect("commits");
        assert_eq!(second, Committed::Before(first));
        assert_eq!(desk.one.count().await.expect("counts"), 1);
    }

    async fn workers_that_commit_at_once_write_once(desk) {
        let mut attempts = tokio::task::JoinSet::new();
        for at in 0..12 {
            let store = if at % 2 == 0 { desk.one.clone() } else { desk.other.clone() };
            attempts.spawn(async move { store.commit(&key("run-1"), &commit(f64::from(at))).await });
        }
        let results = attempts.join_all().await;
        let written: Vec<bool> =
            results.into_iter().map(|result| matches!(result.expect("commits"), Committed::Now(_))).collect();
        assert_eq!(written.iter().filter(|now| **now).count(), 1, "{written:?}");
        assert_eq!(desk.one.count().await.expect("counts"), 1);
    }

    /// Whoever opens the store later finds the record as it was written, floats included.
    async fn a_record_is_found_again_as_it_was_written(desk) {
        let written = desk.one.commit(&key("run-1"), &commit(0.3)).await.expect("commits").into_document();
        let database = desk.one.database().clone();
        desk.one.close().await;
        desk.other.close().await;
        let later = Store::open(database.clone()).await.expect("opens");
        let read = later.find(&key("run-1")).await.expect("finds").expect("is there");
        assert_eq!(read, written);
        assert_eq!(read.extracted_payload, commit(0.3).extracted);
        assert_eq!(later.find(&key("run-2")).await.expect("finds"), None);
        let records = Records::open(database, &TABLES).await.expect("opens");
        let total = sqlx::query_scalar::<_, String>("SELECT total FROM ingested_documents");
        assert_eq!(total.fetch_one(records.pool()).await.expect("reads"), "0.30");
    }

    async fn other_runs_have_other_records(desk) {
        let one = desk.one.commit(&key("run-1"), &commit(1.0)).await.expect("commits").into_document();
        let other = desk.one.commit(&key("run-2"), &commit(1.0)).await.expect("commits").into_document();
        assert_ne!(one.record_id, other.record_id);
        assert_eq!(one.record_id, key("run-1").record_id());
    }

    async fn an_incomplete_record_leaves_no_trace(desk) {
        let mut incomplete = commit(1.0);
        incomplete.extracted.fields.retain(|field| field.id != FieldId::Total);
        let error = desk.one.commit(&key("run-1"), &incomplete).await.expect_err("refused");
        assert!(matches!(error, StoreError::Incomplete(_)), "{error}");
        assert_eq!(desk.one.count().await.expect("counts"), 0);
    }
}
