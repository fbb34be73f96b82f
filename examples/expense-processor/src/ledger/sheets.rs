//! The rows of sheets, until their batch is reviewed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ledger, LedgerError};
use crate::sheet::Found;

/// A sheet of an entity, by its content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct SheetKey {
    /// The tenant.
    pub tenant_slug: String,
    /// The entity that the expenses are of.
    pub entity_slug: String,
    /// What is in it, as a hash.
    pub digest: String,
}

const KEEP: &str = "INSERT INTO sheets (tenant_slug, entity_slug, digest, found) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT found FROM sheets WHERE tenant_slug = $1 AND entity_slug = $2 AND digest = $3";
const APPROVED: &str = "SELECT s.name, s.task_id, s.batch FROM batch_sheets s \
                        JOIN batches b ON b.task_id = s.task_id AND b.batch = s.batch \
                        WHERE s.tenant_slug = $1 AND s.entity_slug = $2 AND s.digest = $3 \
                        AND b.decision = 'approved'";

impl Ledger {
    /// Keeps what was read of a sheet. The same content is kept once.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails.
    pub async fn keep_sheet(&self, key: &SheetKey, found: &str) -> Result<(), LedgerError> {
        let query = sqlx::query(KEEP).bind(&key.tenant_slug).bind(&key.entity_slug).bind(&key.digest);
        let kept = query.bind(found).execute(self.records.pool()).await;
        kept.map(drop).map_err(|source| self.failed("keep a sheet", source))
    }

    /// What was read of a sheet.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] when it is not there or cannot be read, [`LedgerError::Database`] when the
    /// database fails.
    pub async fn sheet(&self, key: &SheetKey) -> Result<Vec<Found>, LedgerError> {
        let query = sqlx::query_scalar::<_, String>(FIND);
        let query = query.bind(&key.tenant_slug).bind(&key.entity_slug).bind(&key.digest);
        let found = query.fetch_optional(self.records.pool()).await;
        let found = found.map_err(|source| self.failed("find a sheet", source))?;
        let damaged = |reason: String| self.damaged(format!("the sheet {}", key.digest), reason);
        let found = found.ok_or_else(|| damaged("it is not there".into()))?;
        serde_json::from_str(&found).map_err(|error| damaged(error.to_string()))
    }

    /// Where a sheet with the same content was approved, in words; `None` if it never was.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database fails.
    pub async fn approved_sheet(&self, key: &SheetKey) -> Result<Option<String>, LedgerError> {
        let query = sqlx::query_as::<_, (String, String, i64)>(APPROVED);
        let query = query.bind(&key.tenant_slug).bind(&key.entity_slug).bind(&key.digest);
        let mut found = query
            .fetch_all(self.records.pool())
            .await
            .map_err(|source| self.failed("look for a sheet", source))?;
        found.sort();
        Ok(found.first().map(|(name, task, batch)| format!("{name}, batch {batch} of {task}")))
    }
}
