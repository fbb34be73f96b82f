//! What was done, by month.

use std::collections::{BTreeMap, BTreeSet};

use fund_values::{Amount, Period};
use sqlx::FromRow;

use super::{Ledger, LedgerError};
use crate::model::{ExpensePeriodResult, PeriodSummary, RowStatus};

const ROWS: &str =
    "SELECT key, period, status, currency, amount_gross, posted_ref FROM expenses WHERE task_id = $1";
const BATCHES: &str = "SELECT corrections_applied FROM batches WHERE task_id = $1 AND decision IS NOT NULL";

#[derive(Debug, FromRow)]
struct Written {
    key: String,
    period: Option<String>,
    status: String,
    currency: Option<String>,
    amount_gross: Option<String>,
    posted_ref: Option<String>,
}

/// The summary of a month while it is added up.
#[derive(Default)]
struct Month {
    summary: PeriodSummary,
    references: BTreeSet<String>,
}

impl Ledger {
    /// What an inbox has done so far.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails, [`LedgerError::Damaged`] when a row cannot be read.
    pub async fn summary(&self, task_id: &str) -> Result<ExpensePeriodResult, LedgerError> {
        let failed = |source| self.failed("sum up an inbox", source);
        let rows = sqlx::query_as::<_, Written>(ROWS).bind(task_id).fetch_all(self.records.pool()).await;
        let mut months: BTreeMap<(bool, Option<Period>), Month> = BTreeMap::new();
        for row in rows.map_err(failed)? {
            let added = row.add_to(&mut months);
            added.map_err(|reason| self.damaged(&row.key, reason))?;
        }
        let corrections =
            sqlx::query_scalar::<_, i64>(BATCHES).bind(task_id).fetch_all(self.records.pool()).await;
        let corrections = corrections.map_err(failed)?;
        let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(ExpensePeriodResult {
            periods: months.into_values().map(Month::summed_up).collect(),
            batches: u32::try_from(corrections.len()).unwrap_or(u32::MAX),
            corrections_applied: count(corrections.iter().sum()),
            ingested: Vec::new(),
        })
    }
}

impl Written {
    fn add_to(&self, months: &mut BTreeMap<(bool, Option<Period>), Month>) -> Result<(), String> {
        let period: Option<Period> = self
            .period
            .as_ref()
            .map(|period| period.parse())
            .transpose()
            .map_err(|error| format!("{error}"))?;
        let month = months.entry((period.is_none(), period)).or_default();
        month.summary.period = period;
        match self.status.parse()? {
            RowStatus::Rejected => month.summary.rejected += 1,
            RowStatus::Approved | RowStatus::Posted => {
                month.summary.approved += 1;
                let amount: Amount = self
                    .amount_gross
                    .as_deref()
                    .unwrap_or("0")
                    .parse()
                    .map_err(|error| format!("{error}"))?;
                let total =
                    month.summary.totals.entry(self.currency.clone().unwrap_or_default()).or_default();
                *total = *total + amount;
            }
            other => return Err(format!("{other} is no status of a decided expense")),
        }
        if let Some(reference) = &self.posted_ref {
            month.summary.posted += 1;
            month.references.insert(reference.clone());
        }
        Ok(())
    }
}

impl Month {
    fn summed_up(self) -> PeriodSummary {
        PeriodSummary { references: self.references.into_iter().collect(), ..self.summary }
    }
}
