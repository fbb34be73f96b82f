//! What the scenarios start from: an input, a document, what is read from it, and a store.

use document_ingest::activities::{CommitRequest, DocumentActivities};
use document_ingest::model::{
    DocumentIngestContext, DocumentSubmission, Extracted, FieldId, FieldValue, HeaderField, IngestedDocument,
    LineItem,
};
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop::registry;
use ntro_workflow_testing::Scenario;
use serde_json::json;

/// A run that nobody has submitted anything to. The scenarios care about what is read from the document,
/// and about what is committed; what its words are is made up.
pub(crate) fn ingest() -> Scenario<DocumentIngest> {
    Scenario::of::<DocumentIngest>(input())
        .registry(registry)
        .auto_mock()
        .activity(DocumentActivities::EXTRACT_FIELDS, |_| Ok(extracted()))
        .activity(DocumentActivities::COMMIT_EXTRACTION, |request| Ok(committed(request)))
}

/// A run that has its document.
pub(crate) fn submitted() -> Scenario<DocumentIngest> {
    ingest().submit("document_submitted", document("file:///inbox/invoice.pdf"))
}

pub(crate) fn input() -> DocumentIngestContext {
    let input = json!({
        "period": "2026-03", "entity_slug": "studio", "tenant_slug": "example", "source": "supplier-invoices",
        "schema_slug": "invoice",
    });
    serde_json::from_value(input).expect("it is an input")
}

pub(crate) fn document(reference: &str) -> DocumentSubmission {
    serde_json::from_value(json!({"document_ref": reference})).expect("it is a submission")
}

/// An invoice, read well.
pub(crate) fn extracted() -> Extracted {
    Extracted {
        schema_slug: "invoice".into(),
        fields: vec![
            field(FieldId::Issuer, "Sample Furnishings Ltd"),
            field(FieldId::Number, "SF-2026-0147"),
            field(FieldId::Date, "2026-03-17"),
            field(FieldId::Currency, "EUR"),
            field(FieldId::Total, "1058.60"),
        ],
        line_items: vec![line("li-1", "Desk", "899"), line("li-2", "Desk lamp", "159.60")],
    }
}

/// What the store does with a record.
pub(crate) fn committed(request: CommitRequest) -> IngestedDocument {
    IngestedDocument {
        record_id: request.key.record_id(),
        source: request.context.source,
        document_ref: request.submission.document_ref,
        confidence: request.extracted.confidence(),
        extracted_payload: request.extracted,
        corrections_applied: request.corrections_applied,
    }
}

fn field(id: FieldId, value: &str) -> HeaderField {
    let value = value.parse().map_or_else(|_| FieldValue::Text(value.into()), FieldValue::Amount);
    HeaderField { id, label: id.label().into(), value: Some(value), confidence: 0.9 }
}

fn line(id: &str, description: &str, amount: &str) -> LineItem {
    LineItem {
        id: id.into(),
        description: description.into(),
        quantity: None,
        unit_price: None,
        amount: amount.parse().ok(),
        confidence: 0.9,
    }
}
