//! Answers reviews by a decision that was made before.

use std::time::Duration;

use expense_processor::model::{ExpenseBatch, RowStatus};
use expense_processor::runbook::ExpenseProcessor;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{PendingAction, PendingKind, RowAction};
use ntro_workflow::worker::{ClientError, RunHandle};

use crate::command::Decide;

/// How often the run is looked at.
const REFRESH: Duration = Duration::from_millis(150);

/// Who the answers say they come from.
const ACTOR: &str = "command line";

/// Answers each review that opens, for as long as the run is open; resolves with a sentence when an answer is
/// refused. Without a decision it leaves them to others.
pub(super) async fn decide(run: &RunHandle<ExpenseProcessor>, decide: Option<&Decide>) -> String {
    let Some(decide) = decide else { return std::future::pending().await };
    loop {
        // A run that does not answer is busy, or has closed: its follower will tell.
        let pending = run.pending_action().await.ok().flatten();
        let review = pending.filter(|pending| pending.kind == PendingKind::InteractiveReview);
        if let Some(message) = review.as_ref().and_then(|review| next(review, decide)) {
            match run.act(message).await {
                Err(ClientError::Refused(refusal)) => {
                    return format!("the decision was refused: {}", refusal.message);
                }
                Ok(_) | Err(_) => continue,
            }
        }
        tokio::time::sleep(REFRESH).await;
    }
}

/// What is to be said next: rows are rejected one by one, then the batch is decided.
fn next(review: &PendingAction, decide: &Decide) -> Option<UserActionMessage> {
    let batch: ExpenseBatch = serde_json::from_value(review.payload.clone()?).ok()?;
    let address = Address::new(review.gate_id.clone()?).revision(review.revision?);
    let rejected = batch
        .rows
        .iter()
        .find(|row| row.status != RowStatus::Rejected && decide.reject_rows.contains(&row.id));
    let message = match rejected {
        Some(row) => UserActionMessage::row(RowAction::reject_row(&row.id)),
        None => decide.answer(&batch.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()),
    };
    Some(message.at(&address).actor(ACTOR))
}
