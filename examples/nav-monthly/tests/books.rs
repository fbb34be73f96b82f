//! The books on each database: the same rules on both.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

use document_ingest::store::CommitKey;
use fund_database::Database;
use nav_monthly::model::{Amount, Journal, Owner};
use nav_monthly::store::{Books, BooksError, Month, Posted, State};
use ntro_workflow_tests::postgres::database;
use serde_json::json;
use sqlx::{Connection as _, Executor as _, PgConnection};

/// Two ways into the same, empty books.
struct Desk {
    one: Books,
    other: Books,
    _files: Option<tempfile::TempDir>,
}

async fn sqlite() -> Desk {
    let files = tempfile::tempdir().expect("a directory");
    let database = Database::File(files.path().join("books.sqlite"));
    let open = async || Books::open(database.clone()).await.expect("opens");
    let (one, other) = (open().await, open().await);
    Desk { one, other, _files: Some(files) }
}

/// Both open it at once, in a database where somebody else keeps tables of the same names.
async fn postgres() -> Desk {
    let url = database().await;
    let mut theirs = PgConnection::connect(&url).await.expect("connects");
    theirs
        .execute("CREATE TABLE journals (theirs TEXT); CREATE TABLE _sqlx_migrations (theirs TEXT)")
        .await
        .expect("a table");
    let database: Database = url.parse().expect("a database");
    let (one, other) = tokio::join!(Books::open(database.clone()), Books::open(database));
    Desk { one: one.expect("opens"), other: other.expect("opens"), _files: None }
}

fn key(run: &str) -> CommitKey {
    CommitKey { workflow_id: "nav-monthly-1".into(), original_run_id: run.into() }
}

fn march() -> Month {
    Month {
        owner: Owner { tenant_slug: "tenant".into(), entity_slug: "harbour-street".into() },
        period: "2026-03".parse().expect("a month"),
    }
}

/// A journal of March about electricity of that price.
fn journal(price: i64) -> Journal {
    let line = |id, account, debit, credit| {
        json!({"id": id, "source": "utilities", "account": account, "description": "Électricité",
            "debit": debit, "credit": credit})
    };
    let journal = json!({
        "period": "2026-03", "entity_slug": "harbour-street", "currency": "EUR",
        "lines": [line("utilities-1", "6200", price, 0), line("utilities-2", "2100", 0, price)],
        "totals": [], "limit_percent": 25, "remark": "the first month",
    });
    serde_json::from_value(journal).expect("a journal")
}

/// A test of each rule, on each database.
macro_rules! on_both {
    ($($(#[doc = $rule:literal])* async fn $name:ident($desk:ident) $body:block)*) => {
        mod rules {
            use super::*;

            $($(#[doc = $rule])* pub(super) async fn $name($desk: Desk) $body)*
        }

        mod in_sqlite {
            $(#[tokio::test] async fn $name() { super::rules::$name(super::sqlite().await).await })*
        }

        mod in_postgres {
            $(#[tokio::test] async fn $name() { super::rules::$name(super::postgres().await).await })*
        }
    };
}

on_both! {
    async fn a_month_is_open_until_its_journal_is_posted(desk) {
        assert_eq!(desk.one.state(&march()).await.expect("says"), State::Unknown);
        desk.one.open_period(&march()).await.expect("opens");
        desk.other.open_period(&march()).await.expect("opens again");
        assert_eq!(desk.other.state(&march()).await.expect("says"), State::Open);
        let posted = desk.one.post(&key("a"), "tenant", &journal(436)).await.expect("posts").into_month();
        let journal_reference = posted.journal_reference;
        assert!(journal_reference.starts_with("JE-2026-03-"), "{journal_reference}");
        let state = desk.other.state(&march()).await.expect("says");
        assert_eq!(state, State::Closed { journal_reference: journal_reference.clone() });
        let refused = desk.other.open_period(&march()).await.expect_err("closed");
        assert!(matches!(refused, BooksError::PeriodClosed { .. }), "{refused}");
        assert!(refused.to_string().contains(&journal_reference), "{refused}");
    }

    async fn a_second_posting_of_a_run_writes_nothing_and_gives_the_first(desk) {
        let Posted::Now(first) = desk.one.post(&key("a"), "tenant", &journal(436)).await.expect("posts") else {
            panic!("the first posting writes");
        };
        assert_eq!(first.totals[0].total, Amount::new(436, 0));
        let second = desk.other.post(&key("a"), "tenant", &journal(7)).await.expect("posts");
        assert_eq!(second, Posted::Before(first));
        assert_eq!(desk.one.journals().await.expect("counts"), 1);
    }

    async fn another_run_cannot_post_into_a_closed_month(desk) {
        desk.one.post(&key("a"), "tenant", &journal(436)).await.expect("posts");
        let refused = desk.other.post(&key("b"), "tenant", &journal(436)).await.expect_err("closed");
        assert!(matches!(refused, BooksError::PeriodClosed { .. }), "{refused}");
        desk.other.post(&key("b"), "another tenant", &journal(436)).await.expect("has months of its own");
        assert_eq!(desk.one.journals().await.expect("counts"), 2);
    }

    async fn of_runs_that_post_at_once_one_closes_the_month(desk) {
        let mut attempts = tokio::task::JoinSet::new();
        for at in 0..12 {
            let books = if at % 2 == 0 { desk.one.clone() } else { desk.other.clone() };
            let run = format!("run-{}", at / 4);
            attempts.spawn(async move { books.post(&key(&run), "tenant", &journal(at + 1)).await });
        }
        let results = attempts.join_all().await;
        let now = results.iter().filter(|result| matches!(result, Ok(Posted::Now(_)))).count();
        let before = results.iter().filter(|result| matches!(result, Ok(Posted::Before(_)))).count();
        let closed = |result: &&Result<_, _>| matches!(result, Err(BooksError::PeriodClosed { .. }));
        assert_eq!((now, before, results.iter().filter(closed).count()), (1, 3, 8), "{results:?}");
        assert_eq!(desk.one.journals().await.expect("counts"), 1);
    }

    async fn a_journal_that_does_not_balance_leaves_no_trace(desk) {
        desk.one.open_period(&march()).await.expect("opens");
        let mut unbalanced = journal(436);
        unbalanced.lines[0].debit = Amount::new(43_601, 2);
        let refused = desk.one.post(&key("a"), "tenant", &unbalanced).await.expect_err("refused");
        assert!(matches!(refused, BooksError::Unsound(_)), "{refused}");
        assert!(refused.to_string().contains("differ by 0.01"), "{refused}");
        assert_eq!(desk.one.state(&march()).await.expect("says"), State::Open);
        assert_eq!(desk.one.journals().await.expect("counts"), 0);
    }

    async fn cents_are_exact(desk) {
        let mut fine = journal(1);
        for (line, amount) in fine.lines.iter_mut().zip([Amount::new(99_999_999_999_999, 2); 2]) {
            match line.debit.is_zero() {
                true => line.credit = amount,
                false => line.debit = amount,
            }
        }
        desk.one.post(&key("a"), "tenant", &fine).await.expect("posts");
        let again = desk.other.post(&key("a"), "tenant", &fine).await.expect("finds").into_month();
        assert_eq!(again.totals[0].total.to_string(), "999999999999.99");
    }
}
