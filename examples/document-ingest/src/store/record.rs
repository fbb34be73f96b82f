//! One record as rows. The statements are those of both databases.

use ntro_workflow::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Commit, CommitKey, Store, StoreError};
use crate::model::{IngestedDocument, Invoice};

const SELECT: &str = "SELECT source, document_ref, payload, confidence, corrections_applied, record_id \
                      FROM ingested_documents WHERE workflow_id = $1 AND original_run_id = $2";
const INSERT: &str = "INSERT INTO ingested_documents (workflow_id, original_run_id, record_id, tenant_slug, \
                      entity_slug, period, source, schema_slug, document_ref, issuer, invoice_number, \
                      invoice_date, currency, total, confidence, corrections_applied, payload, committed_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
                      ON CONFLICT DO NOTHING";
const INSERT_LINE: &str = "INSERT INTO ingested_lines (workflow_id, original_run_id, position, line_item_id, \
                           description, quantity, unit_price, amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The record of a run, if it is there.
pub(super) async fn find(
    store: &Store,
    connection: &mut AnyConnection,
    key: &CommitKey,
) -> Result<Option<IngestedDocument>, StoreError> {
    let query = sqlx::query(SELECT).bind(&key.workflow_id).bind(&key.original_run_id);
    let row = query.fetch_optional(connection).await;
    let row = row.map_err(|source| store.records.failed("look for a record", source))?;
    let damaged = |reason| StoreError::Damaged {
        database: store.database().to_string(),
        record_id: key.record_id(),
        reason,
    };
    row.map(|row| read(&row).map_err(damaged)).transpose()
}

/// The record in a row of [`SELECT`].
fn read(row: &AnyRow) -> Result<IngestedDocument, String> {
    let text = |column: &str| row.try_get::<String, _>(column).map_err(|error| error.to_string());
    let corrections: i64 = row.try_get("corrections_applied").map_err(|error| error.to_string())?;
    Ok(IngestedDocument {
        source: text("source")?,
        document_ref: text("document_ref")?,
        extracted_payload: serde_json::from_str(&text("payload")?).map_err(|error| error.to_string())?,
        confidence: row.try_get("confidence").map_err(|error| error.to_string())?,
        corrections_applied: u32::try_from(corrections).map_err(|error| error.to_string())?,
        record_id: text("record_id")?,
    })
}

/// Writes the record and its lines; `false` if the run has one already. Whoever comes second waits here for the first.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    key: &CommitKey,
    commit: &Commit,
    invoice: &Invoice,
) -> Result<bool, sqlx::Error> {
    let payload =
        serde_json::to_string(&commit.extracted).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let written = sqlx::query(INSERT)
        .bind(&key.workflow_id)
        .bind(&key.original_run_id)
        .bind(key.record_id())
        .bind(&commit.context.tenant_slug)
        .bind(&commit.context.entity_slug)
        .bind(commit.context.period.to_string())
        .bind(&commit.context.source)
        .bind(&commit.context.schema_slug)
        .bind(&commit.submission.document_ref)
        .bind(&invoice.issuer)
        .bind(&invoice.number)
        .bind(invoice.date.to_string())
        .bind(&invoice.currency)
        .bind(invoice.total.to_string())
        .bind(commit.extracted.confidence())
        .bind(i64::from(commit.corrections_applied))
        .bind(payload)
        .bind(Timestamp::now().to_string())
        .execute(&mut *connection)
        .await?;
    let is_first = written.rows_affected() > 0;
    if is_first {
        insert_lines(connection, key, commit).await?;
    }
    Ok(is_first)
}

/// Writes the lines of a record.
async fn insert_lines(
    connection: &mut AnyConnection,
    key: &CommitKey,
    commit: &Commit,
) -> Result<(), sqlx::Error> {
    for (position, line) in (1_i64..).zip(&commit.extracted.line_items) {
        sqlx::query(INSERT_LINE)
            .bind(&key.workflow_id)
            .bind(&key.original_run_id)
            .bind(position)
            .bind(&line.id)
            .bind(&line.description)
            .bind(line.quantity.map(|amount| amount.to_string()))
            .bind(line.unit_price.map(|amount| amount.to_string()))
            .bind(line.amount.map(|amount| amount.to_string()))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
