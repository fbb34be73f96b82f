//! Databases of a test's own, and what anybody sees who opens them.

use std::collections::BTreeMap;

use expense_processor::ledger::{Ledger, TABLES};
use fund_database::{Database, Records};
use fund_values::Amount;
use ntro_workflow_tests::postgres::database;
use tempfile::TempDir;

/// An empty ledger in a file, and the directory that it goes with.
pub(crate) async fn sqlite() -> (Ledger, TempDir) {
    let directory = TempDir::new().expect("a directory");
    (sqlite_in(&directory).await, directory)
}

/// The ledger in the file of a directory.
pub(crate) async fn sqlite_in(directory: &TempDir) -> Ledger {
    let file = directory.path().join("ledger.sqlite");
    Ledger::open(Database::File(file)).await.expect("the file is opened")
}

/// An empty ledger in a PostgreSQL database of its own.
pub(crate) async fn postgres() -> Ledger {
    let database = database().await.parse().expect("a database");
    Ledger::open(database).await.expect("the database is there")
}

/// The key and the status of each expense.
pub(crate) async fn statuses(ledger: &Ledger) -> Vec<String> {
    let rows = sqlx::query_as::<_, (String, String)>("SELECT key, status FROM expenses");
    let rows = rows.fetch_all(open(ledger).await.pool()).await.expect("the table is there");
    let mut shown: Vec<String> = rows.into_iter().map(|(key, status)| format!("{key} {status}")).collect();
    shown.sort();
    shown
}

/// What each account of the general ledger comes to.
pub(crate) async fn journal(ledger: &Ledger) -> Vec<String> {
    let rows =
        sqlx::query_as::<_, (String, String, String)>("SELECT account, currency, amount FROM journal_lines");
    let rows = rows.fetch_all(open(ledger).await.pool()).await.expect("the table is there");
    let mut accounts: BTreeMap<(String, String), Amount> = BTreeMap::new();
    for (account, currency, amount) in rows {
        let sum = accounts.entry((account, currency)).or_default();
        *sum = *sum + amount.parse().expect("an amount");
    }
    accounts.into_iter().map(|((account, currency), sum)| format!("{account} {currency} {sum}")).collect()
}

async fn open(ledger: &Ledger) -> Records {
    Records::open(ledger.database().clone(), &TABLES).await.expect("the ledger is there")
}
