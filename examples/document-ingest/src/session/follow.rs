//! Following a run: its breadcrumb, and a decision for each of its gates.

use std::io;
use std::time::Duration;

use document_ingest::runbook::DocumentIngest;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{PendingAction, PendingKind};
use ntro_workflow::worker::{ClientError, RunHandle};

use crate::command::Decide;
use crate::console::breadcrumb::Breadcrumb;
use crate::console::review::Review;
use crate::console::{self, Drawing};
use crate::session::ending::{Ending, is_close};

/// How often the breadcrumb is asked for.
const REFRESH: Duration = Duration::from_millis(150);

/// How often in a row a run may not answer.
const MISSES: u32 = 5;

/// What follows a run.
pub(super) struct Follower<'a> {
    run: &'a RunHandle<DocumentIngest>,
    decide: Option<Decide>,
    breadcrumb: Breadcrumb,
    review: Option<Review>,
}

impl<'a> Follower<'a> {
    pub(super) fn new(run: &'a RunHandle<DocumentIngest>, decide: Option<Decide>) -> Self {
        Self { run, decide, breadcrumb: Breadcrumb::new(Drawing::of_output()), review: None }
    }

    /// Until the run has closed, in this way; the error is why it is given up before.
    pub(super) async fn until_closed(mut self) -> Result<Ending, Ending> {
        let run = self.run;
        let closed = tokio::select! {
            // A result that is there goes before one more question.
            biased;
            closed = run.result() => closed,
            given_up = self.attend() => return Err(given_up),
        };
        match closed {
            Err(error) if !is_close(&error) => Err(Ending::Failed(format!("the run was lost: {error}"))),
            closed => {
                // Only the last drawing is missing without it.
                if let Ok(steps) = run.steps().await {
                    self.breadcrumb.draw(&steps);
                }
                Ok(Ending::of(closed))
            }
        }
    }

    /// Draws and answers, for as long as it can.
    async fn attend(&mut self) -> Ending {
        let mut misses = 0;
        loop {
            match self.look().await {
                Ok(None) => misses = 0,
                Ok(Some(given_up)) => return given_up,
                // A server or a worker that is busy; what is lost for good is told by the result.
                Err(ClientError::Server(_)) if misses < MISSES => misses += 1,
                Err(error) => return Ending::Failed(error.to_string()),
            }
            tokio::time::sleep(REFRESH).await;
        }
    }

    /// Draws what is, and answers what is asked.
    async fn look(&mut self) -> Result<Option<Ending>, ClientError> {
        let state = self.run.ui_state().await?;
        self.breadcrumb.draw(&state.steps);
        let mut pending = state.pending_actions.into_iter();
        match pending.find(|pending| pending.kind == PendingKind::InteractiveReview) {
            Some(gate) => {
                self.breadcrumb.pause();
                self.answer(&gate).await
            }
            None => Ok(None),
        }
    }

    /// One decision. One that is refused is asked for again; where nobody can be asked, it is the end.
    async fn answer(&mut self, gate: &PendingAction) -> Result<Option<Ending>, ClientError> {
        let (message, asked) = match self.decide.clone() {
            // With its id it may be sent again after a lost connection: it is applied once.
            Some(decide) => (UserActionMessage::from(decide).action_id("decide"), false),
            None => match self.ask(gate).await {
                Ok(message) => (message, true),
                Err(error) => return Ok(Some(Ending::Failed(error.to_string()))),
            },
        };
        match self.run.act(message.at(&address(gate)).actor(console::user())).await {
            // It has closed: its result is on its way.
            Ok(_) | Err(ClientError::NotFound(_)) => Ok(None),
            Err(ClientError::Refused(refusal)) if asked => {
                console::say(&format!("Refused: {}", refusal.message));
                Ok(None)
            }
            Err(ClientError::Refused(refusal)) => Ok(Some(Ending::Failed(format!(
                "the decision was refused, and nothing was committed: {}",
                refusal.message
            )))),
            Err(error) => Err(error),
        }
    }

    /// Asks the person. What was corrected before a refusal is still there.
    async fn ask(&mut self, gate: &PendingAction) -> io::Result<UserActionMessage> {
        let review = self.review.take().filter(|review| review.is_of(gate));
        let review = review.unwrap_or_else(|| Review::of(gate));
        let (review, message) = review.ask().await?;
        self.review = Some(review);
        Ok(message)
    }
}

fn address(pending: &PendingAction) -> Address {
    let address = Address::new(pending.gate_id.clone().unwrap_or_default());
    let address = pending.revision.into_iter().fold(address, Address::revision);
    pending.digest.iter().cloned().fold(address, Address::digest)
}
