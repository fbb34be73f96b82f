//! Records of a program in both databases.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

use fund_database::{Database, DatabaseError, Records, Tables};
use ntro_dev_server::PostgresServer;
use sqlx::Error;

static NOTES: Tables =
    Tables { what: "the notes", schema: "notes", migrations: sqlx::migrate!("tests/notes") };
static LETTERS: Tables =
    Tables { what: "the letters", schema: "letters", migrations: sqlx::migrate!("tests/letters") };

async fn write(records: &Records, note: &str) -> Result<(), DatabaseError> {
    let failed = |source| records.failed("write a note", source);
    let mut transaction = records.begin("write a note").await?;
    let insert = sqlx::query("INSERT INTO notes (note) VALUES ($1)").bind(note);
    insert.execute(&mut *transaction).await.map_err(failed)?;
    transaction.commit().await.map_err(failed)
}

async fn count(records: &Records, table: &str) -> Result<i64, Error> {
    sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table}")).fetch_one(records.pool()).await
}

/// Workers that open, and write, at the same time; and one that comes later.
async fn shared_by_workers(database: &Database) {
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..6 {
        let database = database.clone();
        workers.spawn(async move {
            let records = Records::open(database, &NOTES).await.expect("opens");
            write(&records, &format!("note {worker}")).await.expect("writes");
            records.close().await;
        });
    }
    workers.join_all().await;
    let records = Records::open(database.clone(), &NOTES).await.expect("opens");
    assert_eq!(count(&records, "notes").await.expect("counts"), 6);
    let twice = write(&records, "note 1").await.expect_err("is there");
    let said = twice.to_string();
    let begins = format!("the notes in {database} failed to write a note: ");
    assert!(twice.may_pass() && said.starts_with(&begins), "{said}");
    assert_eq!(count(&records, "notes").await.expect("counts"), 6, "and nothing is left of it");
}

#[tokio::test]
async fn a_file_is_shared_by_workers_whatever_it_is_called() {
    let directory = tempfile::tempdir().expect("a directory");
    // What a URL would take for something else.
    let file = directory.path().join("the notes #1 100%? ä.sqlite");
    shared_by_workers(&Database::File(file.clone())).await;
    assert!(file.exists(), "the file has the name that it was given");
}

#[tokio::test]
async fn a_postgresql_database_is_shared_by_workers_and_by_programs() {
    let server = PostgresServer::start().await.expect("PostgreSQL starts");
    let url = server.database("shared").await.expect("a database");
    let database: Database = url.parse().expect("a database");
    shared_by_workers(&database).await;
    let letters = Records::open(database, &LETTERS).await.expect("opens");
    assert_eq!(count(&letters, "letters").await.expect("counts"), 0);
    count(&letters, "notes").await.expect_err("each program has its own tables");
}

#[tokio::test]
async fn a_file_of_another_program_is_refused_and_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let database = Database::File(directory.path().join("notes.sqlite"));
    Records::open(database.clone(), &NOTES).await.expect("opens").close().await;
    let refused = Records::open(database, &LETTERS).await.expect_err("they are notes");
    assert!(matches!(refused, DatabaseError::Migrate { .. }) && !refused.may_pass(), "{refused}");
    assert!(refused.to_string().contains("notes.sqlite"), "{refused}");
}

#[tokio::test]
async fn what_cannot_be_opened_is_named_without_its_password() {
    // Port 1 has no server on any machine of ours.
    let server: Database = "postgres://me:secret@127.0.0.1:1/notes".parse().expect("a database");
    let away = Records::open(server, &NOTES).await.expect_err("nobody is there");
    let said = away.to_string();
    assert!(away.may_pass() && said.contains("postgres://127.0.0.1:1/notes"), "{said}");
    assert!(!said.contains("secret"), "{said}");
    for nowhere in ["/dev/null/notes.sqlite", "/no such directory/notes.sqlite"] {
        let refused = Records::open(Database::File(nowhere.into()), &NOTES).await.expect_err("no place");
        assert!(refused.to_string().contains(nowhere), "{refused}");
    }
}
