//! One expense as a person reviews it.

mod problems;
mod status;

use std::collections::BTreeMap;

use fund_values::{Amount, Day, Period};
use ntro_workflow::prelude::Editable;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use status::{IllegalTransition, RowStatus};

/// One expense as a person reviews it. What a sheet does not have is `null`, so that it can be entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
pub struct ExpenseRow {
    /// `b1-r1`, `b1-r2`, …: the batch, and the row in it.
    pub id: String,
    /// Where it is on its way to the ledger.
    #[edit(type = "text")]
    pub status: RowStatus,
    /// Who was paid.
    #[edit(editable)]
    pub vendor: Option<String>,
    /// When.
    #[edit(editable, label = "Date", type = "date")]
    pub expense_date: Option<Day>,
    /// How much, taxes included; negative on a credit note.
    #[edit(editable, label = "Gross", type = "currency", currency_key = "currency")]
    pub amount_gross: Option<Amount>,
    /// The value-added tax in it, with the same sign.
    #[edit(editable, label = "VAT", type = "currency", currency_key = "currency")]
    pub vat_amount: Option<Amount>,
    /// Three capital letters.
    #[edit(editable)]
    pub currency: Option<String>,
    /// What it was for: one of the categories of the batch.
    #[edit(editable)]
    pub category: Option<String>,
    /// Who says so.
    pub category_source: Option<CategorySource>,
    /// By card, by transfer, …
    #[edit(editable)]
    pub payment_method: Option<String>,
    /// The number of the bill.
    #[edit]
    pub reference: Option<String>,
    /// What the sheet says besides.
    #[edit]
    pub description: Option<String>,
    /// What the reviewer says: why something is right that looks wrong.
    #[edit(editable)]
    pub notes: Option<String>,
    /// What is wrong with it, in sentences.
    #[edit(label = "What is wrong", type = "text")]
    pub validation_errors: Vec<String>,
    /// What the vendor, whom nobody knows, may be called.
    #[edit]
    pub suggestion: Option<String>,
    /// The expense that is just like it, in this batch or in the ledger.
    pub duplicate_of: Option<String>,
    /// The sheet that it comes from, and where in it.
    #[edit(label = "From")]
    pub source_ref: String,
    /// The cells of the sheet that could not be read, by field.
    pub unread: BTreeMap<String, String>,
}

/// Who says what an expense was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CategorySource {
    /// The vendor is known.
    VendorMap,
    /// The sheet has it.
    Sheet,
    /// The reviewer has entered it.
    Person,
}

/// What the rows of a batch have in common.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The month that they belong to, if one was said.
    pub period: Option<Period>,
    /// The categories that there are, each with its account.
    pub categories: &'a BTreeMap<String, String>,
}

impl ExpenseRow {
    /// Says what is wrong with the row, and whether a person has to look at it.
    #[must_use]
    pub fn checked(mut self, rules: Rules<'_>) -> Self {
        self.validation_errors = self.problems(rules);
        if matches!(self.status, RowStatus::NeedsAttention | RowStatus::Pending) {
            let clean = self.validation_errors.is_empty();
            self.status = if clean { RowStatus::Pending } else { RowStatus::NeedsAttention };
        }
        self
    }

    /// The month that it is booked in, once its day is known.
    #[must_use]
    pub fn booked_in(&self, period: Option<Period>) -> Option<Period> {
        period.or_else(|| self.expense_date.map(Day::period))
    }
}

#[cfg(test)]
mod tests;
