//! What the steps of the inbox give, and what it gives in the end.

use std::collections::BTreeMap;

use fund_values::{Amount, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use ntro_workflow::IngestOutcome;
use ntro_workflow::prelude::Observable;

use super::ExpenseRow;

/// A row after its review, on its way to the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The row, approved or rejected.
    pub row: ExpenseRow,
    /// The month that it is booked in; a rejected row may have none.
    pub period: Option<Period>,
    /// The account of its category; a rejected row may have none.
    pub account: Option<String>,
}

/// What was committed of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Observable)]
#[event("expense.row.persisted")]
pub struct CommitResult {
    /// The batch.
    pub batch: u32,
    /// How many rows were written as approved.
    pub approved: u32,
    /// How many rows were written as rejected.
    pub rejected: u32,
    /// How many cells the reviewer changed.
    pub corrections_applied: u32,
}

/// What was posted of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Observable)]
#[event("expense.gl.post.complete")]
pub struct PostToGlResult {
    /// The batch.
    pub batch: u32,
    /// How many rows are in the general ledger now.
    pub posted: u32,
    /// The journals that they are in, one per month.
    pub references: Vec<String>,
    /// Why nothing was posted, where nothing was.
    pub message: Option<String>,
}

impl PostToGlResult {
    /// Nothing was posted, for this reason.
    #[must_use]
    pub fn nothing(batch: u32, message: &str) -> Self {
        Self { batch, posted: 0, references: Vec::new(), message: Some(message.to_owned()) }
    }
}

/// What the inbox has done until it closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Observable)]
#[event("expense.period.committed")]
pub struct ExpensePeriodResult {
    /// By month, the earliest first; rows that were rejected without a date come last.
    pub periods: Vec<PeriodSummary>,
    /// How many batches were decided.
    pub batches: u32,
    /// How many cells the reviewers changed, over all batches.
    pub corrections_applied: u32,
    /// What the sheets brought that came last.
    pub ingested: Vec<IngestOutcome>,
}

/// What was done in one month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PeriodSummary {
    /// The month; none for rows that were rejected without a date.
    pub period: Option<Period>,
    /// How many rows were approved, the posted ones included.
    pub approved: u32,
    /// How many rows were rejected.
    pub rejected: u32,
    /// How many rows were posted.
    pub posted: u32,
    /// What the approved rows come to, by currency.
    pub totals: BTreeMap<String, Amount>,
    /// The journals of the posted rows.
    pub references: Vec<String>,
}
