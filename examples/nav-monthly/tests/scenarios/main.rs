//! The runbook on the real Temporal server, with its time skipped and every decision of a person driven, its
//! own and those of the documents' runs. Activities are mocked (`mocks.rs`), but for what says otherwise.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod mocks;

use document_ingest::activities::DocumentActivities;
use nav_monthly::activities::NavActivities;
use nav_monthly::model::{Amount, ClosedMonth};
use nav_monthly::runbook::NavMonthly;
use ntro_workflow::RowAction;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::{CompletedTask, PendingAction, RefusalReason, TaskKey, UiState};
use ntro_workflow_testing::{Close, Failure, MemoryHistory, Outcome, cell, scenarios};
use serde_json::json;

use mocks::{approved, collected, collected_in, handed_in, march, parsed, reviewed};

/// What a month came to, by source.
fn totals(month: &ClosedMonth) -> Vec<String> {
    month.totals.iter().map(|total| format!("{} {}", total.source, total.total)).collect()
}

/// A month that was closed, of which the electricity is known.
fn closed(entity: &str, period: &str, utilities: f64) -> CompletedTask {
    let output = json!({
        "period": period, "entity_slug": "harbour-street", "journal_reference": format!("JE-{period}-1"),
        "currency": "EUR", "totals": [{"source": "utilities", "total": utilities}],
    });
    CompletedTask::new("nav-monthly", TaskKey::new(entity).period(period), format!("nav-{period}"), output)
}

/// What the controller is asked.
fn review_of(state: &UiState) -> PendingAction {
    state.pending_actions.iter().find(|pending| pending.gate_id.is_some()).cloned().expect("an open gate")
}

/// How the checks beside a gate stand.
fn checks(pending: &PendingAction) -> Vec<String> {
    let items = pending.checks.iter().flat_map(|checks| &checks.items);
    let status = |status| serde_json::to_value(status).expect("a status");
    items.map(|item| format!("{} {}", item.id, status(item.status).as_str().unwrap_or_default())).collect()
}

fn nothing_was_posted(outcome: &Outcome<NavMonthly>) -> Result<(), Failure> {
    assert_eq!(outcome.calls(NavActivities::POST_JOURNAL)?, []);
    Ok(())
}

scenarios! {
    NavMonthly {
        async fn approved_as_proposed() -> Result<(), Failure> {
            let outcome = collected().at("review").answer_as("anna").approve().run().await?;
            let month = outcome.completed()?;
            assert_eq!(totals(&month), ["management-fee 1845.00", "utilities 436.00", "purchases 295.20"]);
            let [posted] = outcome.calls(NavActivities::POST_JOURNAL)?.try_into().expect("one posting");
            assert_eq!(posted.journal.check(), Ok(()));
            assert_eq!(posted.journal.lines.len(), 9);
            Ok(())
        }

        /// There is no month before the first one, and nothing is made up for it.
        async fn the_first_month_has_nothing_to_compare_with() -> Result<(), Failure> {
            let outcome = collected()
                .look(|state| {
                    let review = review_of(&state);
                    assert_eq!(checks(&review), ["journal_balanced pass", "variance skipped"]);
                    let reason = review.reason.unwrap_or_default();
                    assert!(reason.contains("no month of this entity was closed before"), "{reason}");
                })
                .at("review").approve()
                .run()
                .await?;
            outcome.completed().map(drop)
        }

        /// March is the newest month before April that its own tenant has closed.
        async fn the_second_month_finds_the_first() -> Result<(), Failure> {
            let past = MemoryHistory::with([
                closed("example/harbour-street", "2026-02", 1.0),
                closed("example/harbour-street", "2026-03", 400.0),
                closed("example/harbour-street", "2026-05", 1.0),
                closed("another/harbour-street", "2026-04", 1.0),
            ]);
            let outcome = collected_in("2026-04")
                .history(past.clone())
                .look(|state| {
                    let review = review_of(&state);
                    assert_eq!(checks(&review), ["journal_balanced pass", "variance warn"]);
                    let reason = review.reason.unwrap_or_default();
                    assert!(
                        reason.ends_with("more than 25.00 % away from 2026-03: Management fee, Purchases"),
                        "{reason}"
                    );
                })
                .at("review").approve()
                .run()
                .await?;
            let month = outcome.completed()?;
            let recorded = past.tasks().pop().expect("it is recorded");
            let about = (recorded.entity.as_str(), recorded.period.as_deref());
            assert_eq!(about, ("example/harbour-street", Some("2026-04")));
            assert_eq!(recorded.output["journal_reference"], month.journal_reference);
            Ok(())
        }

        /// The controller moves a line to another account and puts an amount right, on both sides.
        async fn corrected() -> Result<(), Failure> {
            let outcome = collected()
                .at("review").correct([
                    cell("utilities-1", "account", "6900"),
                    cell("utilities-1", "debit", 390.0),
                    cell("utilities-3", "credit", 426.0),
                ])
                .run()
                .await?;
            assert_eq!(totals(&outcome.completed()?)[1], "utilities 426.00");
            let posted = outcome.calls(NavActivities::POST_JOURNAL)?.remove(0).journal;
            let line = posted.lines.iter().find(|line| line.id == "utilities-1").expect("the line");
            assert_eq!((line.account.as_str(), line.debit), ("6900", Amount::new(390, 0)));
            Ok(())
        }

        /// A correction that unbalances the journal is refused, the gate stays open, and nothing is posted by it.
        async fn corrected_out_of_balance_at_first() -> Result<(), Failure> {
            let outcome = collected()
                .at("review").refused(RefusalReason::InvalidPayload)
                    .correct([cell("utilities-1", "debit", 390.0)])
                .at("review").correct([
                    cell("utilities-1", "debit", 390.0),
                    cell("utilities-3", "credit", 426.0),
                ])
                .run()
                .await?;
            assert_eq!(outcome.calls(NavActivities::POST_JOURNAL)?.len(), 1);
            outcome.completed().map(drop)
        }

        /// Nothing is posted, and so the month stays open.
        async fn rejected() -> Result<(), Failure> {
            let outcome = collected().at("review").reject("the wrong supplier").run().await?;
            assert_eq!(outcome.rejected()?, "rejected: the wrong supplier");
            nothing_was_posted(&outcome)
        }

        async fn nobody_looks_at_the_journal() -> Result<(), Failure> {
            let outcome = collected().at("review").let_time_out().run().await?;
            outcome.failed("TimedOut")?;
            nothing_was_posted(&outcome)
        }

        /// It ends at once: no document is asked for.
        async fn the_month_is_closed_already() -> Result<(), Failure> {
            let outcome = march()
                .activity(NavActivities::OPEN_PERIOD, |request| {
                    let message = format!("{} of {} was closed", request.period, request.owner.entity_slug);
                    Err(ActivityError::permanent("PeriodClosed", message))
                })
                .run()
                .await?;
            assert!(outcome.failed("PeriodClosed")?.contains("2026-03 of harbour-street was closed"));
            assert_eq!(outcome.runs.len(), 1);
            nothing_was_posted(&outcome)
        }

        /// Who reviews a document says no, and no other comes: the month is given up.
        async fn a_document_is_rejected() -> Result<(), Failure> {
            let outcome = reviewed(march(), "utilities").reject("a reminder")
                .at("collect_documents").reject("no invoice has come")
                .run()
                .await?;
            let told = outcome.rejected()?;
            assert!(told.contains("no invoice has come") && told.contains("utilities (failed)"), "{told}");
            nothing_was_posted(&outcome)
        }

        /// It is tried again, while the others wait for their review.
        async fn a_document_cannot_be_read_at_first() -> Result<(), Failure> {
            let month = march().activity_with(DocumentActivities::PARSE_PDF, |ctx, submission| {
                let again = ctx.info().workflow_id.ends_with("~2");
                match submission.document_ref.contains("purchases") && !again {
                    true => Err(ActivityError::permanent("EncryptedDocument", "it opens only with a password")),
                    false => Ok(parsed(&submission)),
                }
            });
            let month = approved(handed_in(month, "purchases"), "utilities")
                .at("collect_documents").row_action(RowAction::custom("retry", "purchases"));
            let month = approved(approved(month, "purchases"), "management-fee");
            let outcome = month.at("review").approve().run().await?;
            let month = outcome.completed()?;
            assert_eq!(totals(&month), ["management-fee 1845.00", "utilities 436.00", "purchases 295.20"]);
            Ok(())
        }

        /// Nobody hands anything in, and nobody tries again.
        async fn no_documents_within_two_weeks() -> Result<(), Failure> {
            let outcome = march()
                .pass_time(Duration::from_hours(25))
                .at("collect_documents").let_time_out()
                .run()
                .await?;
            let told = outcome.failed("TimedOut")?;
            assert!(told.contains("management-fee (failed)"), "{told}");
            nothing_was_posted(&outcome)
        }

        /// The total that is booked is the one that the document's reviewer left.
        async fn a_document_is_corrected() -> Result<(), Failure> {
            let month = reviewed(march(), "utilities").correct([cell("total", "value", 218.0)]);
            let month = approved(approved(month, "management-fee"), "purchases");
            let outcome = month.at("review").approve().run().await?;
            assert_eq!(totals(&outcome.completed()?)[1], "utilities 218.00");
            Ok(())
        }

        /// What is in another currency than the books is nobody's to guess.
        async fn a_document_is_in_another_currency() -> Result<(), Failure> {
            let month = reviewed(march(), "utilities").correct([cell("currency", "value", "USD")]);
            let outcome = approved(approved(month, "management-fee"), "purchases").run().await?;
            let told = outcome.failed("ForeignCurrency")?;
            assert!(told.contains("`utilities` is in USD and the books are in EUR"), "{told}");
            nothing_was_posted(&outcome)
        }

        async fn the_worker_dies_while_a_person_thinks() -> Result<(), Failure> {
            let outcome = collected().kill_worker().at("review").approve().run().await?;
            assert_eq!(outcome.calls(NavActivities::POST_JOURNAL)?.len(), 1);
            outcome.completed().map(drop)
        }

        /// Books that are out of order are waited for: an approval is not lost to them.
        async fn the_books_are_away_for_a_while() -> Result<(), Failure> {
            let outcome = collected()
                .activity_with(NavActivities::POST_JOURNAL, |attempt, request| {
                    match attempt.info().attempt {
                        attempt if attempt < 8 => Err(ActivityError::retryable("BooksUnavailable", "no disk")),
                        _ => Ok(mocks::posted(request)),
                    }
                })
                .at("review").approve()
                .run()
                .await?;
            outcome.completed().map(drop)
        }

        /// Another run has closed the month meanwhile.
        async fn somebody_else_was_faster() -> Result<(), Failure> {
            let outcome = collected()
                .activity(NavActivities::POST_JOURNAL, |_| {
                    Err(ActivityError::permanent("PeriodClosed", "it was closed by JE-2026-03-7"))
                })
                .at("review").approve()
                .run()
                .await?;
            assert!(outcome.failed("PeriodClosed")?.contains("JE-2026-03-7"));
            Ok(())
        }

        /// The runs of the documents go with it.
        async fn cancelled_while_documents_are_awaited() -> Result<(), Failure> {
            let outcome = approved(march(), "utilities").cancel("the fund was sold").run().await?;
            assert_eq!(outcome.close(), Some(&Close::Cancelled));
            assert!(outcome.runs.iter().all(|run| run.close.is_some()));
            nothing_was_posted(&outcome)
        }
    }
}
