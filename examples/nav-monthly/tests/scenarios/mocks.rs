//! What the scenarios start from: a month, three documents, what is read from them, and books.

use document_ingest::activities::{CommitRequest, DocumentActivities, ParsedDocument};
use document_ingest::model::{DocumentSubmission, Extracted, IngestedDocument};
use nav_monthly::activities::{NavActivities, PostRequest, ProposeRequest};
use nav_monthly::chart::SOURCES;
use nav_monthly::model::{ClosedMonth, Journal, NavMonthlyContext};
use nav_monthly::propose::{Month, propose};
use nav_monthly::runbook::NavMonthly;
use nav_monthly::workshop::registry;
use ntro_workflow::prelude::*;
use ntro_workflow_testing::{At, Scenario};
use serde_json::json;

/// What each source comes to, tax included.
const TOTALS: [(&str, &str); 3] = [("management-fee", "1845"), ("utilities", "436"), ("purchases", "295.20")];

/// A month that nobody has handed anything in for. Its journal is made by the real chart of accounts.
pub(crate) fn march() -> Scenario<NavMonthly> {
    month("2026-03")
}

fn month(period: &str) -> Scenario<NavMonthly> {
    Scenario::of::<NavMonthly>(input(period))
        .registry(registry)
        .auto_mock()
        .activity(DocumentActivities::PARSE_PDF, |submission| Ok(parsed(&submission)))
        .activity(DocumentActivities::EXTRACT_FIELDS, |request| {
            Ok(extracted(&json!(request.layout).to_string()))
        })
        .activity(DocumentActivities::COMMIT_EXTRACTION, |request| Ok(committed(request)))
        .activity(NavActivities::OPEN_PERIOD, |_| Ok(()))
        .activity(NavActivities::PROPOSE_JOURNALS, proposed)
        .activity(NavActivities::POST_JOURNAL, |request| Ok(posted(request)))
}

/// A month whose documents are handed in and approved.
pub(crate) fn collected() -> Scenario<NavMonthly> {
    collected_in("2026-03")
}

/// The same, of another month.
pub(crate) fn collected_in(period: &str) -> Scenario<NavMonthly> {
    SOURCES.iter().fold(month(period), |month, source| approved(month, source.id))
}

/// Hands in and approves the document of a source.
pub(crate) fn approved(month: Scenario<NavMonthly>, source: &str) -> Scenario<NavMonthly> {
    reviewed(month, source).approve()
}

/// Hands in the document of a source, for somebody to review.
pub(crate) fn reviewed(month: Scenario<NavMonthly>, source: &str) -> At<NavMonthly> {
    handed_in(month, source).child_keyed("document-ingest", source).at("review_extraction")
}

/// Hands in the document of a source.
pub(crate) fn handed_in(month: Scenario<NavMonthly>, source: &str) -> Scenario<NavMonthly> {
    month.child_keyed("document-ingest", source).submit("document_submitted", document(source))
}

pub(crate) fn input(period: &str) -> NavMonthlyContext {
    let input = json!({"period": period, "entity_slug": "harbour-street", "tenant_slug": "example"});
    serde_json::from_value(input).expect("it is an input")
}

pub(crate) fn document(source: &str) -> DocumentSubmission {
    let document = json!({"document_ref": format!("file:///inbox/{source}.pdf"), "source": source});
    serde_json::from_value(document).expect("it is a submission")
}

/// The words of a document are not kept: what they are is in the name.
pub(crate) fn parsed(submission: &DocumentSubmission) -> ParsedDocument {
    serde_json::from_value(json!({"layout": submission.document_ref, "pages": 1})).expect("it is parsed")
}

/// The invoice of the source that the layout is named for.
fn extracted(layout: &str) -> Extracted {
    let (source, total) = TOTALS.into_iter().find(|(source, _)| layout.contains(source)).expect("a source");
    let field = |id: &str, value: &str| json!({"id": id, "label": id, "value": value, "confidence": 0.9});
    let extracted = json!({
        "schema_slug": "invoice",
        "fields": [
            field("issuer", "Quayside Ltd"), field("number", source), field("date", "2026-03-31"),
            field("currency", "EUR"), field("total", total),
        ],
        "line_items": [],
    });
    serde_json::from_value(extracted).expect("it is extracted")
}

fn committed(request: CommitRequest) -> IngestedDocument {
    IngestedDocument {
        record_id: request.key.record_id(),
        source: request.context.source,
        document_ref: request.submission.document_ref,
        confidence: request.extracted.confidence(),
        extracted_payload: request.extracted,
        corrections_applied: request.corrections_applied,
    }
}

fn proposed(request: ProposeRequest) -> Result<Journal, ActivityError> {
    let ProposeRequest { entity_slug, period, currency, bills, comparison } = request;
    let month = Month { period, entity_slug: &entity_slug, currency: &currency };
    propose(month, &bills, comparison).map_err(|error| ActivityError::permanent(error.kind(), error))
}

/// What the books do with a journal.
pub(crate) fn posted(request: PostRequest) -> ClosedMonth {
    let PostRequest { journal, .. } = request;
    ClosedMonth {
        period: journal.period,
        totals: journal.source_totals(),
        entity_slug: journal.entity_slug,
        journal_reference: "JE-2026-03-1".into(),
        currency: journal.currency,
    }
}
