//! The subledger: a row per expense.

use std::collections::BTreeMap;

use sqlx::{Any, Transaction};

use super::{Commit, Ledger, LedgerError, SUBLEDGER};
use crate::fold::fold;
use crate::model::{Decided, ExpenseRow};

const INSERT: &str = "INSERT INTO expenses (key, task_id, batch, row_id, tenant_slug, entity_slug, status, period, \
                      vendor, vendor_folded, expense_date, currency, amount_gross, vat_amount, category, \
                      category_source, account, payment_method, reference, description, notes, source_ref) VALUES \
                      ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
                      $21, $22) ON CONFLICT DO NOTHING";
const ALIKE: &str = "SELECT amount_gross, currency, reference, task_id, row_id FROM expenses \
                     WHERE tenant_slug = $1 AND entity_slug = $2 AND vendor_folded = $3 AND expense_date = $4 \
                     AND status IN ('APPROVED', 'POSTED')";

/// What two expenses have in common that are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Likeness {
    vendor: String,
    day: String,
    amount: String,
    currency: Option<String>,
}

/// The key of an expense (contract E.5).
pub(super) fn key(task_id: &str, row_id: &str) -> String {
    format!("{SUBLEDGER}:{task_id}:{row_id}")
}

impl Likeness {
    /// What tells whether an expense is there twice; `None` of one that is not complete.
    pub(crate) fn of(row: &ExpenseRow) -> Option<Self> {
        Some(Self {
            vendor: fold(row.vendor.as_deref()?),
            day: row.expense_date?.to_string(),
            amount: row.amount_gross?.to_string(),
            currency: row.currency.clone(),
        })
    }
}

impl Ledger {
    /// The expense in the ledger that each of these is like, in words, by its place in the list. Two bills with
    /// numbers of their own are two.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails.
    pub async fn alike(
        &self,
        tenant_slug: &str,
        entity_slug: &str,
        rows: &[ExpenseRow],
    ) -> Result<BTreeMap<usize, String>, LedgerError> {
        let mut alike = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let Some(likeness) = Likeness::of(row) else { continue };
            let query =
                sqlx::query_as::<_, (Option<String>, Option<String>, Option<String>, String, String)>(ALIKE);
            let query = query.bind(tenant_slug).bind(entity_slug).bind(&likeness.vendor).bind(&likeness.day);
            let found = query.fetch_all(self.records.pool()).await;
            let mut found = found.map_err(|source| self.failed("look for an expense", source))?;
            found.sort();
            let same = found.into_iter().find(|(amount, currency, reference, ..)| {
                amount.as_ref() == Some(&likeness.amount)
                    && *currency == likeness.currency
                    && may_be_one(reference.as_deref(), row.reference.as_deref())
            });
            alike.extend(same.map(|(.., task, row)| (at, format!("{row} of {task}, which is approved"))));
        }
        Ok(alike)
    }
}

/// Whether two bills may be one: they are two if each has a number, and not the same one.
pub(crate) fn may_be_one(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => true,
    }
}

pub(super) async fn insert(
    transaction: &mut Transaction<'_, Any>,
    commit: &Commit,
    decided: &Decided,
) -> Result<(), sqlx::Error> {
    let row = &decided.row;
    let source = row.category_source.and_then(|source| serde_json::to_value(source).ok());
    sqlx::query(INSERT)
        .bind(key(&commit.task_id, &row.id))
        .bind(&commit.task_id)
        .bind(i64::from(commit.batch))
        .bind(&row.id)
        .bind(&commit.tenant_slug)
        .bind(&commit.entity_slug)
        .bind(row.status.as_str())
        .bind(decided.period.map(|period| period.to_string()))
        .bind(row.vendor.clone())
        .bind(row.vendor.as_deref().map(fold))
        .bind(row.expense_date.map(|day| day.to_string()))
        .bind(row.currency.clone())
        .bind(row.amount_gross.map(|amount| amount.to_string()))
        .bind(row.vat_amount.map(|amount| amount.to_string()))
        .bind(row.category.clone())
        .bind(source.and_then(|source| source.as_str().map(str::to_owned)))
        .bind(decided.account.clone())
        .bind(row.payment_method.clone())
        .bind(row.reference.clone())
        .bind(row.description.clone())
        .bind(row.notes.clone())
        .bind(&row.source_ref)
        .execute(&mut **transaction)
        .await
        .map(drop)
}
