//! The runbook: from upload to a committed record, with a person at its gates.

use ntro_workflow::prelude::*;

use crate::activities::{CommitRequest, DocumentActivities, ExtractRequest, ParsedDocument, SILENCE};
use crate::extract;
use crate::model::{DocumentIngestContext, DocumentSubmission, Extracted, IngestedDocument};
use crate::store::CommitKey;

/// How often a document is tried that cannot be had, or that takes its worker down with it.
const ATTEMPTS: u32 = 5;

/// Takes one document from upload to a committed record.
#[derive(Default)]
pub struct DocumentIngest {
    submitted: Option<DocumentSubmission>,
}

/// Takes one document from upload to a committed record.
///
/// A person submits the document and reviews what was read from it; a rejected review commits
/// nothing.
#[ntro_workflow(slug = "document-ingest", history(entity = entity_slug, period = period, source = source))]
impl DocumentIngest {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: DocumentIngestContext) -> RunbookResult<IngestedDocument> {
        let document = Self::await_submission(ctx, &input).await?;
        let parsed = Self::parse_pdf(ctx, &document).await?;
        let extracted = Self::extract_fields(ctx, &input, parsed).await?;
        let review = Self::review_extraction(ctx, &extracted).await?;
        match review.action {
            Action::Approved | Action::Corrected => Self::commit(ctx, input, document, review).await,
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }

    /// The document, from whoever has it.
    #[signal]
    pub fn document_submitted(&mut self, document: DocumentSubmission) {
        self.submitted = Some(document);
    }

    /// Asks for the document, for 24 hours.
    #[ui_step(
        name = "await_submission",
        title = "Await submission",
        icon = "Inbox",
        description = "Somebody hands in the document, within a day",
        responsibility = "submitter",
        timeout = "24h",
        gate(component = "FILE_UPLOAD")
    )]
    async fn await_submission(
        ctx: &Ctx<Self>,
        input: &DocumentIngestContext,
    ) -> RunbookResult<DocumentSubmission> {
        extract::check_schema(&input.schema_slug)
            .map_err(|error| RunbookError::failed("UnknownSchema", error.to_string()))?;
        let upload =
            FileUpload::new(format!("Upload {}", input.source)).accept(["application/pdf"]).max_size_mb(25);
        let action = SubmitFile::new(&input.source)
            .signal("document_submitted")
            .schema_slug(&input.schema_slug)
            .tenant(&input.tenant_slug)
            .entity(&input.entity_slug)
            .reason(format!("Upload the document from {} for {}", input.source, input.period))
            .display(upload);
        ctx.await_signal_with_action(action)
            .take(|runbook| runbook.submitted.take())
            .timed()
            .await?
            .or_fail("no document within 24 hours")
    }

    /// Reads the words of the PDF and where they stand.
    #[ui_step(name = "parse_pdf", title = "Parse PDF", icon = "FileText")]
    async fn parse_pdf(ctx: &Ctx<Self>, document: &DocumentSubmission) -> RunbookResult<ParsedDocument> {
        ctx.activity(DocumentActivities::PARSE_PDF, document.clone())
            .heartbeat_timeout(SILENCE)
            .max_attempts(ATTEMPTS)
            .await
    }

    /// Reads the values by the rules of the schema.
    #[ui_step(name = "extract_fields", title = "Extract fields", icon = "Sparkles")]
    async fn extract_fields(
        ctx: &Ctx<Self>,
        input: &DocumentIngestContext,
        parsed: ParsedDocument,
    ) -> RunbookResult<Extracted> {
        let request = ExtractRequest { schema_slug: input.schema_slug.clone(), layout: parsed.layout };
        ctx.activity(DocumentActivities::EXTRACT_FIELDS, request)
            .heartbeat_timeout(SILENCE)
            .max_attempts(ATTEMPTS)
            .await
    }

    /// Shows what was read; people may edit what was read of the document, and nothing else of it. Only a
    /// complete invoice can be approved.
    #[ui_step(
        name = "review_extraction",
        title = "Review extraction",
        icon = "Eye",
        description = "An accountant confirms what was read, corrects it, or rejects the document",
        responsibility = "accountant",
        gate(payload = Extracted, component = "DATA_TABLE")
    )]
    async fn review_extraction(
        ctx: &Ctx<Self>,
        extracted: &Extracted,
    ) -> RunbookResult<UserAction<Extracted>> {
        ctx.wait_for_action(extracted)
            .display(review_table())
            .reason("Confirm or correct what was read from the document")
            .validate(|edited: &Extracted| match edited.validate() {
                Ok(()) => Ok(()),
                Err(invalid) => Err(invalid.problems.into_iter().next().map_or_else(
                    || Violation::at("", "it is not a complete invoice"),
                    |problem| Violation::at(problem.pointer, problem.message),
                )),
            })
            .await
    }

    /// Writes the record, at most once per run, however often it is tried: a person's approval is not
    /// lost to a store that is out of order.
    #[ui_step(name = "commit", title = "Commit", icon = "CheckCircle2")]
    async fn commit(
        ctx: &Ctx<Self>,
        context: DocumentIngestContext,
        submission: DocumentSubmission,
        review: UserAction<Extracted>,
    ) -> RunbookResult<IngestedDocument> {
        let key =
            CommitKey { workflow_id: ctx.workflow_id().to_owned(), original_run_id: ctx.original_run_id() };
        let corrections_applied = u32::try_from(review.corrections.len()).unwrap_or(u32::MAX);
        let request =
            CommitRequest { key, context, submission, extracted: review.payload, corrections_applied };
        ctx.activity(DocumentActivities::COMMIT_EXTRACTION, request).heartbeat_timeout(SILENCE).await
    }
}

fn review_table() -> DataTable {
    DataTable::of::<Extracted>("Review extraction")
        .approve_label("Approve & commit")
        .reject_label("Reject")
        .allow_corrections(true)
        .confidence_warning_threshold(0.7)
}
