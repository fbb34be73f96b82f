//! The books: which months are open, and the journals that closed the others.

mod error;
mod place;
mod record;

use document_ingest::store::CommitKey;
use ntro_workflow::Timestamp;
use sqlx::AnyPool;
use sqlx::migrate::Migrator;

use crate::model::{ClosedMonth, Journal, Owner, Period};
pub use error::BooksError;
pub use place::Place;

/// The tables, embedded in the program.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The books of all entities, in a file or a database that several workers may share.
#[derive(Debug, Clone)]
pub struct Books {
    pool: AnyPool,
    place: Place,
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
    /// [`BooksError::Open`] or [`BooksError::Migrate`].
    pub async fn open(place: Place) -> Result<Self, BooksError> {
        let pool = place.connect().await;
        let pool = pool.map_err(|source| BooksError::Open { place: place.to_string(), source })?;
        let migrated = MIGRATIONS.run(&pool).await;
        migrated.map_err(|source| BooksError::Migrate { place: place.to_string(), source })?;
        Ok(Self { pool, place })
    }

    /// Opens a month; opening it again changes nothing.
    ///
    /// # Errors
    /// [`BooksError::PeriodClosed`] when it was closed, [`BooksError::Failed`] when the database fails.
    pub async fn open_period(&self, month: &Month) -> Result<(), BooksError> {
        let mut transaction = self.begin().await?;
        let locked = record::lock(&mut transaction, month, &now()).await;
        let state = locked.map_err(|source| self.failed("open a month", source))?;
        transaction.commit().await.map_err(|source| self.failed("open a month", source))?;
        still_open(month, state)
    }

    /// Posts a journal for a run and closes its month, once: a second posting with the same key writes
    /// nothing and hands back what the first one closed, whatever it brings.
    ///
    /// # Errors
    /// [`BooksError::Unsound`] when the journal may not be posted, [`BooksError::PeriodClosed`] when
    /// another run has closed the month, [`BooksError::Failed`] when the database fails.
    pub async fn post(&self, key: &CommitKey, tenant: &str, journal: &Journal) -> Result<Posted, BooksError> {
        let owner = Owner { tenant_slug: tenant.to_owned(), entity_slug: journal.entity_slug.clone() };
        let month = Month { owner, period: journal.period };
        let mut transaction = self.begin().await?;
        let locked = record::lock(&mut transaction, &month, &now()).await;
        let state = locked.map_err(|source| self.failed("lock a month", source))?;
        let posted = record::find(&mut transaction, key).await;
        if let Some(before) = posted.map_err(|source| self.failed("look for a journal", source))? {
            return self.closed(before).map(Posted::Before);
        }
        still_open(&month, state)?;
        journal.check()?;
        let reference = reference(key, journal.period);
        let written = record::insert(&mut transaction, key, &month, journal, &reference, &now()).await;
        written.map_err(|source| self.failed("write a journal", source))?;
        transaction.commit().await.map_err(|source| self.failed("end a posting", source))?;
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
    /// [`BooksError::Failed`] when the database fails.
    pub async fn state(&self, month: &Month) -> Result<State, BooksError> {
        let connection = self.pool.acquire().await;
        let mut connection = connection.map_err(|source| self.failed("connect", source))?;
        let state = record::state(&mut connection, month).await;
        state.map_err(|source| self.failed("look for a month", source))
    }

    /// How many journals there are.
    ///
    /// # Errors
    /// [`BooksError::Failed`] when the database fails.
    pub async fn journals(&self) -> Result<u64, BooksError> {
        let count = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM journals").fetch_one(&self.pool).await;
        count.map(i64::unsigned_abs).map_err(|source| self.failed("count its journals", source))
    }

    /// Where they are.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.pool.close().await;
    }

    async fn begin(&self) -> Result<sqlx::Transaction<'static, sqlx::Any>, BooksError> {
        let begun = self.pool.begin_with(self.place.begin()).await;
        begun.map_err(|source| self.failed("begin", source))
    }

    /// A row of the books as the month that it closed.
    fn closed(&self, row: record::Row) -> Result<ClosedMonth, BooksError> {
        let reference = row.journal_reference.clone();
        row.read().map_err(|reason| BooksError::Damaged { place: self.place.to_string(), reference, reason })
    }

    fn failed(&self, action: &'static str, source: sqlx::Error) -> BooksError {
        BooksError::Failed { place: self.place.to_string(), action, source }
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
