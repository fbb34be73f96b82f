//! The runbook: a month from its documents to a posted journal, with people at the gates.

use document_ingest::activities::SILENCE;
use document_ingest::extract;
use document_ingest::model::{DocumentIngestContext, IngestedDocument};
use document_ingest::runbook::DocumentIngest;
use document_ingest::store::CommitKey;
use ntro_workflow::prelude::*;

use crate::activities::{NavActivities, OpenRequest, PostRequest, ProposeRequest};
use crate::chart::{self, Source};
use crate::compare::compare;
use crate::model::{Bill, ClosedMonth, Comparison, Journal, NavMonthlyContext, Owner};
use crate::propose;

/// The name of the evaluator that compares a journal with last month's.
pub const NEAR_LAST_MONTH: &str = "near_last_month";

/// Closes a month of an entity.
#[derive(Default)]
pub struct NavMonthly;

/// Closes a month of an entity.
///
/// Three invoices come in, each by a run of `document-ingest` and its review; their totals are compared with
/// last month's, a journal is proposed, reviewed and posted. A rejected review posts nothing, and the month
/// stays open.
#[ntro_workflow(slug = "nav-monthly", history(entity = owner, period = period))]
impl NavMonthly {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: NavMonthlyContext) -> RunbookResult<ClosedMonth> {
        Self::open_period(ctx, &input).await?;
        let bills = Self::collect(ctx, &input).await?;
        let comparison = Self::check_against_previous(ctx, &input, &bills).await?;
        let journal = Self::propose_journals(ctx, &input, bills, comparison).await?;
        let review = Self::review(ctx, &journal).await?;
        match review.action {
            Action::Approved | Action::Corrected => Self::post(ctx, input, review.payload).await,
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }

    /// Refuses a month that was closed.
    #[ui_step(name = "open_period", title = "Open the period", icon = "Calendar")]
    async fn open_period(ctx: &Ctx<Self>, input: &NavMonthlyContext) -> RunbookResult<()> {
        let request = OpenRequest { owner: input.owner.clone(), period: input.period };
        ctx.activity(NavActivities::OPEN_PERIOD, request).heartbeat_timeout(SILENCE).await
    }

    /// Each document goes through a run of its own, with its own review. One that fails can be tried again;
    /// the month cannot be closed without it.
    #[ui_step(
        name = "collect_documents",
        title = "Collect the documents",
        icon = "Inbox",
        description = "The invoices of the month are handed in, read and reviewed",
        responsibility = "accountant",
        timeout = "14d",
        gate(component = "MULTI_FILE_UPLOAD")
    )]
    async fn collect(ctx: &Ctx<Self>, input: &NavMonthlyContext) -> RunbookResult<Vec<Bill>> {
        let mut documents = ctx
            .collect_documents(DocumentIngest::RUN)
            .title(format!("Documents of {}", input.period))
            .reason(format!("Hand in the invoices of {}", input.period));
        for source in chart::SOURCES {
            let slot = ExpectedDocument::new(source.id)
                .title(source.title)
                .schema_slug(extract::INVOICE)
                .accept(["application/pdf"])
                .max_size_mb(25);
            documents = documents.slot(slot, &ingest(input, source));
        }
        let documents = documents.await?;
        chart::SOURCES.iter().zip(&documents).map(|(source, document)| bill(source.id, document)).collect()
    }

    /// Without a month that was closed before there is nothing to compare with, and it says so.
    #[ui_step(name = "check_against_previous", title = "Check against last month", icon = "ClipboardCheck")]
    async fn check_against_previous(
        ctx: &Ctx<Self>,
        input: &NavMonthlyContext,
        bills: &[Bill],
    ) -> RunbookResult<Comparison> {
        let last = ctx.previous("nav-monthly", &input.owner).before(input.period).await?;
        let last = last.map(|task| task.output::<ClosedMonth>()).transpose()?;
        let totals = propose::totals(&input.currency, bills)
            .map_err(|error| RunbookError::failed(error.kind(), error.to_string()))?;
        Ok(compare(input.currency.as_str(), &totals, last.as_ref(), input.variance_limit_percent))
    }

    /// By double entry, by the chart of accounts.
    #[ui_step(name = "propose_journals", title = "Propose the journal", icon = "BookOpen")]
    async fn propose_journals(
        ctx: &Ctx<Self>,
        input: &NavMonthlyContext,
        bills: Vec<Bill>,
        comparison: Comparison,
    ) -> RunbookResult<Journal> {
        let request = ProposeRequest {
            entity_slug: input.owner.entity_slug.clone(),
            period: input.period,
            currency: input.currency.clone(),
            bills,
            comparison,
        };
        ctx.activity(NavActivities::PROPOSE_JOURNALS, request).await
    }

    /// Shows the journal; a person may change it, but not so that it does not balance.
    #[ui_step(
        name = "review",
        title = "Review the journal",
        icon = "Eye",
        description = "The controller approves the journal, corrects it, or rejects the month",
        responsibility = "controller",
        timeout = "5d",
        gate(payload = Journal, component = "DATA_TABLE")
    )]
    async fn review(ctx: &Ctx<Self>, journal: &Journal) -> RunbookResult<UserAction<Journal>> {
        ctx.wait_for_action(journal)
            .display(journal_table(journal))
            .reason(format!("The journal of {}; {}", journal.period, journal.remark))
            .checks([
                QualityCheck::code("journal_balanced", "The journal balances", "journal_balanced")
                    .source("the proposed journal"),
                QualityCheck::code("variance", "Totals are near last month's", NEAR_LAST_MONTH)
                    .source("the last month that was closed")
                    .requires_baseline(),
            ])
            .baseline(journal.baseline.as_ref())
            .validate(|edited: &Journal| match edited.check() {
                Ok(()) => Ok(()),
                Err(invalid) => Err(invalid.problems.into_iter().next().map_or_else(
                    || Violation::at("", "it cannot be posted"),
                    |problem| Violation::at(problem.pointer, problem.message),
                )),
            })
            .await
    }

    /// Posts the journal and closes the month, at most once per run, however often it is tried: a person's
    /// approval is not lost to books that are out of order.
    #[ui_step(name = "post", title = "Post", icon = "CheckCircle2")]
    async fn post(ctx: &Ctx<Self>, input: NavMonthlyContext, journal: Journal) -> RunbookResult<ClosedMonth> {
        let key =
            CommitKey { workflow_id: ctx.workflow_id().to_owned(), original_run_id: ctx.original_run_id() };
        let Owner { tenant_slug, entity_slug } = input.owner;
        // What is closed is what was opened, whatever a client sent back.
        let journal = Journal { entity_slug, period: input.period, currency: input.currency, ..journal };
        let request = PostRequest { key, tenant_slug, journal };
        ctx.activity(NavActivities::POST_JOURNAL, request).heartbeat_timeout(SILENCE).await
    }
}

/// The input of the run that takes in the document of a source.
fn ingest(input: &NavMonthlyContext, source: Source) -> DocumentIngestContext {
    DocumentIngestContext {
        period: input.period,
        entity_slug: input.owner.entity_slug.clone(),
        tenant_slug: input.owner.tenant_slug.clone(),
        source: source.id.to_owned(),
        schema_slug: extract::INVOICE.to_owned(),
        ai: None,
        field_enums: None,
    }
}

fn bill(source: &str, document: &IngestedDocument) -> RunbookResult<Bill> {
    Bill::of(source, document).map_err(|invalid| {
        let message = format!("the document of `{source}` is not a complete invoice: {invalid}");
        RunbookError::failed("IncompleteDocument", message)
    })
}

fn journal_table(journal: &Journal) -> DataTable {
    DataTable::of::<Journal>("Review the journal")
        .summary(journal.remark.as_str())
        .approve_label("Approve & post")
        .reject_label("Reject")
        .allow_corrections(true)
}
