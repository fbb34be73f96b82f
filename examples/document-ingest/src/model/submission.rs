//! The message that brings the document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The payload of the signal `document_submitted`. Only `document_ref` must be
/// there; what a client leaves out is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentSubmission {
    /// The document: a `file://` URI below the worker's documents directory.
    pub document_ref: String,
    /// The tenant that submits it.
    #[serde(default)]
    pub tenant_slug: String,
    /// The entity it is for.
    #[serde(default)]
    pub entity_slug: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// Its file name, for people.
    #[serde(default)]
    pub filename: String,
    /// Its media type, as the client says.
    #[serde(default = "unknown_content")]
    pub content_type: String,
}

/// The media type of bytes nobody described.
fn unknown_content() -> String {
    "application/octet-stream".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_reference_is_required() {
        let submission: DocumentSubmission =
            serde_json::from_str(r#"{"document_ref":"file:///x.pdf"}"#).expect("decodes");
        assert_eq!(submission.content_type, "application/octet-stream");
        assert_eq!(submission.source, "");
        assert!(serde_json::from_str::<DocumentSubmission>(r#"{"source":"s"}"#).is_err());
    }
}
