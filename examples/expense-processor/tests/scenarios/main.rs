//! The inbox on the real Temporal server, with its time skipped and every decision of a person driven. Its
//! activities are the real ones: sheets in a directory, a ledger in SQLite.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod desk;
mod forgetful;

use std::time::Duration;

use expense_processor::activities::{ExpenseActivities, MAX_ROWS};
use expense_processor::model::{ExpensePeriodResult, ExpenseProcessorContext};
use expense_processor::runbook::ExpenseProcessor;
use expense_processor::workshop::registry;
use ntro_workflow::IngestStatus;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow_testing::{Failure, Outcome, Scenario, cell, scenarios};
use serde_json::json;

use desk::{Desk, GOOD, ODD, expense, input, sheet};
use forgetful::Forgetful;

type Ended = Outcome<ExpenseProcessor>;

/// What a sheet of the result brought: its name, what came of it, and the rows that were taken.
fn brought(result: &ExpensePeriodResult) -> Vec<String> {
    let shown = |outcome: &ntro_workflow::IngestOutcome| {
        let name = outcome.source_ref.clone().unwrap_or_default();
        format!("{name} {:?} {}", outcome.status, outcome.accepted_rows)
    };
    result.ingested.iter().map(shown).collect()
}

/// What was done over all months: approved, rejected, posted.
fn counts(result: &ExpensePeriodResult) -> (u32, u32, u32) {
    let add = |(a, r, p): (u32, u32, u32), month: &expense_processor::model::PeriodSummary| {
        (a + month.approved, r + month.rejected, p + month.posted)
    };
    result.periods.iter().fold((0, 0, 0), add)
}

fn posted_nothing(outcome: &Ended) -> Result<(), Failure> {
    assert_eq!(outcome.calls(ExpenseActivities::POST_TO_GL)?, []);
    Ok(())
}

/// A run of the sheet that is in order, up to its review.
async fn good(desk: &Desk) -> Scenario<ExpenseProcessor> {
    desk.open().await.submit("data_submitted", sheet("good.csv"))
}

/// A run of the sheet of which two rows need attention, up to its review.
async fn odd(desk: &Desk) -> Scenario<ExpenseProcessor> {
    desk.open().await.submit("data_submitted", sheet("odd.csv"))
}

fn desk() -> Desk {
    Desk::with(&[("good.csv", GOOD), ("odd.csv", ODD), ("broken.csv", "no sheet at all\n")])
}

scenarios! {
    ExpenseProcessor {
        /// Approved, posted, and told to close.
        async fn approved() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .at("review").answer_as("anna").approve()
                .signal(ExpenseProcessor::CLOSE_INBOX, ())
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.batches, result.corrections_applied), ((3, 0, 3), 1, 0));
            assert_eq!(result.periods[0].totals["EUR"].to_string(), "62.00");
            assert_eq!(result.periods[0].references.len(), 1);
            assert_eq!(brought(&result), ["good.csv Success 3"]);
            assert_eq!(desk.rows().await, ["b1-r1 POSTED", "b1-r2 POSTED", "b1-r3 POSTED"]);
            assert_eq!(
                desk.journal().await,
                ["2100 -12.00", "2100 -20.00", "2100 -30.00", "6650 12.00", "6650 20.00", "6837 30.00"]
            );
            Ok(())
        }

        /// Two rows need attention: they keep the batch from being approved, until they are corrected.
        async fn corrected() -> Result<(), Failure> {
            let desk = desk();
            let outcome = odd(&desk).await
                .at("review").refused(RefusalReason::InvalidPayload).approve()
                .at("review").correct([
                    cell("b1-r2", "category", "hospitality"),
                    cell("b1-r3", "expense_date", "2026-03-07"),
                ])
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.corrections_applied), ((3, 0, 3), 2));
            assert_eq!(
                desk.categories().await,
                ["Adobe software by vendor_map", "Blumen Schmidt hospitality by person", "Uber travel by vendor_map"]
            );
            Ok(())
        }

        /// Row by row, while the gate is open: what is wrong with a row is said anew after each edit.
        async fn edited_row_by_row() -> Result<(), Failure> {
            let desk = desk();
            let outcome = odd(&desk).await
                .at("review").row_action(RowAction::edit_cell("b1-r2", "category", "hospitality"))
                .look(|state| {
                    let rows = &state.pending_actions[0].payload.as_ref().expect("a payload")["rows"];
                    assert_eq!((&rows[1]["status"], &rows[1]["validation_errors"]), (&json!("PENDING"), &json!([])));
                    assert_eq!(rows[2]["status"], "NEEDS_ATTENTION");
                })
                .at("review").row_action(RowAction::reject_row("b1-r3"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.corrections_applied), ((2, 1, 2), 1));
            assert_eq!(desk.rows().await, ["b1-r1 POSTED", "b1-r2 POSTED", "b1-r3 REJECTED"], "I-64");
            Ok(())
        }

        /// A field that is not for people, a category that there is not, a day that is none, a row that is not there.
        async fn edited_wrongly() -> Result<(), Failure> {
            let desk = desk();
            let outcome = odd(&desk).await
                .at("review").refused(RefusalReason::NotEditable)
                    .row_action(RowAction::edit_cell("b1-r2", "status", "POSTED"))
                .at("review").refused(RefusalReason::NotEditable)
                    .correct([cell("b1-r2", "source_ref", "elsewhere")])
                .at("review").refused(RefusalReason::InvalidPayload)
                    .row_action(RowAction::edit_cell("b1-r9", "vendor", "Uber"))
                .at("review").refused(RefusalReason::InvalidPayload).correct([
                    cell("b1-r2", "category", "fun"), cell("b1-r3", "expense_date", "2026-03-07"),
                ])
                .at("review").reject("nothing in it is right")
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (0, 3, 0));
            posted_nothing(&outcome)
        }

        /// Everything is written as rejected, nothing is posted, and the same sheet may come again.
        async fn rejected_and_sent_again() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .at("review").reject("not ours")
                .submit("data_submitted", sheet("good.csv"))
                .at("review").opening(2).approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.batches), ((3, 3, 3), 2));
            assert_eq!(outcome.calls(ExpenseActivities::POST_TO_GL)?.len(), 1);
            assert_eq!(desk.rows().await[..4], ["b1-r1 REJECTED", "b1-r2 REJECTED", "b1-r3 REJECTED", "b2-r1 POSTED"]);
            Ok(())
        }

        /// I-62: whatever word a client has for it, a reject posts nothing.
        async fn rejected_in_other_words() -> Result<(), Failure> {
            for word in [json!({"type": "rejected"}), json!({"kind": "rejected"}), json!({"action": "reject"})] {
                let desk = desk();
                let outcome = good(&desk).await
                    .pass_time(Duration::from_mins(1))
                    .signal_named("user_action", word)
                    .at("collect").let_time_out()
                    .run().await?;
                assert_eq!(counts(&outcome.completed()?), (0, 3, 0));
                posted_nothing(&outcome)?;
            }
            Ok(())
        }

        /// I-63: without a general ledger, the batch is committed, and the inbox goes on.
        async fn no_general_ledger_is_connected() -> Result<(), Failure> {
            let desk = desk();
            let outcome = desk.opened(ExpenseProcessorContext { gl: None, ..input() }).await
                .submit("data_submitted", sheet("good.csv"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (3, 0, 0));
            posted_nothing(&outcome)?;
            assert_eq!(desk.rows().await[0], "b1-r1 APPROVED");
            Ok(())
        }

        /// I-63, the other way: every row was rejected by itself, and the rest, which is nothing, approved.
        async fn approved_without_a_row() -> Result<(), Failure> {
            let desk = desk();
            let reject = |scenario: Scenario<ExpenseProcessor>, row: &str| {
                scenario.at("review").row_action(RowAction::reject_row(row))
            };
            let outcome = ["b1-r1", "b1-r2", "b1-r3"].into_iter().fold(good(&desk).await, reject)
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (0, 3, 0));
            posted_nothing(&outcome)
        }

        /// I-65 and I-67: the columns are on the wire with their types, and every step is one that is declared.
        async fn shown_with_typed_columns() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .look(|state| {
                    let hint = state.pending_actions[0].display_hint.clone().expect("a hint");
                    let columns = hint.config["datasets"][0]["columns"].as_array().expect("columns").clone();
                    let column = |key: &str| columns.iter().find(|column| column["key"] == key).expect("it is there");
                    assert_eq!(column("amount_gross")["type"], "currency");
                    assert_eq!(column("amount_gross")["currencyKey"], "currency");
                    assert_eq!((&column("expense_date")["type"], &column("status")["editable"]), (&json!("date"), &json!(false)));
                    assert_eq!(hint.config["feedback"]["payload"]["accepted_rows"], 3);
                })
                .at("review").approve()
                .look(|state| {
                    let ids: Vec<_> = state.steps.iter().map(|step| step.id.as_str()).collect();
                    assert_eq!(ids, ["collect", "categorise", "review", "commit", "post_to_gl"]);
                })
                .at("collect").let_time_out()
                .run().await?;
            outcome.completed().map(drop)
        }

        /// A sheet that is none is refused, with what to do, and the inbox lives on.
        async fn a_broken_sheet() -> Result<(), Failure> {
            let desk = desk();
            let outcome = desk.open().await
                .submit("data_submitted", sheet("broken.csv"))
                .look(|state| {
                    let feedback = state.pending_actions[0].feedback.clone().expect("feedback");
                    assert_eq!((feedback.kind.as_str(), &feedback.payload["status"]), ("ingest", &json!("failed")));
                    let message = feedback.payload["message"].to_string();
                    assert!(message.contains("it needs a heading"), "{message}");
                })
                .submit("data_submitted", sheet("nowhere.csv"))
                .submit("data_submitted", sheet("../ledger.sqlite"))
                .submit("data_submitted", sheet("good.csv"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!(counts(&result), (3, 0, 3));
            assert_eq!(
                brought(&result),
                ["broken.csv Failed 0", "nowhere.csv Failed 0", "../ledger.sqlite Failed 0", "good.csv Success 3"]
            );
            Ok(())
        }

        /// The same sheet is refused in the same batch, and after it was approved.
        async fn a_duplicate_sheet() -> Result<(), Failure> {
            let desk = desk();
            std::fs::write(desk.file("copy.csv"), GOOD).expect("writes");
            let outcome = desk.opened(ExpenseProcessorContext { max_rows: 4, ..input() }).await
                .submit("data_submitted", sheet("good.csv"))
                .submit("data_submitted", sheet("copy.csv"))
                .submit("data_submitted", expense("e1", "Uber", 9.0))
                .at("review").approve()
                .submit("data_submitted", sheet("copy.csv"))
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!(
                brought(&result),
                ["good.csv Success 3", "copy.csv Failed 0", "e1 Success 1", "copy.csv Failed 0"]
            );
            assert_eq!((counts(&result), result.batches), ((4, 0, 4), 1));
            let said = result.ingested[3].message.clone().unwrap_or_default();
            assert!(said.contains("approved before: good.csv, batch 1"), "{said}");
            Ok(())
        }

        /// The same expense in another sheet needs attention, until the reviewer says why it is another one.
        async fn a_duplicate_expense() -> Result<(), Failure> {
            let desk = desk();
            std::fs::write(desk.file("more.csv"), format!("{GOOD}KPMG,2026-03-04,40.00,EUR\n")).expect("writes");
            let outcome = good(&desk).await
                .at("review").approve()
                .submit("data_submitted", sheet("more.csv"))
                .at("review").opening(2).row_action(RowAction::reject_row("b2-r1"))
                .at("review").opening(2).row_action(RowAction::reject_row("b2-r2"))
                .at("review").opening(2).refused(RefusalReason::InvalidPayload).approve()
                .at("review").opening(2).correct([cell("b2-r3", "notes", "two licences")])
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (5, 2, 5));
            Ok(())
        }

        /// What comes during a review is in the next batch.
        async fn a_late_sheet() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .signal(ExpenseProcessor::DATA_SUBMITTED, sheet("odd.csv"))
                .signal(ExpenseProcessor::CLOSE_INBOX, ())
                .at("review").approve()
                .at("review").opening(2).reject("next month")
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.batches), ((3, 3, 3), 2));
            assert_eq!(brought(&result), ["good.csv Success 3", "odd.csv Success 3"]);
            Ok(())
        }

        /// Single expenses gather until a batch is full; what is there when nothing more comes is reviewed.
        async fn expenses_one_by_one() -> Result<(), Failure> {
            let desk = desk();
            let outcome = desk.open().await
                .submit("data_submitted", expense("e1", "Uber", 9.0))
                .submit("data_submitted", expense("e2", "Adobe", 10.0))
                .look(|state| {
                    let feedback = state.pending_actions[0].feedback.clone().expect("feedback");
                    assert_eq!(feedback.payload["progress"], json!({"accepted_rows": 2, "target_rows": 3}));
                })
                .at("collect").let_time_out()
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (2, 0, 2));
            Ok(())
        }

        /// After one batch it takes nothing more; what came before that is reviewed still.
        async fn an_inbox_that_closes_by_itself() -> Result<(), Failure> {
            let desk = desk();
            let outcome = desk.opened(ExpenseProcessorContext { close_after: Some(1), ..input() }).await
                .submit("data_submitted", sheet("good.csv"))
                .signal(ExpenseProcessor::DATA_SUBMITTED, sheet("odd.csv"))
                .at("review").approve()
                .at("review").opening(2).reject("next month")
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (3, 3, 3));
            Ok(())
        }

        async fn nothing_ever_comes() -> Result<(), Failure> {
            let desk = desk();
            let outcome = desk.open().await.at("collect").let_time_out().run().await?;
            let result = outcome.completed()?;
            assert_eq!((result.periods, result.batches), (vec![], 0));
            Ok(())
        }

        /// An expense that says too little, and a sheet of somebody else.
        async fn submissions_that_bring_nothing() -> Result<(), Failure> {
            let desk = desk();
            let mut elsewhere = sheet("good.csv");
            elsewhere.entity_slug = "fund-2".into();
            let outcome = desk.open().await
                .submit("data_submitted", json!({"event_id": "e", "data": {"vendor": "Uber"}}))
                .submit("data_submitted", elsewhere)
                .submit("data_submitted", sheet("good.csv"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!(counts(&result), (3, 0, 3));
            assert_eq!(result.ingested.iter().filter(|told| told.status == IngestStatus::Failed).count(), 2);
            Ok(())
        }

        /// A sheet that is too large for one review is refused, and none of its rows is in the history.
        async fn a_sheet_of_ten_thousand_rows() -> Result<(), Failure> {
            let desk = desk();
            let row = |at: u32| format!("Uber,2026-03-01,{at}.50,EUR\n");
            let sheet_of = |rows: u32| format!("Vendor,Date,Amount,Currency\n{}", (1..=rows).map(row).collect::<String>());
            std::fs::write(desk.file("huge.csv"), sheet_of(10_000)).expect("writes");
            std::fs::write(desk.file("large.csv"), sheet_of(MAX_ROWS)).expect("writes");
            let outcome = desk.open().await
                .submit("data_submitted", sheet("huge.csv"))
                .submit("data_submitted", sheet("large.csv"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!(counts(&result), (MAX_ROWS, 0, MAX_ROWS));
            let said = result.ingested[0].message.clone().unwrap_or_default();
            assert!(said.contains("10000 expenses, and a review takes at most 500"), "{said}");
            Ok(())
        }

        /// The worker is killed while a person is thinking.
        async fn the_worker_dies_during_the_review() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .kill_worker()
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (3, 0, 3));
            Ok(())
        }

        /// Everything is done, and done again because nobody was told: it is in the ledger once.
        async fn workers_are_lost_before_they_can_say_so() -> Result<(), Failure> {
            let desk = desk();
            let outcome = Scenario::of::<ExpenseProcessor>(input())
                .activities(Forgetful(desk.activities().await))
                .submit("data_submitted", sheet("good.csv"))
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.batches), ((3, 0, 3), 1));
            assert_eq!(desk.journal().await.len(), 6, "two lines for each of three expenses");
            Ok(())
        }

        /// After ten batches the inbox goes on as a new run, which knows what was sent to the old one.
        async fn the_inbox_goes_on_as_a_new_run() -> Result<(), Failure> {
            let desk = desk();
            let single = ExpenseProcessorContext { max_rows: 1, ..input() };
            let mut scenario = desk.opened(single).await;
            for at in 1..=10_u32 {
                scenario = scenario.submit("data_submitted", expense(&format!("e{at}"), "Uber", f64::from(at)));
                if at == 10 {
                    scenario = scenario.signal_named("data_submitted", expense("e11", "Adobe", 11.0));
                }
                scenario = scenario.at("review").opening(at).approve();
            }
            let outcome = scenario.at("review").opening(1).approve().at("collect").let_time_out().run().await?;
            let result = outcome.completed()?;
            assert_eq!((counts(&result), result.batches), ((11, 0, 11), 11));
            assert_eq!(result.ingested.len(), 11);
            assert_eq!(desk.rows().await.last().map(String::as_str), Some("b9-r1 POSTED"));
            Ok(())
        }

        async fn an_input_that_cannot_be() -> Result<(), Failure> {
            let nobody = ExpenseProcessorContext { max_rows: 0, collect_timeout_hours: 0, ..input() };
            let outcome = Scenario::of::<ExpenseProcessor>(nobody).registry(registry).auto_mock().run().await?;
            let said = outcome.failed("InvalidInput")?;
            assert!(said.contains("`max_rows`") && said.contains("`collect_timeout_hours`"), "{said}");
            Ok(())
        }

        /// An approval is not lost to a ledger that is out of order.
        async fn the_ledger_is_down_for_a_while() -> Result<(), Failure> {
            let desk = desk();
            let outcome = good(&desk).await
                .activity_with(ExpenseActivities::POST_TO_GL, |ctx, request| match ctx.info().attempt {
                    0..10 => Err(ActivityError::retryable("LedgerUnavailable", "the disk is full")),
                    _ => Ok(expense_processor::model::PostToGlResult::nothing(request.batch, "later")),
                })
                .at("review").approve()
                .at("collect").let_time_out()
                .run().await?;
            assert_eq!(counts(&outcome.completed()?), (3, 0, 0));
            Ok(())
        }
    }
}
