//! One suite for SQLite and PostgreSQL. What is left behind by one test is not seen by another: each has a database.

use ntro_history::SqlHistory;
use ntro_workflow::Timestamp;
use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, TaskKey};
use ntro_workflow::worker::TaskHistory;
use serde_json::json;

use crate::databases::{postgres, sqlite};

fn at(second: i64) -> Timestamp {
    Timestamp::new(second, 0).expect("a time")
}

fn task(id: &str, period: Option<&str>, second: i64) -> CompletedTask {
    let key = TaskKey { period: period.map(str::to_owned), ..TaskKey::new("harbour") };
    CompletedTask::new("nav-monthly", key, id, json!({ "id": id })).completed_at(at(second))
}

async fn record(history: &SqlHistory, tasks: impl IntoIterator<Item = CompletedTask>) {
    for task in tasks {
        history.record(task).await.expect("the store is there");
    }
}

fn query() -> PreviousQuery {
    PreviousQuery::new("nav-monthly", "harbour")
}

async fn previous(history: &SqlHistory, query: PreviousQuery) -> Option<String> {
    history.previous(query).await.expect("the store is there").map(|task| task.task_id)
}

async fn an_empty_one_has_nothing(history: SqlHistory) {
    // I-38: the peer answers with figures of its own.
    assert_eq!(previous(&history, query()).await, None);
    let demo = PreviousQuery::new("nav-monthly", "4-high-court-limited");
    assert_eq!(previous(&history, demo).await, None);
    let document = DocumentQuery::new(query(), "bank");
    assert_eq!(history.find_committed_document(document).await, Ok(None));
}

async fn what_was_recorded_comes_back_whole(history: SqlHistory) {
    let output =
        json!({ "total": 2380.92, "text": "£ \u{0} '\" 漢", "none": null, "rows": [{ "id": "l1" }] });
    let key = TaskKey::new("Köln").period("2026-02").source("bank");
    let time = Timestamp::new(1_772_000_000, 123_456_789).expect("a time");
    let task = CompletedTask { output, ..CompletedTask::new("nav-monthly", key, "nav-2", json!(0)) };
    let task = CompletedTask { run_id: "run-2".into(), ..task }.completed_at(time);
    record(&history, [task.clone()]).await;
    let found =
        history.previous(PreviousQuery::new("nav-monthly", "Köln")).await.expect("the store is there");
    assert_eq!(found, Some(task.into()));
}

async fn newest_is_the_latest_period(history: SqlHistory) {
    let tasks = [
        task("february", Some("2026-02"), 20),
        task("november again", Some("2025-11"), 40),
        task("march", Some("2026-03"), 30),
        task("no period", None, 50),
    ];
    record(&history, tasks).await;
    assert_eq!(previous(&history, query().before("2026-03")).await.as_deref(), Some("february"));
    assert_eq!(previous(&history, query()).await.as_deref(), Some("march"));
    assert_eq!(previous(&history, query().before("2025-11")).await, None);
    for other in [PreviousQuery::new("nav-monthly", "other"), PreviousQuery::new("other", "harbour")] {
        assert_eq!(previous(&history, other).await, None);
    }
}

async fn periods_sort_by_bytes(history: SqlHistory) {
    // In many languages `a` sorts before `B`, and punctuation counts for nothing.
    record(&history, [task("upper", Some("B"), 1), task("lower", Some("a"), 1), task("dash", Some("-c"), 1)])
        .await;
    assert_eq!(previous(&history, query()).await.as_deref(), Some("lower"));
    assert_eq!(previous(&history, query().before("a")).await.as_deref(), Some("upper"));
    assert_eq!(previous(&history, query().before("B")).await.as_deref(), Some("dash"));
}

async fn a_run_is_kept_once(history: SqlHistory) {
    let first = task("nav-2", Some("2026-02"), 20);
    record(&history, [first.clone(), first.clone()]).await;
    // The run was reset, and has completed anew; an attempt from before comes late.
    let anew = CompletedTask { output: json!({ "id": "anew" }), ..first.clone() }.completed_at(at(30));
    record(&history, [anew, first]).await;
    let found = history.previous(query()).await.expect("the store is there").expect("a task");
    assert_eq!(found.output, json!({ "id": "anew" }));
    let asked_by = PreviousQuery { asked_by: Some("nav-2".into()), ..query() };
    assert_eq!(previous(&history, asked_by).await, None, "it is there once, and nobody is its own past");
}

async fn documents_are_those_of_the_task(history: SqlHistory) {
    let document = |id: &str, parent: &str, source: &str, second| {
        let key = TaskKey::new("harbour").source(source);
        CompletedTask::new("document-ingest", key, id, json!(id)).child_of(parent).completed_at(at(second))
    };
    let tasks = [
        task("nav-2", Some("2026-02"), 20),
        task("nav-1", Some("2026-01"), 10),
        document("bank-2", "nav-2", "bank", 15),
        document("bank-2-late", "nav-2", "bank", 21),
        document("bank-1", "nav-1", "bank", 5),
        document("rent-1", "nav-1", "rent", 5),
    ];
    record(&history, tasks).await;
    let find = async |query, source: &str| {
        let found = history.find_committed_document(DocumentQuery::new(query, source)).await;
        found.expect("the store is there").map(|document| document.task_id)
    };
    assert_eq!(find(query(), "bank").await.as_deref(), Some("bank-2"));
    assert_eq!(find(query().before("2026-02"), "bank").await.as_deref(), Some("bank-1"));
    assert_eq!(find(query(), "rent").await, None);
    let ingest = PreviousQuery::new("document-ingest", "harbour");
    assert_eq!(find(ingest, "rent").await.as_deref(), Some("rent-1"));
}

/// Each rule as a test of each database.
macro_rules! suite {
    ($($rule:ident),* $(,)?) => {
        mod in_sqlite {
            $(#[tokio::test]
            async fn $rule() {
                let (history, _directory) = super::sqlite().await;
                super::$rule(history).await;
            })*
        }
        mod in_postgres {
            $(#[tokio::test]
            async fn $rule() {
                super::$rule(super::postgres(stringify!($rule)).await).await;
            })*
        }
    };
}

suite!(
    an_empty_one_has_nothing,
    what_was_recorded_comes_back_whole,
    newest_is_the_latest_period,
    periods_sort_by_bytes,
    a_run_is_kept_once,
    documents_are_those_of_the_task,
);
