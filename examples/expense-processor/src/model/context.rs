//! The input a run is started with.

use fund_values::Period;
use ntro_workflow::IngestOutcome;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DataSubmission;

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
    /// After how many batches it takes nothing more, and closes when what is there is reviewed; never, where
    /// nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1, range(min = 1))]
    pub close_after: Option<u32>,
    /// What the run before this one has left to do; nobody else sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
}

/// What a run leaves to the one that goes on after it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Carried {
    /// What was submitted and not read yet.
    pub queue: Vec<DataSubmission>,
    /// Whether nothing more is to come.
    pub closing: bool,
    /// What the sheets brought that came last.
    pub ingested: Vec<IngestOutcome>,
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
            close_after: None,
            carried: None,
        }
    }

    /// Whether it can be worked with.
    ///
    /// # Errors
    /// One sentence with all that is wrong.
    pub fn check(&self) -> Result<(), String> {
        let mut problems = Vec::new();
        if self.max_rows == 0 {
            problems.push("`max_rows` is 0, so that no batch would ever be full; let it be 1 or more");
        }
        if !(1..=8760).contains(&self.collect_timeout_hours) {
            problems.push("`collect_timeout_hours` is to be 1 to 8760, a year");
        }
        if self.close_after == Some(0) {
            problems.push(
                "`close_after` is 0, so that no batch could come; leave it out, or let it be 1 or more",
            );
        }
        if self.entity_slug.trim().is_empty() || self.tenant_slug.trim().is_empty() {
            problems.push("`tenant_slug` and `entity_slug` must say whose inbox it is");
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
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
        assert_eq!((context.period, context.check()), (None, Ok(())));
    }

    #[test]
    fn all_that_is_wrong_with_an_input_is_told_at_once() {
        let input = json!({"tenant_slug": "t", "entity_slug": " ", "max_rows": 0, "collect_timeout_hours": 9000,
            "close_after": 0});
        let context: ExpenseProcessorContext = serde_json::from_value(input).expect("decodes");
        let problems = context.check().expect_err("wrong");
        for name in ["`max_rows`", "`collect_timeout_hours`", "`close_after`", "`entity_slug`"] {
            assert!(problems.contains(name), "{problems}");
        }
    }
}
