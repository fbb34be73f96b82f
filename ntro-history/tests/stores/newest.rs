//! Property: a store finds what the rule takes, whatever was recorded in whatever order.

use ntro_history::SqlHistory;
use ntro_workflow::Timestamp;
use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskKey};
use ntro_workflow::worker::TaskHistory;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::databases::{postgres, sqlite};

/// Few values, so that they meet.
fn tasks() -> impl Strategy<Value = Vec<CompletedTask>> {
    let period = prop::option::of(prop::sample::select(vec!["2025-12", "2026-01", "2026-02", "a", "B"]));
    let source = prop::option::of(prop::sample::select(vec!["bank", "rent"]));
    let parent = prop::option::of(0..4_usize);
    let slug = prop::sample::select(vec!["nav-monthly", "document-ingest"]);
    let task = (slug, period, source, parent, 0..5_i64).prop_map(|(slug, period, source, parent, second)| {
        let key = TaskKey {
            entity: "harbour".to_owned(),
            period: period.map(str::to_owned),
            source: source.map(str::to_owned),
        };
        let task = CompletedTask::new(slug, key, "", json!(second));
        let parent = parent.map(|parent| format!("task-{parent}"));
        let completed_at = Timestamp::new(second, 0).expect("a time");
        CompletedTask { parent, completed_at, ..task }
    });
    prop::collection::vec(task, 0..8).prop_map(|tasks| {
        let numbered = tasks.into_iter().enumerate().map(|(number, task)| CompletedTask {
            // Runs may share a workflow id, one after the other.
            task_id: format!("task-{}", number / 2),
            run_id: format!("run-{number}"),
            ..task
        });
        numbered.collect()
    })
}

fn queries() -> impl Strategy<Value = DocumentQuery> {
    let before = prop::option::of(prop::sample::select(vec!["2025-12", "2026-02", "2026-03", "b"]));
    let asked_by = prop::option::of((0..8_usize).prop_map(|run| format!("run-{run}")));
    let slug = prop::sample::select(vec!["nav-monthly", "document-ingest"]);
    let source = prop::sample::select(vec!["bank", "rent"]);
    (slug, before, asked_by, source).prop_map(|(slug, before, asked_by, source)| {
        let before = before.map(str::to_owned);
        let task = PreviousQuery { before, asked_by, ..PreviousQuery::new(slug, "harbour") };
        DocumentQuery::new(task, source)
    })
}

/// Each case has an entity of its own in the one database.
async fn finds_what_the_rule_takes(
    history: &SqlHistory,
    case: usize,
    tasks: Vec<CompletedTask>,
    query: DocumentQuery,
) -> Result<(), TestCaseError> {
    let own = |text: &str| format!("{case}:{text}");
    let tasks = tasks.into_iter().map(|task| CompletedTask {
        entity: own(&task.entity),
        run_id: own(&task.run_id),
        task_id: own(&task.task_id),
        parent: task.parent.as_deref().map(own),
        ..task
    });
    let tasks: Vec<_> = tasks.collect();
    let task = PreviousQuery {
        entity: own(&query.task.entity),
        asked_by: query.task.asked_by.as_deref().map(own),
        ..query.task
    };
    let query = DocumentQuery { task, ..query };
    for task in &tasks {
        history.record(task.clone()).await.expect("the store is there");
    }
    let expected = query.task.newest(&tasks).cloned().map(PreviousTask::from);
    prop_assert_eq!(history.previous(query.task.clone()).await.expect("the store is there"), expected);
    let expected = query.newest(&tasks).cloned().map(PreviousTask::from);
    prop_assert_eq!(history.find_committed_document(query).await.expect("the store is there"), expected);
    Ok(())
}

fn every_case(history: &SqlHistory, handle: &tokio::runtime::Handle) {
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    let case = std::cell::Cell::new(0);
    let run = runner.run(&(tasks(), queries()), |(tasks, query)| {
        case.set(case.get() + 1);
        handle.block_on(finds_what_the_rule_takes(history, case.get(), tasks, query))
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn in_sqlite() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (history, _directory) = runtime.block_on(sqlite());
    every_case(&history, runtime.handle());
}

#[test]
fn in_postgres() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let history = runtime.block_on(postgres("newest"));
    every_case(&history, runtime.handle());
}
