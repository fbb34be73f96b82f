//! An inbox, a ledger in SQLite, and the real activities: what the scenarios start from.

use std::path::PathBuf;

use expense_processor::activities::ExpenseActivities;
use expense_processor::ledger::TABLES;
use expense_processor::model::{DataSubmission, ExpenseProcessorContext, Gl};
use expense_processor::runbook::ExpenseProcessor;
use expense_processor::workshop::{self, Places};
use fund_database::Records;
use ntro_workflow_testing::Scenario;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Three expenses, all of them in order: 12.00, 20.00 and 30.00 EUR.
pub(crate) const GOOD: &str = "Vendor,Date,Amount,Currency\nUber,2026-03-01,12.00,EUR\n\
                               Deutsche Bahn,2026-03-02,20.00,EUR\nAdobe,2026-03-03,30.00,EUR\n";

/// One in order, one of a vendor that nobody knows, one without a date.
pub(crate) const ODD: &str = "Vendor,Date,Amount,Currency\nUber,2026-03-05,1.00,EUR\n\
                              Blumen Schmidt,2026-03-06,2.00,EUR\nAdobe,,4.00,EUR\n";

/// A directory of a test's own.
pub(crate) struct Desk(TempDir);

impl Desk {
    /// With these sheets in the inbox.
    pub(crate) fn with(sheets: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().expect("a directory"));
        std::fs::create_dir_all(desk.inbox()).expect("a directory");
        for (name, text) in sheets {
            std::fs::write(desk.inbox().join(name), text).expect("writes");
        }
        desk
    }

    fn inbox(&self) -> PathBuf {
        self.0.path().join("inbox")
    }

    /// A file of the inbox.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.inbox().join(name)
    }

    /// The real activities.
    pub(crate) async fn activities(&self) -> ExpenseActivities {
        workshop::activities(&Places::in_directory(self.0.path())).await.expect("a place to work")
    }

    /// An inbox with everything as it usually is; three rows make a batch full.
    pub(crate) async fn open(&self) -> Scenario<ExpenseProcessor> {
        Scenario::of::<ExpenseProcessor>(input()).activities(self.activities().await)
    }

    /// The same of another input.
    pub(crate) async fn opened(&self, input: ExpenseProcessorContext) -> Scenario<ExpenseProcessor> {
        Scenario::of::<ExpenseProcessor>(input).activities(self.activities().await)
    }

    /// The row and the status of each expense of the ledger.
    pub(crate) async fn rows(&self) -> Vec<String> {
        self.pairs("SELECT row_id, status FROM expenses").await
    }

    /// The vendor and the category of each expense of the ledger.
    pub(crate) async fn categories(&self) -> Vec<String> {
        self.pairs("SELECT vendor, COALESCE(category, '-') || ' by ' || COALESCE(category_source, '-') FROM expenses")
            .await
    }

    /// The lines of the general ledger: the account, and the debit.
    pub(crate) async fn journal(&self) -> Vec<String> {
        self.pairs("SELECT account, amount FROM journal_lines").await
    }

    async fn pairs(&self, query: &str) -> Vec<String> {
        let database = Places::in_directory(self.0.path()).database;
        let ledger = Records::open(database, &TABLES).await.expect("the ledger");
        let rows = sqlx::query_as::<_, (String, String)>(query).fetch_all(ledger.pool()).await;
        let rows = rows.expect("the table is there");
        let mut shown: Vec<String> = rows.into_iter().map(|(one, other)| format!("{one} {other}")).collect();
        shown.sort();
        shown
    }
}

pub(crate) fn input() -> ExpenseProcessorContext {
    let context = ExpenseProcessorContext::new("tenant", "fund-1");
    ExpenseProcessorContext { max_rows: 3, gl: Some(Gl::default()), ..context }
}

/// What submits a sheet of the inbox.
pub(crate) fn sheet(name: &str) -> DataSubmission {
    DataSubmission::sheet(&format!("event of {name}"), name)
}

/// What submits one expense.
pub(crate) fn expense(event: &str, vendor: &str, amount: f64) -> Value {
    json!({"event_id": event, "kind": "expense", "data": {
        "vendor": vendor, "date": "2026-03-09", "amount": amount, "currency": "EUR",
    }})
}
