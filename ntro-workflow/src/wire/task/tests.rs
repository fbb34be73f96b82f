use jiff::Timestamp;
use serde_json::json;

use super::{CompletedTask, DocumentQuery, PreviousQuery, PreviousTask, TaskKey};

fn at(second: i64) -> Timestamp {
    Timestamp::new(second, 0).expect("a time")
}

fn task(period: Option<&str>, id: &str, second: i64) -> CompletedTask {
    let key = TaskKey { period: period.map(str::to_owned), ..TaskKey::new("harbour") };
    CompletedTask::new("nav-monthly", key, id, json!({ "id": id })).completed_at(at(second))
}

fn newest<'a>(query: &PreviousQuery, tasks: &'a [CompletedTask]) -> Option<&'a str> {
    query.newest(tasks).map(|task| task.task_id.as_str())
}

fn query() -> PreviousQuery {
    PreviousQuery::new("nav-monthly", "harbour")
}

#[test]
fn a_rerun_of_an_old_period_is_no_baseline_of_a_later_one() {
    // I-39: the peer takes the one that was updated last.
    let tasks = [task(Some("2026-02"), "february", 20), task(Some("2025-11"), "november-again", 30)];
    assert_eq!(newest(&query().before("2026-03"), &tasks), Some("february"));
}

#[test]
fn a_task_without_period_is_not_before_any() {
    // I-39: on the peer it passes.
    let tasks = [task(None, "no period", 20)];
    assert_eq!(newest(&query().before("2026-03"), &tasks), None);
    assert_eq!(newest(&query(), &tasks), Some("no period"));
}

#[test]
fn of_one_period_the_one_that_completed_last_counts() {
    let tasks = [task(Some("2026-02"), "again", 30), task(Some("2026-02"), "first", 20)];
    assert_eq!(newest(&query(), &tasks), Some("again"));
}

#[test]
fn a_period_is_not_before_itself() {
    let tasks = [task(Some("2026-02"), "february", 20)];
    assert_eq!(newest(&query().before("2026-02"), &tasks), None);
}

#[test]
fn nobody_is_its_own_past() {
    let tasks = [task(Some("2026-02"), "february", 20), task(Some("2026-03"), "march", 30)];
    let query = PreviousQuery { asked_by: Some("march".into()), ..query() };
    assert_eq!(newest(&query, &tasks), Some("february"));
}

#[test]
fn the_documents_of_another_task_are_not_taken() {
    let document = |parent: &str, source: &str, id: &str, second: i64| {
        let key = TaskKey::new("harbour").period("2026-02").source(source);
        CompletedTask::new("document-ingest", key, id, json!(id)).child_of(parent).completed_at(at(second))
    };
    let tasks = [
        task(Some("2026-02"), "nav-2", 20),
        task(Some("2026-01"), "nav-1", 10),
        document("nav-2", "bank", "bank-2-first", 15),
        document("nav-2", "bank", "bank-2", 16),
        document("nav-2", "bank", "bank-2-after", 25),
        document("nav-1", "rent", "rent-1", 5),
    ];
    let find =
        |source: &str| DocumentQuery::new(query(), source).newest(&tasks).map(|task| task.task_id.clone());
    assert_eq!(find("bank"), Some("bank-2".to_owned()));
    // January had a rent roll, February had none: there is no baseline, and not an older one instead.
    assert_eq!(find("rent"), None);
}

#[test]
fn an_extraction_has_what_is_there() {
    // I-37: on the peer a real task gives no fields, ever.
    let previous = PreviousTask::from(task(None, "february", 20));
    assert_eq!(json!(previous.extract(&["id", "occupancy"])), json!({ "id": "february" }));
    assert!(previous.extract(&["occupancy"]).is_empty());
}

#[test]
fn what_no_store_can_keep_is_refused() {
    for (key, why) in [
        (TaskKey::new(" "), "the entity is empty"),
        (TaskKey::new("a").period(""), "the period is empty"),
        (TaskKey::new("a\0b"), "control characters"),
        (TaskKey::new("a").source("x".repeat(256)), "at most 255"),
    ] {
        let said = key.check().expect_err("refused");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(TaskKey::new("ä".repeat(255)).check(), Ok(()));
}
