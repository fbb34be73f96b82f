//! The general ledger, posted once.

use std::collections::BTreeSet;

use fund_values::Amount;
use sha2::{Digest, Sha256};
use sqlx::{Any, FromRow, Transaction};

use super::{Ledger, LedgerError};
use crate::model::{Gl, PostToGlResult};

const APPROVED: &str = "SELECT key, period, expense_date, account, currency, amount_gross, vat_amount FROM expenses \
                        WHERE task_id = $1 AND batch = $2 AND status = 'APPROVED'";
const POST: &str =
    "UPDATE expenses SET status = 'POSTED', posted_ref = $2 WHERE key = $1 AND status = 'APPROVED'";
const LINE: &str = "INSERT INTO journal_lines (key, journal, expense_key, period, booked_on, account, currency, \
                    amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const POSTED: &str =
    "SELECT posted_ref FROM expenses WHERE task_id = $1 AND batch = $2 AND status = 'POSTED'";

/// An approved expense, as far as it is posted.
#[derive(Debug, FromRow)]
struct Approved {
    key: String,
    period: Option<String>,
    expense_date: Option<String>,
    account: Option<String>,
    currency: Option<String>,
    amount_gross: Option<String>,
    vat_amount: Option<String>,
}

/// The lines of an expense in its journal.
struct Lines {
    journal: String,
    period: String,
    booked_on: String,
    currency: String,
    /// What they are, the account, and the debit.
    debits: Vec<(&'static str, String, Amount)>,
}

impl Ledger {
    /// Posts the approved rows of a batch, each once: what is posted already stays as it is.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails, [`LedgerError::Damaged`] when an approved row is not
    /// complete.
    pub async fn post(&self, task_id: &str, batch: u32, gl: &Gl) -> Result<PostToGlResult, LedgerError> {
        let action = "post a batch";
        let mut transaction = self.records.begin(action).await?;
        let failed = |source| self.failed(action, source);
        let approved = sqlx::query_as::<_, Approved>(APPROVED).bind(task_id).bind(i64::from(batch));
        for expense in approved.fetch_all(&mut *transaction).await.map_err(failed)? {
            let lines = expense.lines(task_id, batch, gl);
            let lines = lines.ok_or_else(|| self.damaged(&expense.key, "an approved row is not complete"))?;
            post(&mut transaction, &expense.key, &lines).await.map_err(failed)?;
        }
        let posted = sqlx::query_scalar::<_, String>(POSTED).bind(task_id).bind(i64::from(batch));
        let posted = posted.fetch_all(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        let count = u32::try_from(posted.len()).unwrap_or(u32::MAX);
        let references: BTreeSet<String> = posted.into_iter().collect();
        let message = references.is_empty().then(|| "no row was approved".into());
        Ok(PostToGlResult { batch, posted: count, references: references.into_iter().collect(), message })
    }
}

/// Posts an expense, unless somebody has: who comes second waits for the first, and finds it posted.
async fn post(transaction: &mut Transaction<'_, Any>, key: &str, lines: &Lines) -> Result<(), sqlx::Error> {
    let posted = sqlx::query(POST).bind(key).bind(&lines.journal).execute(&mut **transaction).await?;
    if posted.rows_affected() == 0 {
        return Ok(());
    }
    for (what, account, amount) in &lines.debits {
        sqlx::query(LINE)
            .bind(format!("{key}:{what}"))
            .bind(&lines.journal)
            .bind(key)
            .bind(&lines.period)
            .bind(&lines.booked_on)
            .bind(account)
            .bind(&lines.currency)
            .bind(amount.to_string())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

impl Approved {
    fn lines(&self, task_id: &str, batch: u32, gl: &Gl) -> Option<Lines> {
        let gross: Amount = self.amount_gross.as_ref()?.parse().ok()?;
        let vat: Amount = self.vat_amount.as_ref().map_or(Ok(Amount::ZERO), |vat| vat.parse()).ok()?;
        let mut debits = vec![
            ("expense", self.account.clone()?, gross - vat),
            ("vat", gl.vat_account.clone(), vat),
            ("payable", gl.payables_account.clone(), Amount::ZERO - gross),
        ];
        debits.retain(|(.., amount)| !amount.is_zero());
        let period = self.period.clone()?;
        Some(Lines {
            journal: journal(task_id, batch, &period),
            booked_on: self.expense_date.clone()?,
            currency: self.currency.clone()?,
            period,
            debits,
        })
    }
}

/// The journal of a batch in a month: made of these alone, so that every attempt names the same one.
fn journal(task_id: &str, batch: u32, period: &str) -> String {
    let hash = Sha256::digest(task_id.as_bytes());
    let inbox: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("EXP-{period}-{inbox}-{batch}")
}
