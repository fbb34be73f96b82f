//! What goes in, what is reviewed and what comes out, as JSON.

mod context;
mod extracted;
mod submission;
mod validation;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use context::DocumentIngestContext;
pub use extracted::{Extracted, FieldId, FieldValue, HeaderField, LineItem};
pub use fund_values::{NotAPeriod, Period};
pub use submission::DocumentSubmission;
pub use validation::{Invalid, Invoice, Problem};

/// The result of the runbook: one committed document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IngestedDocument {
    /// Where the document came from, as the run was started with.
    pub source: String,
    /// The document itself, as it was submitted.
    pub document_ref: String,
    /// What was committed, corrections included.
    pub extracted_payload: Extracted,
    /// How sure the extraction was, 0 to 1; see [`Extracted::confidence`].
    pub confidence: f64,
    /// How many cells the reviewer changed.
    pub corrections_applied: u32,
    /// The key of the record in the store.
    pub record_id: String,
}
