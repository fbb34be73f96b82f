//! The task history in the server's own visibility store; and workers, with it and without any.

use ntro_dev_server::{DevServer, SearchAttributeType};
use ntro_workflow::wire::{DocumentQuery, PreviousQuery, PreviousTask, TaskAttributes};
use ntro_workflow::worker::{
    AttributeError, Client, ClientError, Registry, RunFilter, TaskHistory, TaskHistoryError,
    VisibilityHistory, Worker,
};
use ntro_workflow_testing::{Failure, Outcome, Scenario, TestServer};
use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::unique;
use serde_json::json;

use crate::runbooks::past::{Closed, Document, Intake, Month, MonthEnd, registry};

async fn client() -> Client {
    let server = TestServer::shared().await.expect("the server starts");
    Client::connect(server.address(), server.namespace()).await.expect("the server answers")
}

async fn visibility(client: &Client) -> VisibilityHistory {
    VisibilityHistory::open(client.clone()).await.expect("the server answers")
}

fn month(fund: &str, period: Option<&str>, total: f64) -> Month {
    Month { fund: fund.to_owned(), period: period.map(str::to_owned), total, ..Month::default() }
}

/// Plays a month, and waits until the server lists all of its runs as closed.
async fn played(client: &Client, month: Month) -> Result<Outcome<MonthEnd>, Failure> {
    let cancelled = month.reviewed;
    let scenario = Scenario::of::<MonthEnd>(month).registry(registry).history(visibility(client).await);
    let scenario = if cancelled { scenario.cancel("wrong month") } else { scenario };
    let outcome = scenario.run().await?;
    let histories = outcome.runs.iter().filter_map(|run| run.history.as_ref());
    let ids: Vec<_> = histories.map(|history| history.workflow_id().to_owned()).collect();
    eventually("all runs are listed as closed", || async {
        let closed = client.runs(&RunFilter::closed().limit(100_000)).await.ok()?;
        ids.iter().all(|id| closed.iter().any(|run| run.workflow_id == *id)).then_some(())
    })
    .await;
    Ok(outcome)
}

fn total(found: Result<Option<PreviousTask>, TaskHistoryError>) -> Option<f64> {
    let found = found.expect("the server answers")?;
    Some(found.output::<Closed>().expect("what a month-end returns").total)
}

#[tokio::test]
async fn newest_is_the_latest_period_of_what_completed() -> Result<(), Failure> {
    let client = client().await;
    // A name that could end a query.
    let fund = format!("Köln O'Neil {} \"\\ Sons'", unique("fund"));
    let history = visibility(&client).await;
    let query = || PreviousQuery::new("month-end", &fund);
    assert_eq!(total(history.previous(query()).await), None);

    played(&client, month(&fund, Some("2026-02"), 125.0)).await?;
    played(&client, month(&fund, Some("2026-03"), 130.0)).await?;
    played(&client, month(&fund, Some("2025-11"), 99.0)).await?;
    played(&client, month(&fund, None, 50.0)).await?;
    played(&client, Month { reviewed: true, ..month(&fund, Some("2026-12"), 1.0) }).await?;

    assert_eq!(total(history.previous(query().before("2026-03")).await), Some(125.0));
    assert_eq!(total(history.previous(query()).await), Some(130.0));
    assert_eq!(total(history.previous(query().before("2025-11")).await), None);
    for other in [PreviousQuery::new("month-end", "another"), PreviousQuery::new("intake", &fund)] {
        assert_eq!(total(history.previous(other).await), None);
    }
    let april = played(&client, month(&fund, Some("2026-04"), 140.0)).await?;
    assert_eq!(april.completed()?.baseline, Some(130.0));
    Ok(())
}

#[tokio::test]
async fn documents_are_those_of_the_task() -> Result<(), Failure> {
    let (client, fund) = (client().await, format!("O'Neil {}", unique("fund")));
    let from = |sources: [&str; 2]| sources.map(str::to_owned).to_vec();
    let january = month(&fund, Some("2026-01"), 120.0);
    played(&client, Month { sources: from(["bank", "rates"]), ..january }).await?;
    let february = month(&fund, Some("2026-02"), 125.0);
    played(&client, Month { sources: from(["rent", "bank"]), ..february }).await?;

    let history = visibility(&client).await;
    let find = async |query: PreviousQuery, source: &str| {
        let found = history.find_committed_document(DocumentQuery::new(query, source)).await;
        found.expect("the server answers").map(|document| (document.source, document.output))
    };
    let close = || PreviousQuery::new("month-end", &fund);
    let bank = |balance: f64| Some((Some("bank".to_owned()), json!({ "balance": balance })));
    assert_eq!(find(close(), "bank").await, bank(125.0));
    assert_eq!(find(close().before("2026-02"), "bank").await, bank(120.0));
    assert_eq!(find(close(), "rates").await, None);
    assert_eq!(find(PreviousQuery::new("intake", &fund), "bank").await, bank(125.0));
    Ok(())
}

/// A worker of its own on some server, with these runbooks.
async fn intake(client: &Client, registry: Registry, fund: &str) -> String {
    let queue = unique("history");
    let worker = Worker::new(client, &queue, registry).spawn().await.expect("the worker starts");
    let document = Document { fund: fund.to_owned(), source: "bank".to_owned(), balance: 7.0 };
    let id = unique("intake");
    let run = client.start::<Intake>(&queue, &id, &document).await.expect("the run starts");
    run.result().await.expect("the run is not wedged");
    worker.stop().await.expect("the worker stops");
    id
}

fn marked() -> Registry {
    registry().history_later(VisibilityHistory::open)
}

#[tokio::test]
async fn attributes_that_are_missing_wedge_no_run() {
    let server = DevServer::builder().start().await.expect("the server starts");
    let client = Client::connect(server.address(), server.namespace()).await.expect("the server answers");
    intake(&client, marked(), "harbour").await;

    let history = visibility(&client).await;
    let query = PreviousQuery::new("intake", "harbour");
    let Err(TaskHistoryError::NotReady(said)) = history.previous(query.clone()).await else {
        panic!("nothing can be found")
    };
    assert!(said.contains("`NtroEntity` is not registered"), "{said}");
    assert!(said.ends_with("register them by `cargo ntro attributes --register`"), "{said}");

    // Once they are there, the same store finds what is marked from then on.
    client.register_task_attributes(&TaskAttributes::default()).await.expect("they are registered");
    assert_eq!(history.previous(query.clone()).await, Ok(None), "the first run was not marked");
    let id = intake(&client, marked(), "harbour").await;
    let found = eventually("the second run is found", || async {
        history.previous(query.clone()).await.expect("the server answers")
    })
    .await;
    assert_eq!((found.task_id, found.output), (id, json!({ "balance": 7.0 })));
}

#[tokio::test]
async fn an_attribute_of_another_type_is_a_conflict_and_wedges_no_run() {
    let builder = DevServer::builder().search_attribute("NtroEntity", SearchAttributeType::Text);
    let server = builder.start().await.expect("the server starts");
    let client = Client::connect(server.address(), server.namespace()).await.expect("the server answers");
    intake(&client, marked(), "harbour").await;
    let history = visibility(&client).await;
    let error = history.previous(PreviousQuery::new("intake", "harbour")).await.expect_err("not set up");
    assert!(error.to_string().contains("`NtroEntity` is registered as Text, not as Keyword"), "{error}");
    let refused = client.register_task_attributes(&TaskAttributes::default()).await;
    assert!(matches!(refused, Err(AttributeError::Conflict(_))), "{refused:?}");
    let listed = client.task_attributes(&TaskAttributes::default()).await.expect("the server answers");
    assert!(listed.iter().all(|status| status.fault().is_some()), "nothing was registered: {listed:?}");
}

#[tokio::test]
async fn a_server_that_is_gone_is_no_empty_history() {
    let server = DevServer::builder().start().await.expect("the server starts");
    let client = Client::connect(server.address(), server.namespace()).await.expect("the server answers");
    client.register_task_attributes(&TaskAttributes::default()).await.expect("they are registered");
    let history = visibility(&client).await;
    server.stop().await.expect("it stops");
    let asked = history.previous(PreviousQuery::new("intake", "harbour")).await;
    assert!(matches!(asked, Err(TaskHistoryError::Unavailable(_))), "{asked:?}");
}

#[tokio::test]
async fn without_a_task_history_runs_complete_and_asking_is_an_error() {
    let client = client().await;
    let id = intake(&client, registry(), "harbour").await;
    assert!(client.untyped_run(&id).info().await.is_ok_and(|run| run.closed_at.is_some()));

    let queue = unique("history");
    let worker = Worker::new(&client, &queue, registry()).spawn().await.expect("the worker starts");
    let input = month("harbour", Some("2026-03"), 1.0);
    let run = client.start::<MonthEnd>(&queue, &unique("month-end"), &input).await.expect("the run starts");
    let Err(ClientError::RunFailed { kind, message }) = run.result().await else {
        panic!("it has no history")
    };
    assert_eq!(kind, "NoTaskHistory");
    assert!(message.contains("`Registry::history`"), "{message}");
    worker.stop().await.expect("the worker stops");
}
