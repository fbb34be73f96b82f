//! What a month keeps of a document.

use document_ingest::model::{IngestedDocument, Invalid};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Amount;

/// What a month keeps of an ingested invoice: what is booked, and where the rest of it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bill {
    /// Where it came from.
    pub source: String,
    /// The record of the document.
    pub record_id: String,
    /// Who wrote it.
    pub issuer: String,
    /// The number the issuer gave it.
    pub number: String,
    /// The day it was issued, `YYYY-MM-DD`.
    pub date: String,
    /// The currency of its total.
    pub currency: String,
    /// Its total, tax included; negative on a credit note.
    pub total: Amount,
}

impl Bill {
    /// The bill in a document from that source, as its reviewer left it.
    ///
    /// # Errors
    /// What keeps it from being a complete invoice.
    pub fn of(source: &str, document: &IngestedDocument) -> Result<Self, Invalid> {
        let invoice = document.extracted_payload.invoice()?;
        Ok(Self {
            source: source.to_owned(),
            record_id: document.record_id.clone(),
            issuer: invoice.issuer,
            number: invoice.number,
            date: invoice.date.to_string(),
            currency: invoice.currency,
            total: invoice.total,
        })
    }
}
