//! The past of a run: asked for, recorded, away.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ntro_workflow::wire::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, StepStatus, TaskKey};
use ntro_workflow::worker::{TaskHistory, TaskHistoryError, TaskHistoryFuture};
use ntro_workflow::{ActivityError, ActivityRef};
use ntro_workflow_testing::{Failure, MemoryHistory, Outcome, Scenario};
use serde_json::{Value, json};

use crate::runbooks::past::{Month, MonthEnd, SignOff, registry};

fn march() -> Month {
    Month { fund: "harbour".to_owned(), period: Some("2026-03".to_owned()), total: 130.0, ..Month::default() }
}

fn close(month: Month, history: &MemoryHistory) -> Scenario<MonthEnd> {
    Scenario::of::<MonthEnd>(month).registry(registry).history(history.clone())
}

fn task(period: &str, output: Value) -> CompletedTask {
    let id = format!("month-end-{period}");
    CompletedTask::new("month-end", TaskKey::new("harbour").period(period), id, output)
}

fn closed(total: f64) -> Value {
    json!({ "total": total, "baseline": null, "statement": null })
}

#[tokio::test]
async fn the_first_month_has_no_baseline() -> Result<(), Failure> {
    // I-33, I-38: the peer fails outside Temporal, and makes up figures where there are none.
    let closed = close(march(), &MemoryHistory::default()).run().await?.completed()?;
    assert_eq!((closed.baseline, closed.statement), (None, None));
    Ok(())
}

#[tokio::test]
async fn the_baseline_is_the_output_of_the_month_before() -> Result<(), Failure> {
    // I-37: on the peer it is empty. I-39: and that of the run that was updated last.
    let history = MemoryHistory::with([
        task("2026-02", closed(125.0)),
        task("2025-11", closed(99.0)),
        task("2026-04", closed(140.0)),
    ]);
    assert_eq!(close(march(), &history).run().await?.completed()?.baseline, Some(125.0));
    Ok(())
}

#[tokio::test]
async fn a_completed_run_is_there_for_the_next() -> Result<(), Failure> {
    let history = MemoryHistory::default();
    let february = Month { period: Some("2026-02".to_owned()), total: 125.0, ..march() };
    let february = Month { sources: vec!["bank".to_owned(), "rent".to_owned()], ..february };
    close(february, &history).run().await?.completed()?;
    let mut recorded: Vec<_> = history.tasks().into_iter().map(|task| (task.slug, task.source)).collect();
    recorded.sort();
    let document = |source: &str| ("intake".to_owned(), Some(source.to_owned()));
    assert_eq!(recorded, [document("bank"), document("rent"), ("month-end".to_owned(), None)]);
    let march = close(march(), &history).run().await?.completed()?;
    // The statement has no currency, and none is made up.
    assert_eq!((march.baseline, march.statement), (Some(125.0), Some(json!({ "balance": 125.0 }))));
    Ok(())
}

#[tokio::test]
async fn a_run_that_fails_is_no_past() -> Result<(), Failure> {
    let history = MemoryHistory::default();
    let scenario = close(Month { reviewed: true, ..march() }, &history).cancel("wrong month");
    assert!(scenario.run().await?.completed().is_err());
    assert_eq!(history.tasks(), []);
    Ok(())
}

#[tokio::test]
async fn an_output_of_another_shape_is_named() -> Result<(), Failure> {
    let history = MemoryHistory::with([task("2026-02", json!({ "total": "125.00" }))]);
    let outcome = close(march(), &history).run().await?;
    let said = outcome.failed("InvalidPayload")?;
    let expected = "the output of task `month-end-2026-02` (2026-02) does not fit: at /total: ";
    assert!(said.starts_with(expected), "{said}");
    Ok(())
}

#[tokio::test]
async fn what_a_run_is_about_has_to_be_there() -> Result<(), Failure> {
    let nobody = Month { fund: " ".to_owned(), ..march() };
    let outcome = close(nobody, &MemoryHistory::default()).run().await?;
    let said = outcome.failed("InvalidInput")?;
    assert!(said.contains("the entity is empty"), "{said}");
    assert!(outcome.breadcrumb().iter().all(|step| step.status == StepStatus::Pending), "no work was done");
    Ok(())
}

/// Is away for some calls, and then a history in memory.
struct Away {
    calls: Arc<AtomicU32>,
    until: u32,
    history: MemoryHistory,
}

impl Away {
    fn away(&self) -> Result<(), TaskHistoryError> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let away = TaskHistoryError::Unavailable("nobody answers".to_owned());
        if call < self.until { Err(away) } else { Ok(()) }
    }
}

impl TaskHistory for Away {
    fn record(&self, task: CompletedTask) -> TaskHistoryFuture<'_, ()> {
        Box::pin(async {
            self.away()?;
            self.history.record(task).await
        })
    }

    fn previous(&self, query: PreviousQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async {
            self.away()?;
            self.history.previous(query).await
        })
    }

    fn find_committed_document(&self, query: DocumentQuery) -> TaskHistoryFuture<'_, Option<PreviousTask>> {
        Box::pin(async {
            self.away()?;
            self.history.find_committed_document(query).await
        })
    }
}

#[tokio::test]
async fn a_store_that_is_away_is_waited_for() -> Result<(), Failure> {
    // I-38: the peer takes every error for figures of its own, or for nothing.
    let history = MemoryHistory::with([task("2026-02", closed(125.0))]);
    let calls = Arc::new(AtomicU32::new(0));
    let away = Away { calls: Arc::clone(&calls), until: 2, history: history.clone() };
    let outcome = Scenario::of::<MonthEnd>(march()).registry(registry).history(away).run().await?;
    assert_eq!(outcome.completed()?.baseline, Some(125.0));
    // Two that failed, the two questions, the record.
    assert_eq!(calls.load(Ordering::Relaxed), 5);
    assert_eq!(history.tasks().len(), 2);
    Ok(())
}

const RECORD: ActivityRef<CompletedTask, ()> = ActivityRef::new("ntro.record_task");

#[tokio::test]
async fn an_outage_at_the_end_neither_fails_nor_loses_the_run() -> Result<(), Failure> {
    let (history, attempts) = (MemoryHistory::default(), Arc::new(AtomicU32::new(0)));
    let (kept, counted) = (history.clone(), Arc::clone(&attempts));
    let scenario = close(march(), &history).activity_with(RECORD, move |ctx, task| {
        counted.fetch_add(1, Ordering::Relaxed);
        match ctx.info().attempt {
            ..4 => Err(ActivityError::retryable("TaskHistoryUnavailable", "nobody answers")),
            _ => {
                kept.add(task);
                Ok(())
            }
        }
    });
    let outcome: Outcome<MonthEnd> = scenario.run().await?;
    assert_eq!(outcome.completed()?.total, 130.0);
    assert_eq!((attempts.load(Ordering::Relaxed), history.tasks().len()), (4, 1));
    Ok(())
}

#[tokio::test]
async fn a_run_that_is_recorded_after_its_worker_was_killed_is_there_once() -> Result<(), Failure> {
    let history = MemoryHistory::default();
    let scenario = close(Month { reviewed: true, ..march() }, &history);
    let outcome = scenario.kill_worker().at("review").approve().run().await?;
    assert_eq!(outcome.completed()?.total, 130.0);
    let tasks = history.tasks();
    assert_eq!(tasks.len(), 1);
    assert_eq!((tasks[0].entity.as_str(), tasks[0].period.as_deref()), ("harbour", Some("2026-03")));
    assert_eq!(tasks[0].output["total"], json!(130.0));
    Ok(())
}

#[tokio::test]
async fn a_patch_and_a_gate_right_at_the_start_replay() -> Result<(), Failure> {
    let scenario = Scenario::of::<SignOff>(march()).registry(registry).history(MemoryHistory::default());
    let outcome = scenario.kill_worker().at("sign").approve().run().await?;
    assert_eq!(outcome.completed()?, 13_000.0);
    Ok(())
}

#[tokio::test]
async fn the_activities_can_be_mocked_by_name() -> Result<(), Failure> {
    const PREVIOUS: ActivityRef<PreviousQuery, Option<PreviousTask>> = ActivityRef::new("ntro.previous_task");
    let scenario = close(march(), &MemoryHistory::default())
        .activity(PREVIOUS, |query| Ok(Some(task("2026-01", closed(query.entity.len() as f64)).into())));
    let outcome = scenario.run().await?;
    assert_eq!(outcome.completed()?.baseline, Some(7.0));
    let asked = outcome.calls(PREVIOUS)?;
    assert_eq!(asked[0].before.as_deref(), Some("2026-03"));
    Ok(())
}
