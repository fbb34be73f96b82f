//! Databases that are away, not there, or of another program.

use ntro_dev_server::PostgresServer;
use ntro_history::{MigrateError, SqlHistory, SqlHistoryError};
use ntro_workflow::wire::{CompletedTask, PreviousQuery, TaskKey};
use ntro_workflow::worker::{TaskHistory, TaskHistoryError};
use sqlx::Executor as _;
use tempfile::TempDir;

use crate::databases::database;

#[tokio::test]
async fn a_database_that_goes_away_is_no_empty_one() {
    // I-38: on the peer it is.
    let server = PostgresServer::start().await.expect("PostgreSQL starts");
    let url = server.database("away").await.expect("a database");
    let history = SqlHistory::postgres(&url).await.expect("the database is there");
    server.stop().await.expect("it stops");
    let asked = history.previous(PreviousQuery::new("nav-monthly", "harbour")).await;
    let Err(TaskHistoryError::Unavailable(said)) = asked else { panic!("{asked:?}") };
    assert!(said.starts_with("`away` on 127.0.0.1:"), "{said}");
    let recorded =
        history.record(CompletedTask::new("nav-monthly", TaskKey::new("harbour"), "n", 1.into())).await;
    assert!(matches!(recorded, Err(TaskHistoryError::Unavailable(_))), "{recorded:?}");
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    let refused =
        SqlHistory::postgres("postgres://ntro:secret@127.0.0.1:1/tasks").await.expect_err("nobody is there");
    assert!(matches!(refused, SqlHistoryError::Open { .. }), "{refused}");
    let said = refused.to_string();
    assert!(said.contains("`tasks` on 127.0.0.1:1") && !said.contains("secret"), "{said}");
    let wrong = SqlHistory::postgres("tasks.sqlite").await.expect_err("no URL");
    assert!(matches!(wrong, SqlHistoryError::Url { .. }), "{wrong}");
    let nowhere = TempDir::new().expect("a directory").path().join("gone/tasks.sqlite");
    let missing = SqlHistory::sqlite(&nowhere).await.expect_err("no directory");
    assert!(missing.to_string().contains("gone/tasks.sqlite"), "{missing}");
}

#[tokio::test]
async fn tables_of_a_newer_program_are_left_alone() {
    let url = database("newer").await;
    SqlHistory::postgres(&url).await.expect("the database is there").close().await;
    let pool = sqlx::PgPool::connect(&url).await.expect("the database is there");
    pool.execute("INSERT INTO ntro_history_versions (version) VALUES (2)").await.expect("written");
    let refused = SqlHistory::postgres(&url).await.expect_err("it is newer");
    let SqlHistoryError::Migrate { source: MigrateError::Newer { done: 2, known: 1 }, .. } = refused else {
        panic!("{refused}")
    };
}

#[tokio::test]
async fn workers_that_open_it_at_once_make_its_tables_once() {
    let (url, directory) = (database("at_once").await, TempDir::new().expect("a directory"));
    let file = directory.path().join("tasks.sqlite");
    let opened = futures_util::future::join_all((0..8).map(|_| async {
        SqlHistory::postgres(&url).await.expect("the database is there");
        SqlHistory::sqlite(&file).await.expect("the file is there");
    }));
    opened.await;
}

#[tokio::test]
async fn it_lives_beside_the_tables_and_migrations_of_a_program() {
    let url = database("beside").await;
    let pool = sqlx::PgPool::connect(&url).await.expect("the database is there");
    // What sqlx's own migrations of a program leave behind.
    pool.execute(
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY); INSERT INTO _sqlx_migrations VALUES (1)",
    )
    .await
    .expect("written");
    let history = SqlHistory::postgres(&url).await.expect("it has its own record");
    assert_eq!(history.previous(PreviousQuery::new("nav-monthly", "harbour")).await, Ok(None));
}
