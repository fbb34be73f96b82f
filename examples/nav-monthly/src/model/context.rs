//! The input a run is started with.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, Currency, Period};

/// The input a run is started with. Keys that are not listed here are accepted
/// and ignored, since routers add their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NavMonthlyContext {
    /// The month to close, `YYYY-MM`.
    pub period: Period,
    /// Whose books are closed.
    #[serde(flatten)]
    pub owner: Owner,
    /// The currency of its books.
    #[serde(default)]
    pub currency: Currency,
    /// By how many per cent a total may differ from last month's before it is flagged.
    #[serde(default = "usual_limit")]
    pub variance_limit_percent: Amount,
}

/// An entity of a tenant: whose books they are. Other tenants may have entities of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// The tenant.
    pub tenant_slug: String,
    /// Its entity.
    pub entity_slug: String,
}

impl fmt::Display for Owner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.tenant_slug, self.entity_slug)
    }
}

/// A quarter.
fn usual_limit() -> Amount {
    Amount::new(25, 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_month_and_whose_it_is_are_enough() {
        let context: NavMonthlyContext = serde_json::from_value(json!({
            "period": "2026-03", "entity_slug": "e", "tenant_slug": "t", "tenant_id": "added by a router",
        }))
        .expect("decodes");
        assert_eq!((context.currency.as_str(), context.owner.to_string()), ("EUR", "t/e".into()));
        assert_eq!(context.variance_limit_percent, Amount::new(25, 0));
    }
}
