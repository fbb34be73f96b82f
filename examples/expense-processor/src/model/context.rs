//! The input a run is started with.

use fund_values::Period;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The input a run is started with. Keys that are not listed here are accepted and ignored, since routers add
/// their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpenseProcessorContext {
    /// The month that the expenses belong to; without one, each belongs to the month of its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The tenant, by its id.
    #[serde(default)]
    pub tenant_id: String,
    /// The tenant, by its name.
    pub tenant_slug: String,
    /// The entity whose inbox it is, by its id.
    #[serde(default)]
    pub entity_id: String,
    /// The entity whose inbox it is, by its name.
    pub entity_slug: String,
    /// How many rows make a batch full: it is reviewed then. A sheet is never parted.
    #[serde(default = "max_rows")]
    #[schemars(range(min = 1))]
    pub max_rows: u32,
    /// How many hours nothing may come: then what is there is reviewed, or the inbox closes.
    #[serde(default = "collect_timeout_hours")]
    #[schemars(range(min = 1, max = 8760))]
    pub collect_timeout_hours: u32,
    /// The general ledger that approved expenses are posted to. Without one they are committed, and nothing is
    /// posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gl: Option<Gl>,
}

/// The general ledger of an entity. Keys that are not listed here are accepted and ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gl {
    /// The account that is owed: the other side of every posting.
    #[serde(default = "payables")]
    pub payables_account: String,
    /// The account of value-added tax that comes back.
    #[serde(default = "input_tax")]
    pub vat_account: String,
}

impl Default for Gl {
    fn default() -> Self {
        Self { payables_account: payables(), vat_account: input_tax() }
    }
}

impl ExpenseProcessorContext {
    /// The inbox of an entity, with everything else as it usually is.
    #[must_use]
    pub fn new(tenant_slug: &str, entity_slug: &str) -> Self {
        Self {
            period: None,
            tenant_id: String::new(),
            tenant_slug: tenant_slug.to_owned(),
            entity_id: String::new(),
            entity_slug: entity_slug.to_owned(),
            max_rows: max_rows(),
            collect_timeout_hours: collect_timeout_hours(),
            gl: None,
        }
    }
}

fn max_rows() -> u32 {
    5
}

fn collect_timeout_hours() -> u32 {
    24
}

fn payables() -> String {
    "2100".into()
}

fn input_tax() -> String {
    "1570".into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_router_adds_is_tolerated_and_what_it_leaves_out_is_usual() {
        let input =
            json!({"tenant_slug": "t", "entity_slug": "e", "ai": {"model": "m"}, "gl": {"kind": "xero"}});
        let context: ExpenseProcessorContext = serde_json::from_value(input).expect("decodes");
        assert_eq!((context.max_rows, context.collect_timeout_hours), (5, 24));
        assert_eq!(context.gl, Some(Gl::default()));
        assert_eq!(context.period, None);
    }
}
