//! The books: which months are open, and the journals that closed the others.

mod error;
mod record;

use document_ingest::store::CommitKey;
use fund_database::{Database, Records, Tables};
use ntro_workflow::Timestamp;

use crate::model::{ClosedMonth, Journal, Owner, Period};
pub use error::BooksError;

/// The tables of the books.
static TABLES: Tables =
    Tables { what: "the books", schema: "nav_monthly", migrations: sqlx::migrate!("./migrations") };

/// The books of all entities, in a file or a database that several workers may share.
#[derive(Debug, Clone)]
pub struct Books {
    records: Records,
}

/// A month of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Whose month it is.
    pub owner: Owner,
    /// The month.
    pub period: Period,
}

/// What becomes of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has opened it.
    Unknown,
    /// It can be closed.
    Open,
    /// It was closed by this journal.
    Closed {
        /// The reference of the journal.
        journal_reference: String,
    },
}

/// Whether a posting wrote, or found its journal written already.
#[derive(Debug, Clone, PartialEq)]
pub enum Posted {
    /// This posting wrote the journal and closed the month.
    Now(ClosedMonth),
    /// An earlier posting of the same run did; nothing was written now.
    Before(ClosedMonth),
}

impl Posted {
    /// The closed month, whenever it was closed.
    #[must_use]
    pub fn into_month(self) -> ClosedMonth {
        match self {
            Self::Now(month) | Self::Before(month) => month,
        }
    }
}

impl Books {
    /// Opens the books, creating the tables where they are not there.
    ///
    /// # Errors
    /// [`BooksError::Database`].
    pub async fn open(database: Database) -> Result<Self, BooksError> {
        Ok(Self { records: Records::open(database, &TABLES).await? })
    }

    /// Opens a month; opening it again changes nothing.
    ///
    /// # Errors
    /// [`BooksError::PeriodClosed`] when it was closed, [`BooksError::Database`] when the database fails.
    pub async fn open_period(&self, month: &Month) -> Result<(), BooksError> {
        let action = "open a month";
        let failed = |source| self.records.failed(action, source);
        let mut transaction = self.records.begin(action).await?;
        let state = record::lock(&mut transaction, month, &now()).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        still_open(month, state)
    }

    /// Posts a journal for a run and closes its month, once: a second posting with the same key writes
    /// nothing and hands back what the first one closed, whatever it brings.
    ///
    /// # Errors
    /// [`BooksError::Unsound`] when the journal may not be posted, [`BooksError::PeriodClosed`] when
    /// another run has closed the month, [`BooksError::Database`] when the database fails.
    pub async fn post(&self, key: &CommitKey, tenant: &str, journal: &Journal) -> Result<Posted, BooksError> {
        let owner = Owner { tenant_slug: tenant.to_owned(), entity_slug: journal.entity_slug.clone() };
        let month = Month { owner, period: journal.period };
        let action = "post a journal";
        let failed = |source| self.records.failed(action, source);
        let mut transaction = self.records.begin(action).await?;
        let state = record::lock(&mut transaction, &month, &now()).await.map_err(failed)?;
        if let Some(before) = record::find(&mut transaction, key).await.map_err(failed)? {
            return self.closed(before).map(Posted::Before);
        }
        still_open(&month, state)?;
        journal.check()?;
        let reference = reference(key, journal.period);
        let written = record::insert(&mut transaction, key, &month, journal, &reference, &now()).await;
        written.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(Posted::Now(ClosedMonth {
            period: journal.period,
            entity_slug: month.owner.entity_slug,
            journal_reference: reference,
            currency: journal.currency.clone(),
            totals: journal.source_totals(),
        }))
    }

    /// What becomes of a month.
    ///
    /// # Errors
    /// [`BooksError::Database`] when the database fails.
    pub async fn state(&self, month: &Month) -> Result<State, BooksError> {
        let failed = |source| self.records.failed("look for a month", source);
        let mut connection = self.records.pool().acquire().await.map_err(failed)?;
        Ok(record::state(&mut connection, month).await.map_err(failed)?)
    }

    /// How many journals there are.
    ///
    /// # Errors
    /// [`BooksError::Database`] when the database fails.
    pub async fn journals(&self) -> Result<u64, BooksError> {
        let count = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM journals");
        let count = count.fetch_one(self.records.pool()).await;
        Ok(count
            .map(i64::unsigned_abs)
            .map_err(|source| self.records.failed("count its journals", source))?)
    }

    /// Where they are.
    #[must_use]
    pub fn database(&self) -> &Database {
        self.records.database()
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.records.close().await;
    }

    /// A row of the books as the month that it closed.
    fn closed(&self, row: record::Row) -> Result<ClosedMonth, BooksError> {
        let reference = row.journal_reference.clone();
        let database = self.database().to_string();
        row.read().map_err(|reason| BooksError::Damaged { database, reference, reason })
    }
}

fn still_open(month: &Month, state: State) -> Result<(), BooksError> {
    match state {
        State::Unknown | State::Open => Ok(()),
        State::Closed { journal_reference } => {
            let (entity, period) = (month.owner.entity_slug.clone(), month.period);
            Err(BooksError::PeriodClosed { entity, period, journal_reference })
        }
    }
}

/// The reference of the journal that a run posts: made of the run alone, so that every attempt names the
/// same one.
fn reference(key: &CommitKey, period: Period) -> String {
    let record = key.record_id();
    let run = record.strip_prefix("rec-").unwrap_or(&record);
    format!("JE-{period}-{run}")
}

fn now() -> String {
    Timestamp::now().to_string()
}
