//! Batches: opened once, decided once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::{Any, Transaction};

use super::{Ledger, LedgerError, SheetKey, expenses};
use crate::model::{CommitResult, Decided};

/// Which batch of which run: the same for every attempt and every replay of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BatchKey {
    /// The id of the workflow: the inbox.
    pub task_id: String,
    /// The id of its original run, which survives a reset.
    pub original_run_id: String,
    /// The how-manieth batch of that run.
    pub number: u32,
}

/// What a person has said to a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Its rows go to the general ledger, but for those that were rejected one by one.
    Approved,
    /// None of its rows does.
    Rejected,
}

/// What is committed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commit {
    /// The inbox.
    pub task_id: String,
    /// The tenant.
    pub tenant_slug: String,
    /// The entity that the expenses are of.
    pub entity_slug: String,
    /// The batch.
    pub batch: u32,
    /// What was said to it.
    pub verdict: Verdict,
    /// Who said it, as the message has it.
    pub actor: Option<String>,
    /// What else was said.
    pub comments: Option<String>,
    /// How many cells were changed.
    pub corrections_applied: u32,
    /// The sheets that the rows came from: content and name.
    pub sheets: Vec<(SheetKey, String)>,
    /// The rows.
    pub rows: Vec<Decided>,
}

/// How often somebody else may be faster to take the next number.
const RACES: u32 = 20;

const OPEN: &str = "INSERT INTO batches (task_id, batch, opened_by) \
                    SELECT $1, COALESCE(MAX(batch), 0) + 1, $2 FROM batches WHERE task_id = $1 \
                    ON CONFLICT DO NOTHING";
const NUMBER: &str = "SELECT batch FROM batches WHERE task_id = $1 AND opened_by = $2";
const DECIDE: &str = "UPDATE batches SET decision = $3, actor = $4, comments = $5, corrections_applied = $6 \
                      WHERE task_id = $1 AND batch = $2 AND decision IS NULL";
const CORRECTIONS: &str = "SELECT corrections_applied FROM batches WHERE task_id = $1 AND batch = $2";
const SHEET: &str = "INSERT INTO batch_sheets (task_id, batch, tenant_slug, entity_slug, digest, name) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const COUNT: &str = "SELECT status, COUNT(*) FROM expenses WHERE task_id = $1 AND batch = $2 GROUP BY status";

impl Verdict {
    fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

impl Ledger {
    /// The number of a batch among those of its inbox, from 1. Asking again gives the same one.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails.
    pub async fn open_batch(&self, key: &BatchKey) -> Result<u32, LedgerError> {
        let opened_by = format!("{}/{}", key.original_run_id, key.number);
        let failed = |source| self.failed("open a batch", source);
        for _ in 0..RACES {
            let number = sqlx::query_scalar::<_, i64>(NUMBER).bind(&key.task_id).bind(&opened_by);
            if let Some(number) = number.fetch_optional(self.records.pool()).await.map_err(failed)? {
                return u32::try_from(number).map_err(|error| self.damaged("a batch", error));
            }
            let open = sqlx::query(OPEN).bind(&key.task_id).bind(&opened_by);
            open.execute(self.records.pool()).await.map_err(failed)?;
        }
        Err(failed(sqlx::Error::RowNotFound))
    }

    /// Writes a batch that was decided, once: a second commit of it writes nothing and gives what the first one
    /// wrote, whatever it brings.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails, [`LedgerError::Damaged`] when there is no such batch.
    pub async fn commit(&self, commit: &Commit) -> Result<CommitResult, LedgerError> {
        let action = "write a batch";
        let mut transaction = self.records.begin(action).await?;
        let failed = |source| self.failed(action, source);
        if decide(&mut transaction, commit).await.map_err(failed)? {
            write(&mut transaction, commit).await.map_err(failed)?;
        }
        let corrections = sqlx::query_scalar::<_, i64>(CORRECTIONS);
        let corrections = corrections.bind(&commit.task_id).bind(i64::from(commit.batch));
        let corrections = corrections.fetch_optional(&mut *transaction).await.map_err(failed)?;
        let written = sqlx::query_as::<_, (String, i64)>(COUNT);
        let written = written.bind(&commit.task_id).bind(i64::from(commit.batch));
        let written = written.fetch_all(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        let corrections = corrections.ok_or_else(|| {
            self.damaged(format!("batch {} of {}", commit.batch, commit.task_id), "it is not there")
        })?;
        let of = |statuses: &[&str]| {
            let counts = written.iter().filter(|(status, _)| statuses.contains(&status.as_str()));
            u32::try_from(counts.map(|(_, count)| *count).sum::<i64>()).unwrap_or(u32::MAX)
        };
        Ok(CommitResult {
            batch: commit.batch,
            approved: of(&["APPROVED", "POSTED"]),
            rejected: of(&["REJECTED"]),
            corrections_applied: u32::try_from(corrections).unwrap_or(u32::MAX),
        })
    }
}

/// Notes the decision; `false` if there is one already. Whoever comes second waits here for the first.
async fn decide(transaction: &mut Transaction<'_, Any>, commit: &Commit) -> Result<bool, sqlx::Error> {
    let noted = sqlx::query(DECIDE)
        .bind(&commit.task_id)
        .bind(i64::from(commit.batch))
        .bind(commit.verdict.as_str())
        .bind(commit.actor.clone())
        .bind(commit.comments.clone())
        .bind(i64::from(commit.corrections_applied))
        .execute(&mut **transaction)
        .await?;
    Ok(noted.rows_affected() > 0)
}

async fn write(transaction: &mut Transaction<'_, Any>, commit: &Commit) -> Result<(), sqlx::Error> {
    for (sheet, name) in &commit.sheets {
        sqlx::query(SHEET)
            .bind(&commit.task_id)
            .bind(i64::from(commit.batch))
            .bind(&sheet.tenant_slug)
            .bind(&sheet.entity_slug)
            .bind(&sheet.digest)
            .bind(name)
            .execute(&mut **transaction)
            .await?;
    }
    for decided in &commit.rows {
        expenses::insert(transaction, commit, decided).await?;
    }
    Ok(())
}
