//! Months and journals as rows. The statements are those of both databases.

use document_ingest::store::CommitKey;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Month, State};
use crate::model::{ClosedMonth, Journal, JournalLine, Owner, SourceTotal};

const OPEN: &str = "INSERT INTO periods (tenant_slug, entity_slug, period, state, opened_at) \
                    VALUES ($1, $2, $3, 'open', $4) ON CONFLICT DO NOTHING";
/// Changes nothing, and holds whoever else is about to close the same month until the transaction ends.
const LOCK: &str =
    "UPDATE periods SET state = state WHERE tenant_slug = $1 AND entity_slug = $2 AND period = $3";
const STATE: &str = "SELECT state, journal_reference FROM periods \
                     WHERE tenant_slug = $1 AND entity_slug = $2 AND period = $3";
const CLOSE: &str = "UPDATE periods SET state = 'closed', journal_reference = $4, closed_at = $5 \
                     WHERE tenant_slug = $1 AND entity_slug = $2 AND period = $3";
const FIND: &str = "SELECT journal_reference, entity_slug, period, currency FROM journals \
                    WHERE workflow_id = $1 AND original_run_id = $2";
const LINES: &str = "SELECT line_id, source, account, description, debit, credit FROM journal_lines \
                     WHERE journal_reference = $1 ORDER BY position";
const INSERT: &str = "INSERT INTO journals (workflow_id, original_run_id, journal_reference, tenant_slug, \
                      entity_slug, period, currency, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const INSERT_LINE: &str = "INSERT INTO journal_lines (journal_reference, position, line_id, source, account, \
                           description, debit, credit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A posted journal, as it stands in the tables.
pub(super) struct Row {
    pub(super) journal_reference: String,
    entity_slug: String,
    period: String,
    currency: String,
    /// Id, source, account, description, debit, credit.
    lines: Vec<[String; 6]>,
}

impl Row {
    /// The month that it closed, or what is wrong with it.
    pub(super) fn read(self) -> Result<ClosedMonth, String> {
        let lines: Result<Vec<_>, String> = self.lines.into_iter().map(line).collect();
        Ok(ClosedMonth {
            period: self.period.parse().map_err(told)?,
            entity_slug: self.entity_slug,
            journal_reference: self.journal_reference,
            currency: self.currency.parse().map_err(told)?,
            totals: SourceTotal::of(&lines?),
        })
    }
}

fn line([id, source, account, description, debit, credit]: [String; 6]) -> Result<JournalLine, String> {
    let (debit, credit) = (debit.parse().map_err(told)?, credit.parse().map_err(told)?);
    Ok(JournalLine { id, source, account, description, debit, credit })
}

fn told(error: impl ToString) -> String {
    error.to_string()
}

/// Opens the month if nobody has, keeps it for this transaction, and says what becomes of it.
pub(super) async fn lock(
    connection: &mut AnyConnection,
    month: &Month,
    now: &str,
) -> Result<State, sqlx::Error> {
    let Month { owner: Owner { tenant_slug, entity_slug }, period } = month;
    let period = period.to_string();
    let open = sqlx::query(OPEN).bind(tenant_slug).bind(entity_slug).bind(&period).bind(now);
    open.execute(&mut *connection).await?;
    let lock = sqlx::query(LOCK).bind(tenant_slug).bind(entity_slug).bind(&period);
    lock.execute(&mut *connection).await?;
    state(connection, month).await
}

/// What becomes of a month.
pub(super) async fn state(connection: &mut AnyConnection, month: &Month) -> Result<State, sqlx::Error> {
    let query = sqlx::query(STATE).bind(&month.owner.tenant_slug).bind(&month.owner.entity_slug);
    let row = query.bind(month.period.to_string()).fetch_optional(connection).await?;
    let Some(row) = row else { return Ok(State::Unknown) };
    let journal_reference: Option<String> = row.try_get("journal_reference")?;
    Ok(journal_reference.map_or(State::Open, |journal_reference| State::Closed { journal_reference }))
}

/// The journal of a run, if it is there.
pub(super) async fn find(
    connection: &mut AnyConnection,
    key: &CommitKey,
) -> Result<Option<Row>, sqlx::Error> {
    let query = sqlx::query(FIND).bind(&key.workflow_id).bind(&key.original_run_id);
    let Some(row) = query.fetch_optional(&mut *connection).await? else { return Ok(None) };
    let journal_reference: String = row.try_get("journal_reference")?;
    let lines = sqlx::query(LINES).bind(&journal_reference).fetch_all(connection).await?;
    Ok(Some(Row {
        journal_reference,
        entity_slug: row.try_get("entity_slug")?,
        period: row.try_get("period")?,
        currency: row.try_get("currency")?,
        lines: lines.iter().map(columns).collect::<Result<_, _>>()?,
    }))
}

fn columns(row: &AnyRow) -> Result<[String; 6], sqlx::Error> {
    let text = |index: usize| row.try_get::<String, _>(index);
    Ok([text(0)?, text(1)?, text(2)?, text(3)?, text(4)?, text(5)?])
}

/// Writes the journal and closes its month.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    key: &CommitKey,
    month: &Month,
    journal: &Journal,
    reference: &str,
    now: &str,
) -> Result<(), sqlx::Error> {
    let Month { owner: Owner { tenant_slug, entity_slug }, period } = month;
    let period = period.to_string();
    sqlx::query(INSERT)
        .bind(&key.workflow_id)
        .bind(&key.original_run_id)
        .bind(reference)
        .bind(tenant_slug)
        .bind(entity_slug)
        .bind(&period)
        .bind(journal.currency.as_str())
        .bind(now)
        .execute(&mut *connection)
        .await?;
    for (position, line) in (1_i64..).zip(&journal.lines) {
        insert_line(connection, reference, position, line).await?;
    }
    let close = sqlx::query(CLOSE).bind(tenant_slug).bind(entity_slug).bind(&period);
    close.bind(reference).bind(now).execute(connection).await.map(drop)
}

async fn insert_line(
    connection: &mut AnyConnection,
    reference: &str,
    position: i64,
    line: &JournalLine,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(INSERT_LINE)
        .bind(reference)
        .bind(position)
        .bind(&line.id)
        .bind(&line.source)
        .bind(&line.account)
        .bind(&line.description)
        .bind(line.debit.to_string())
        .bind(line.credit.to_string());
    query.execute(connection).await.map(drop)
}
