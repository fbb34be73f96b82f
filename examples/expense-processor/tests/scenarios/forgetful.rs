//! Workers that do their work and are gone before they can say so.

use expense_processor::activities::{
    Brought, CategoriseRequest, ExpenseActivities, PostRequest, ReadRequest, SummaryRequest,
};
use expense_processor::ledger::Commit;
use expense_processor::model::{CommitResult, ExpenseBatch, ExpensePeriodResult, PostToGlResult};
use ntro_workflow::prelude::*;

/// The real activities; the first two attempts of each are lost.
pub(crate) struct Forgetful(pub(crate) ExpenseActivities);

fn unsaid<T>(ctx: &ActivityCtx, done: T) -> Result<T, ActivityError> {
    match ctx.info().attempt {
        0..=2 => Err(ActivityError::retryable("WorkerLost", "it was done, and nobody was told")),
        _ => Ok(done),
    }
}

#[ntro_activities(prefix = "expense_processor")]
impl Forgetful {
    #[activity]
    async fn read_sheet(&self, ctx: &ActivityCtx, request: ReadRequest) -> Result<Brought, ActivityError> {
        unsaid(ctx, self.0.read_sheet(ctx, request).await?)
    }

    #[activity]
    async fn categorise(
        &self,
        ctx: &ActivityCtx,
        request: CategoriseRequest,
    ) -> Result<ExpenseBatch, ActivityError> {
        unsaid(ctx, self.0.categorise(ctx, request).await?)
    }

    #[activity]
    async fn commit_batch(&self, ctx: &ActivityCtx, commit: Commit) -> Result<CommitResult, ActivityError> {
        unsaid(ctx, self.0.commit_batch(ctx, commit).await?)
    }

    #[activity]
    async fn post_to_gl(
        &self,
        ctx: &ActivityCtx,
        request: PostRequest,
    ) -> Result<PostToGlResult, ActivityError> {
        unsaid(ctx, self.0.post_to_gl(ctx, request).await?)
    }

    #[activity]
    async fn summarise(
        &self,
        ctx: &ActivityCtx,
        request: SummaryRequest,
    ) -> Result<ExpensePeriodResult, ActivityError> {
        self.0.summarise(ctx, request).await
    }
}
