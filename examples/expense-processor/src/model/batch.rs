//! The rows that are reviewed together.

use std::collections::BTreeMap;

use fund_values::{Amount, Period};
use ntro_workflow::prelude::*;
use ntro_workflow::wire::{RowAction, RowActionKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::row::{CategorySource, Rules};
use super::{Decided, ExpenseRow, IllegalTransition, RowStatus};

/// The rows that are reviewed together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Editable)]
#[schemars(example = complete())]
pub struct ExpenseBatch {
    /// Which of the inbox's batches it is, from 1.
    pub batch: u32,
    /// The month that the rows belong to, if one was said.
    pub period: Option<Period>,
    /// What an expense may be for, each with its account.
    pub categories: BTreeMap<String, String>,
    /// The rows, in the order in which they came.
    #[edit(rows, label = "Expenses")]
    pub rows: Vec<ExpenseRow>,
}

/// What may be approved as it is, for whoever needs a batch and does not care which.
fn complete() -> ExpenseBatch {
    let row = ExpenseRow {
        id: "b1-r1".into(),
        status: RowStatus::Pending,
        vendor: Some("Deutsche Bahn".into()),
        expense_date: "2026-03-17".parse().ok(),
        amount_gross: Some(Amount::new(119, 0)),
        vat_amount: Some(Amount::new(19, 0)),
        currency: Some("EUR".into()),
        category: Some("travel".into()),
        category_source: Some(CategorySource::VendorMap),
        payment_method: None,
        reference: None,
        description: None,
        notes: None,
        validation_errors: Vec::new(),
        suggestion: None,
        duplicate_of: None,
        source_ref: "march.csv row 5".into(),
        unread: BTreeMap::new(),
    };
    let categories = BTreeMap::from([("travel".into(), "6650".into())]);
    ExpenseBatch { batch: 1, period: None, categories, rows: vec![row] }
}

/// The first thing that keeps a batch from being approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The row, by its place in the batch.
    pub at: usize,
    /// What is wrong, with the row's id.
    pub message: String,
}

impl ExpenseBatch {
    fn rules(&self) -> Rules<'_> {
        Rules { period: self.period, categories: &self.categories }
    }

    /// The batch with what is wrong with each row, as it is now.
    #[must_use]
    pub fn checked(mut self) -> Self {
        let rows = std::mem::take(&mut self.rows);
        let rules = self.rules();
        let rows = rows.into_iter().map(|row| row.checked(rules)).collect();
        Self { rows, ..self }
    }

    /// What keeps it from being approved: a row that is neither rejected nor right.
    #[must_use]
    pub fn obstacle(&self) -> Option<Obstacle> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row.status != RowStatus::Rejected);
        let mut wrong = rows.filter_map(|(at, row)| {
            let problems = row.problems(self.rules());
            (!problems.is_empty()).then(|| (at, row.id.as_str(), problems.join("; ")))
        });
        let (at, id, problems) = wrong.next()?;
        let others = wrong.count();
        let more =
            if others == 0 { String::new() } else { format!(" (and {others} more rows need attention)") };
        Some(Obstacle { at, message: format!("{id}: {problems}{more}") })
    }

    /// How many rows need attention.
    #[must_use]
    pub fn needing_attention(&self) -> usize {
        self.rows.iter().filter(|row| row.status == RowStatus::NeedsAttention).count()
    }

    /// Sets a cell, and says anew what is wrong with its row. What may be set is the gate's to say.
    ///
    /// # Errors
    /// One sentence: the row is not there, was rejected, or does not take the value.
    pub fn edit(&mut self, action: &RowAction) -> Result<(), String> {
        let RowActionKind::EditCell { field, value, .. } = &action.kind else {
            return Err("it edits no cell".into());
        };
        let rules = Rules { period: self.period, categories: &self.categories };
        let row = self.rows.iter_mut().find(|row| row.id == action.row_id);
        let row = row.ok_or_else(|| format!("there is no row `{}`", action.row_id))?;
        if row.status == RowStatus::Rejected {
            return Err(format!("{} was rejected, and stays as it is", row.id));
        }
        let mut json = serde_json::to_value(&*row).map_err(|error| error.to_string())?;
        json[field] = value.clone();
        let edited: ExpenseRow =
            serde_json::from_value(json).map_err(|error| format!("`{field}`: {error}"))?;
        *row = edited.checked(rules);
        Ok(())
    }

    /// How many cells that people may edit are others in a batch than in this one.
    #[must_use]
    pub fn corrected_cells(&self, corrected: &Self) -> u32 {
        let cells = |row: &ExpenseRow| {
            let json = serde_json::to_value(row).unwrap_or_default();
            ExpenseRow::FIELDS.iter().filter(|field| field.editable).map(move |field| json[field.key].clone())
        };
        let rows = self.rows.iter().zip(&corrected.rows);
        let changed = rows.flat_map(|(before, after)| cells(before).zip(cells(after)));
        u32::try_from(changed.filter(|(before, after)| before != after).count()).unwrap_or(u32::MAX)
    }

    /// What the rows come to that are not rejected, by currency.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<String, Amount> {
        let mut totals: BTreeMap<String, Amount> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.status != RowStatus::Rejected) {
            if let (Some(currency), Some(amount)) = (&row.currency, row.amount_gross) {
                let total = totals.entry(currency.clone()).or_default();
                *total = *total + amount;
            }
        }
        totals
    }

    /// What becomes of each row of a batch that was approved: rejected rows stay so, and are written as
    /// such. `before` is the batch as it was shown first, and tells what the reviewer has entered.
    ///
    /// # Errors
    /// [`IllegalTransition`] when a row needs attention still.
    pub fn approved(self, before: &Self) -> Result<Vec<Decided>, IllegalTransition> {
        let batch = self.checked();
        let rows = batch.rows.iter().enumerate().map(|(at, row)| {
            let mut row = row.clone();
            let category = before.rows.get(at).and_then(|row| row.category.as_ref());
            if row.category.as_ref() != category {
                row.category_source = Some(CategorySource::Person);
            }
            if row.status != RowStatus::Rejected {
                row.status = row.status.to(RowStatus::Approved)?;
            }
            Ok(batch.decided(row))
        });
        rows.collect()
    }

    /// What becomes of each row of a batch that was rejected.
    ///
    /// # Errors
    /// [`IllegalTransition`] when a row is beyond its review.
    pub fn rejected(self) -> Result<Vec<Decided>, IllegalTransition> {
        let reject = |row: &ExpenseRow| {
            let status = row.status.to(RowStatus::Rejected)?;
            Ok(self.decided(ExpenseRow { status, ..row.clone() }))
        };
        self.rows.iter().map(reject).collect()
    }

    fn decided(&self, row: ExpenseRow) -> Decided {
        let account = row.category.as_ref().and_then(|category| self.categories.get(category)).cloned();
        Decided { period: row.booked_in(self.period), account, row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_may_be_approved() {
        assert_eq!(complete().obstacle(), None);
    }

    #[test]
    fn what_a_batch_becomes_is_by_its_decision() {
        let mut before = complete();
        before.categories.insert("office".into(), "6815".into());
        let mut after = before.clone();
        after.rows[0].category = None;
        assert_eq!(after.obstacle().map(|obstacle| obstacle.at), Some(0));
        after.rows[0].category = Some("office".into());
        assert_eq!(before.corrected_cells(&after), 1);
        let approved = after.clone().approved(&before).expect("it may be").remove(0);
        assert_eq!(approved.row.status, RowStatus::Approved);
        assert_eq!(approved.row.category_source, Some(CategorySource::Person));
        assert_eq!(approved.period.map(String::from).as_deref(), Some("2026-03"));
        after.rows[0].status = RowStatus::Rejected;
        let statuses = |decided: Result<Vec<Decided>, IllegalTransition>| {
            decided.map(|rows| rows.into_iter().map(|decided| decided.row.status).collect::<Vec<_>>())
        };
        assert_eq!(statuses(after.approved(&before)), Ok(vec![RowStatus::Rejected]));
        assert_eq!(statuses(before.clone().rejected()), Ok(vec![RowStatus::Rejected]));
        let mut broken = before.clone();
        broken.rows[0].vendor = None;
        assert!(broken.approved(&before).is_err(), "a row that needs attention is not approved");
    }
}
