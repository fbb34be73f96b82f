//! The input a run is started with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Period;

/// The input a run is started with. Keys that are not listed here are accepted
/// and ignored, since routers add their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentIngestContext {
    /// The month the document belongs to, `YYYY-MM`.
    pub period: Period,
    /// The entity the document belongs to.
    pub entity_slug: String,
    /// The tenant the entity belongs to.
    pub tenant_slug: String,
    /// Where the document comes from, such as `supplier-invoices`.
    pub source: String,
    /// What kind of document it is; chooses the extraction rules.
    #[schemars(example = &"invoice")]
    pub schema_slug: String,
    /// The configuration of a language model; not used by the rules of this example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ai: Option<Value>,
    /// The values allowed in some fields; not used by the rules of this example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_enums: Option<Value>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn input(period: &str) -> Value {
        json!({
            "period": period, "entity_slug": "e", "tenant_slug": "t", "source": "s",
            "schema_slug": "invoice", "gl": {"added by": "a router"}
        })
    }

    #[test]
    fn unknown_keys_are_tolerated() {
        let context: DocumentIngestContext = serde_json::from_value(input("2026-03")).expect("decodes");
        assert_eq!(context.period.to_string(), "2026-03");
        assert_eq!(context.ai, None);
    }

    #[test]
    fn a_month_that_is_none_is_named_with_the_remedy() {
        let error = serde_json::from_value::<DocumentIngestContext>(input("2026-13")).expect_err("refused");
        assert!(error.to_string().contains("`period` is `2026-13`"), "{error}");
        assert!(error.to_string().contains("write YYYY-MM"), "{error}");
    }
}
