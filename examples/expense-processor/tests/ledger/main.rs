//! The ledger, the same tests in SQLite and in PostgreSQL.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod databases;
mod rows;

use expense_processor::ledger::{BatchKey, Commit, Ledger, LedgerError, SheetKey, Verdict};
use expense_processor::model::{CommitResult, Gl, RowStatus};
use expense_processor::sheet::Found;

use rows::{commit, decided, row};

/// Each test in both databases.
macro_rules! conformance {
    ($($(#[$attribute:meta])* async fn $name:ident($ledger:ident: &Ledger) $body:block)*) => {
        $($(#[$attribute])* async fn $name($ledger: &Ledger) $body)*

        mod in_sqlite {
            $(#[tokio::test] async fn $name() {
                let (ledger, _directory) = crate::databases::sqlite().await;
                super::$name(&ledger).await;
            })*
        }

        mod in_postgres {
            $(#[tokio::test] async fn $name() {
                super::$name(&crate::databases::postgres().await).await;
            })*
        }
    };
}

fn batch_key(run: &str, number: u32) -> BatchKey {
    BatchKey { task_id: "inbox-1".into(), original_run_id: run.into(), number }
}

fn sheet_key(digest: &str) -> SheetKey {
    SheetKey { tenant_slug: "t".into(), entity_slug: "e".into(), digest: digest.into() }
}

async fn committed(ledger: &Ledger, commit: &Commit) -> CommitResult {
    ledger.commit(commit).await.expect("commits")
}

conformance! {
    /// An attempt that is repeated finds its batch; a new run of the inbox goes on counting.
    async fn a_batch_has_one_number_however_often_it_is_opened(ledger: &Ledger) {
        let open = async |run, number| ledger.open_batch(&batch_key(run, number)).await.expect("opens");
        assert_eq!([open("a", 1).await, open("a", 1).await, open("a", 2).await], [1, 1, 2]);
        assert_eq!([open("b", 1).await, open("a", 2).await], [3, 2]);
    }

    async fn workers_that_open_at_once_agree(ledger: &Ledger) {
        let mut attempts = tokio::task::JoinSet::new();
        for at in 0..8_u32 {
            let ledger = ledger.clone();
            attempts.spawn(async move { ledger.open_batch(&batch_key("a", at % 2)).await.expect("opens") });
        }
        let mut numbers = attempts.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 1, 1, 1, 2, 2, 2, 2]);
    }

    async fn what_was_read_is_kept_once_and_found_again(ledger: &Ledger) {
        let found = vec![Found { place: "row 2".into(), vendor: Some("Café".into()), ..Found::default() }];
        let json = serde_json::to_string(&found).expect("JSON");
        for _ in 0..2 {
            ledger.keep_sheet(&sheet_key("d1"), &json).await.expect("keeps");
        }
        assert_eq!(ledger.sheet(&sheet_key("d1")).await.expect("finds"), found);
        let lost = ledger.sheet(&sheet_key("d2")).await.expect_err("is not there");
        assert!(matches!(lost, LedgerError::Damaged { .. }) && !lost.may_pass(), "{lost}");
    }

    /// Rows that were rejected one by one are written as rejected, and are not posted.
    async fn each_row_is_written_as_it_was_decided(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        let rows = vec![decided(row("b1-r1"), RowStatus::Approved), decided(row("b1-r2"), RowStatus::Rejected)];
        let result = committed(ledger, &Commit { corrections_applied: 3, ..commit(batch, rows) }).await;
        assert_eq!(result, CommitResult { batch, approved: 1, rejected: 1, corrections_applied: 3 });
        let posted = ledger.post("inbox-1", batch, &Gl::default()).await.expect("posts");
        assert_eq!(posted.posted, 1);
        assert_eq!(
            databases::statuses(ledger).await,
            ["expenses:inbox-1:b1-r1 POSTED", "expenses:inbox-1:b1-r2 REJECTED"]
        );
    }

    async fn a_second_commit_writes_nothing_and_gives_the_first(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        let first = committed(ledger, &commit(batch, vec![decided(row("b1-r1"), RowStatus::Approved)])).await;
        let other = vec![decided(row("b1-r1"), RowStatus::Rejected), decided(row("b1-r2"), RowStatus::Approved)];
        let second = committed(ledger, &Commit { verdict: Verdict::Rejected, ..commit(batch, other) }).await;
        assert_eq!(second, first);
        assert_eq!(databases::statuses(ledger).await, ["expenses:inbox-1:b1-r1 APPROVED"]);
    }

    async fn workers_that_post_at_once_post_once(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        let rows = (1..=3).map(|at| decided(row(&format!("b1-r{at}")), RowStatus::Approved)).collect();
        committed(ledger, &commit(batch, rows)).await;
        let mut attempts = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let ledger = ledger.clone();
            attempts.spawn(async move { ledger.post("inbox-1", 1, &Gl::default()).await.expect("posts") });
        }
        for posted in attempts.join_all().await {
            assert_eq!((posted.posted, posted.references.len()), (3, 1));
        }
        // 119.00 each, of which 19.00 are tax.
        assert_eq!(
            databases::journal(ledger).await,
            ["1570 EUR 57.00", "2100 EUR -357.00", "6650 EUR 300.00"],
            "the lines come to 0"
        );
    }

    /// The negative amounts of a credit note turn its lines around.
    async fn a_credit_note_is_posted_the_other_way(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        let mut credit = row("b1-r1");
        credit.amount_gross = Some("-119".parse().expect("an amount"));
        credit.vat_amount = None;
        committed(ledger, &commit(batch, vec![decided(credit, RowStatus::Approved)])).await;
        ledger.post("inbox-1", batch, &Gl::default()).await.expect("posts");
        assert_eq!(databases::journal(ledger).await, ["2100 EUR 119.00", "6650 EUR -119.00"]);
    }

    async fn nothing_is_posted_of_a_batch_without_approved_rows(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        committed(ledger, &commit(batch, vec![decided(row("b1-r1"), RowStatus::Rejected)])).await;
        let posted = ledger.post("inbox-1", batch, &Gl::default()).await.expect("posts");
        assert_eq!((posted.posted, posted.message.as_deref()), (0, Some("no row was approved")));
    }

    async fn a_sheet_counts_as_approved_once_its_batch_is(ledger: &Ledger) {
        let key = sheet_key("d1");
        let known = async || ledger.approved_sheet(&key).await.expect("looks");
        let sheets = vec![(key.clone(), "march.csv".to_owned())];
        ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        committed(ledger, &Commit { verdict: Verdict::Rejected, sheets: sheets.clone(), ..commit(1, vec![]) }).await;
        assert_eq!(known().await, None, "what was rejected may come again");
        ledger.open_batch(&batch_key("a", 2)).await.expect("opens");
        committed(ledger, &Commit { sheets, ..commit(2, vec![]) }).await;
        assert_eq!(known().await.as_deref(), Some("march.csv, batch 2 of inbox-1"));
        let elsewhere = SheetKey { entity_slug: "other".into(), ..key.clone() };
        assert_eq!(ledger.approved_sheet(&elsewhere).await.expect("looks"), None);
    }

    async fn an_expense_that_is_approved_is_known_again(ledger: &Ledger) {
        let batch = ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        let rows = vec![decided(row("b1-r1"), RowStatus::Approved)];
        committed(ledger, &commit(batch, rows)).await;
        let mut other_bill = row("b2-r2");
        other_bill.reference = Some("another".into());
        let mut other_spelling = row("b2-r3");
        other_spelling.vendor = Some("DEUTSCHE  BAHN".into());
        other_spelling.reference = None;
        let asked = [row("b2-r1"), other_bill, other_spelling];
        let alike = ledger.alike("t", "e", &asked).await.expect("looks");
        assert_eq!(alike.keys().copied().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(alike[&0], "b1-r1 of inbox-1, which is approved");
        assert!(ledger.alike("t", "other", &asked).await.expect("looks").is_empty());
    }

    async fn the_summary_is_by_month(ledger: &Ledger) {
        ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
        ledger.open_batch(&batch_key("a", 2)).await.expect("opens");
        let mut april = row("b1-r2");
        april.expense_date = Some("2026-04-01".parse().expect("a day"));
        let mut undated = row("b1-r3");
        undated.expense_date = None;
        let rows = vec![
            decided(april, RowStatus::Approved),
            decided(row("b1-r1"), RowStatus::Approved),
            decided(undated, RowStatus::Rejected),
        ];
        committed(ledger, &Commit { corrections_applied: 2, ..commit(1, rows) }).await;
        ledger.post("inbox-1", 1, &Gl::default()).await.expect("posts");
        let summary = ledger.summary("inbox-1").await.expect("sums up");
        assert_eq!((summary.batches, summary.corrections_applied), (1, 2), "the open batch does not count");
        let months: Vec<_> = summary
            .periods
            .iter()
            .map(|month| {
                let period = month.period.map(|period| period.to_string());
                (period.unwrap_or_default(), month.approved, month.rejected, month.posted, month.references.len())
            })
            .collect();
        assert_eq!(
            months,
            [("2026-03".into(), 1, 0, 1, 1), ("2026-04".into(), 1, 0, 1, 1), (String::new(), 0, 1, 0, 0)]
        );
        assert_eq!(summary.periods[0].totals["EUR"].to_string(), "119.00");
        assert!(summary.periods[0].references[0].starts_with("EXP-2026-03-"));
        assert_eq!(ledger.summary("inbox-2").await.expect("sums up").periods, []);
    }
}

#[tokio::test]
async fn what_is_written_is_there_when_the_file_is_opened_again() {
    let (ledger, directory) = databases::sqlite().await;
    ledger.open_batch(&batch_key("a", 1)).await.expect("opens");
    committed(&ledger, &commit(1, vec![decided(row("b1-r1"), RowStatus::Approved)])).await;
    ledger.close().await;
    let ledger = databases::sqlite_in(&directory).await;
    assert_eq!(databases::statuses(&ledger).await, ["expenses:inbox-1:b1-r1 APPROVED"]);
}
