//! This month beside the last one.

use ntro_workflow::Editable;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, ClosedMonth};

/// The totals of a month beside those of the last one that was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The month it is compared with; none before the first one is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<ClosedMonth>,
    /// By how many per cent a total may differ before it is flagged.
    pub limit_percent: Amount,
    /// One row per source.
    pub rows: Vec<TotalRow>,
    /// What came of it, in one sentence.
    pub remark: String,
}

/// The total of a source, this month and last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct TotalRow {
    /// The source; the id of the row.
    pub id: String,
    /// Its name for people.
    #[edit(label = "Source")]
    pub title: String,
    /// This month's total.
    #[edit(type = "currency")]
    pub total: Amount,
    /// Last month's; none where that has no such source, or there is no last month.
    #[edit(label = "Last month", type = "currency")]
    pub previous: Option<Amount>,
    /// By how many per cent it differs.
    #[edit(label = "Change in %", type = "number")]
    pub change_percent: Option<Amount>,
    /// Whether somebody should look at it.
    #[edit]
    pub flagged: bool,
}

impl Comparison {
    /// The rows somebody should look at.
    pub fn flagged(&self) -> impl Iterator<Item = &TotalRow> {
        self.rows.iter().filter(|row| row.flagged)
    }
}
