//! What the runbook does to the world: opens months, makes journals by the chart of accounts, posts them.

use document_ingest::store::CommitKey;
use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Bill, ClosedMonth, Comparison, Currency, Journal, Owner, Period};
use crate::propose::{self, propose};
use crate::store::{Books, BooksError, Month, Posted};

/// The activities of `nav-monthly`, and the books they work on.
pub struct NavActivities {
    books: Books,
}

/// A month that is to be opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpenRequest {
    /// Whose month it is.
    #[serde(flatten)]
    pub owner: Owner,
    /// The month.
    pub period: Period,
}

/// What a journal is to be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProposeRequest {
    /// The entity.
    pub entity_slug: String,
    /// The month.
    pub period: Period,
    /// The currency of the books.
    pub currency: Currency,
    /// What is booked.
    pub bills: Vec<Bill>,
    /// What the reviewer sees beside it.
    pub comparison: Comparison,
}

/// What is to be posted, and for which run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PostRequest {
    /// The run.
    pub key: CommitKey,
    /// The tenant of the entity.
    pub tenant_slug: String,
    /// The reviewed journal.
    pub journal: Journal,
}

impl NavActivities {
    /// Activities that work on these books.
    #[must_use]
    pub fn new(books: Books) -> Self {
        Self { books }
    }
}

#[ntro_activities(prefix = "nav_monthly")]
impl NavActivities {
    /// Opens a month, and refuses one that was closed.
    #[activity]
    pub async fn open_period(&self, ctx: &ActivityCtx, request: OpenRequest) -> Result<(), ActivityError> {
        let OpenRequest { owner, period } = request;
        let month = Month { owner, period };
        ctx.alive(self.books.open_period(&month)).await.map_err(refused)
    }

    /// Makes the journal, by the chart of accounts as it is now: what is under review does not change
    /// with a later one.
    #[activity]
    pub async fn propose_journals(
        &self,
        _ctx: &ActivityCtx,
        request: ProposeRequest,
    ) -> Result<Journal, ActivityError> {
        let ProposeRequest { entity_slug, period, currency, bills, comparison } = request;
        let month = propose::Month { period, entity_slug: &entity_slug, currency: &currency };
        propose(month, &bills, comparison).map_err(|error| ActivityError::permanent(error.kind(), error))
    }

    /// Posts a reviewed journal and closes its month. Posting again for the same run gives the same
    /// journal and writes nothing.
    #[activity]
    pub async fn post_journal(
        &self,
        ctx: &ActivityCtx,
        request: PostRequest,
    ) -> Result<ClosedMonth, ActivityError> {
        let PostRequest { key, tenant_slug, journal } = request;
        let posted = ctx.alive(self.books.post(&key, &tenant_slug, &journal)).await;
        posted.map(Posted::into_month).map_err(refused)
    }
}

fn refused(error: BooksError) -> ActivityError {
    match error {
        BooksError::PeriodClosed { .. } => ActivityError::permanent("PeriodClosed", error),
        BooksError::Unsound(_) => ActivityError::permanent("UnsoundJournal", error),
        BooksError::Damaged { .. } => ActivityError::permanent("DamagedBooks", error),
        BooksError::Database(_) => ActivityError::retryable("BooksUnavailable", error),
    }
}
