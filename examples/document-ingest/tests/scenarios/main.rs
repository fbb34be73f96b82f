//! The runbook on the real Temporal server, with its time skipped and every decision of a person driven.
//! Its activities are mocked (`mocks.rs`), but for one scenario, which reads the sample and commits it.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod mocks;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use document_ingest::activities::DocumentActivities;
use document_ingest::documents::Documents;
use document_ingest::model::{FieldId, FieldValue};
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::RefusalReason;
use ntro_workflow_testing::{Close, Failure, Scenario, cell, scenarios};

use mocks::{committed, document, extracted, ingest, input, submitted};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample");

scenarios! {
    DocumentIngest {
        /// The accountant agrees with what was read.
        async fn approved() -> Result<(), Failure> {
            let outcome = submitted().at("review_extraction").approve().run().await?;
            let record = outcome.completed()?;
            assert_eq!((record.extracted_payload, record.corrections_applied), (extracted(), 0));
            Ok(())
        }

        /// The accountant puts two cells right, of the document that is in `sample`: nothing is mocked.
        async fn corrected() -> Result<(), Box<dyn Error>> {
            let data = tempfile::tempdir()?;
            let sample = Documents::below(SAMPLE)?.reference(Path::new(SAMPLE).join("invoice.pdf"))?;
            let outcome = Scenario::of::<DocumentIngest>(input())
                .activities(workshop::activities(Path::new(SAMPLE), data.path(), None).await?)
                .submit("document_submitted", document(&sample))
                .at("review_extraction").answer_as("anna").correct([
                    cell("total", "value", 2381.0),
                    cell("li-3", "amount", 159.68),
                ])
                .run()
                .await?;
            let record = outcome.completed()?;
            assert_eq!(record.corrections_applied, 2);
            let read = record.extracted_payload;
            let value = |id| read.field(id).and_then(|field| field.value.clone());
            assert_eq!(value(FieldId::Number), Some(FieldValue::Text("SF-2026-0147".into())));
            assert_eq!(value(FieldId::Total), Some(FieldValue::Amount("2381".parse()?)));
            assert_eq!(read.line_items[2].amount, Some("159.68".parse()?));
            Ok(())
        }

        /// Nothing is committed.
        async fn rejected() -> Result<(), Failure> {
            let outcome = submitted().at("review_extraction").reject("a statement, no invoice").run().await?;
            assert_eq!(outcome.rejected()?, "rejected: a statement, no invoice");
            assert_eq!(outcome.calls(DocumentActivities::COMMIT_EXTRACTION)?, []);
            Ok(())
        }

        async fn no_document_within_a_day() -> Result<(), Failure> {
            let outcome = ingest().at("await_submission").let_time_out().run().await?;
            assert_eq!(outcome.failed("TimedOut")?, "no document within 24 hours");
            Ok(())
        }

        /// The document has a day, its review has no deadline.
        async fn reviewed_after_the_weekend() -> Result<(), Failure> {
            let outcome = ingest()
                .pass_time(Duration::from_hours(23))
                .submit("document_submitted", document("file:///inbox/invoice.pdf"))
                .pass_time(Duration::from_hours(64))
                .at("review_extraction").approve()
                .run()
                .await?;
            outcome.completed().map(drop)
        }

        /// A correction that leaves no complete invoice is refused, and the gate stays open.
        async fn corrected_wrongly_at_first() -> Result<(), Failure> {
            let outcome = submitted()
                .at("review_extraction").refused(RefusalReason::InvalidPayload)
                    .correct([cell("date", "value", "yesterday")])
                .at("review_extraction").correct([cell("date", "value", "2026-03-18")])
                .run()
                .await?;
            assert_eq!(outcome.completed()?.corrections_applied, 1);
            Ok(())
        }

        /// What was not read of the document is not for people to edit.
        async fn what_was_not_read_stays() -> Result<(), Failure> {
            let mut relabelled = extracted();
            relabelled.fields[0].label = "Whoever".into();
            let outcome = submitted()
                .at("review_extraction").refused(RefusalReason::NotEditable)
                    .correct([cell("date", "confidence", 1)])
                .at("review_extraction").refused(RefusalReason::NotEditable).correct_payload(relabelled)
                .at("review_extraction").approve()
                .run()
                .await?;
            assert_eq!(outcome.completed()?.extracted_payload, extracted());
            Ok(())
        }

        /// An invoice of which something could not be read can be corrected, and not approved.
        async fn approved_without_a_date() -> Result<(), Failure> {
            let mut undated = extracted();
            undated.fields[2].value = None;
            let outcome = submitted()
                .activity(DocumentActivities::EXTRACT_FIELDS, move |_| Ok(undated.clone()))
                .at("review_extraction").refused(RefusalReason::InvalidPayload).approve()
                .at("review_extraction").correct([cell("date", "value", "2026-03-17")])
                .run()
                .await?;
            assert_eq!(outcome.completed()?.extracted_payload, extracted());
            Ok(())
        }

        /// Somebody approves what nobody has seen: that is no approval of what comes.
        async fn answered_early() -> Result<(), Failure> {
            let outcome = ingest()
                .at("review_extraction").answer_early().approve()
                .submit("document_submitted", document("file:///inbox/invoice.pdf"))
                .at("review_extraction").reject("wrong entity")
                .run()
                .await?;
            outcome.rejected().map(drop)
        }

        /// Who comes second is told so, and nothing is committed twice.
        async fn answered_twice() -> Result<(), Failure> {
            let outcome = submitted().at("review_extraction").answer_twice().approve().run().await?;
            assert_eq!(outcome.calls(DocumentActivities::COMMIT_EXTRACTION)?.len(), 1);
            Ok(())
        }

        async fn approved_by_an_older_client() -> Result<(), Failure> {
            let outcome = submitted().at("review_extraction").unaddressed().approve().run().await?;
            outcome.completed().map(drop)
        }

        async fn the_worker_dies_between_the_gates() -> Result<(), Failure> {
            let outcome = submitted().kill_worker().at("review_extraction").approve().run().await?;
            assert_eq!(outcome.completed()?.extracted_payload, extracted());
            Ok(())
        }

        /// An approval is not lost to a store that is out of order; the time between attempts is skipped.
        async fn the_store_is_down_for_a_while() -> Result<(), Failure> {
            let outcome = submitted()
                .activity_with(DocumentActivities::COMMIT_EXTRACTION, |attempt, request| {
                    if attempt.info().attempt < 10 {
                        return Err(ActivityError::retryable("StoreUnavailable", "the disk is full"));
                    }
                    Ok(committed(request))
                })
                .at("review_extraction").approve()
                .run()
                .await?;
            assert_eq!(outcome.completed()?.extracted_payload, extracted());
            let committed = outcome.trace().entries().last();
            assert!(committed.is_some_and(|last| last.minute >= 3), "{}", outcome.trace());
            Ok(())
        }

        /// It fails at once, and says what is wrong with the document.
        async fn the_document_cannot_be_read() -> Result<(), Failure> {
            let outcome = submitted()
                .activity(DocumentActivities::PARSE_PDF, |_| {
                    Err(ActivityError::permanent("EncryptedDocument", "it opens only with a password"))
                })
                .run()
                .await?;
            assert!(outcome.failed("EncryptedDocument")?.contains("it opens only with a password"));
            Ok(())
        }

        async fn cancelled_during_the_review() -> Result<(), Failure> {
            let outcome = submitted().cancel("it was sent twice").run().await?;
            assert_eq!(outcome.close(), Some(&Close::Cancelled));
            assert_eq!(outcome.calls(DocumentActivities::COMMIT_EXTRACTION)?, []);
            Ok(())
        }

        /// What happens, and in which order.
        async fn the_trace_of_an_approval() -> Result<(), Failure> {
            let outcome = submitted()
                .pass_time(Duration::from_hours(2))
                .at("review_extraction").answer_as("anna").approve_saying("all there")
                .run()
                .await?;
            outcome.traced("
                0:00 document-ingest starts
                0:00 step await_submission waiting for input
                0:00 gate await_submission/submit opens, until 24:00
                0:00 signal document_submitted
                0:00 gate await_submission/submit satisfied
                0:00 step await_submission completed
                0:00 step parse_pdf completed
                0:00 step extract_fields completed
                0:00 step review_extraction waiting for input
                0:00 gate review_extraction/review opens
                2:00 2:00 pass
                2:00 gate review_extraction/review approved by anna: all there
                2:00 step review_extraction completed
                2:00 step commit completed
                2:00 completed
            ")
        }
    }
}
