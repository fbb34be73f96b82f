//! Following a run: its breadcrumb, and a decision for each of its gates.

use std::error::Error;
use std::time::Duration;

use document_ingest::runbook::DocumentIngest;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{PendingAction, PendingKind};
use ntro_workflow::worker::{ClientError, RunHandle};

use crate::command::Decide;
use crate::console::breadcrumb::Breadcrumb;
use crate::console::review::Review;
use crate::console::{self, Drawing};
use crate::session::Ending;

/// How often the breadcrumb is asked for.
const REFRESH: Duration = Duration::from_millis(150);

/// What follows a run.
pub(crate) struct Follower<'a> {
    run: &'a RunHandle<DocumentIngest>,
    decide: Option<Decide>,
    breadcrumb: Breadcrumb,
    review: Option<Review>,
}

impl<'a> Follower<'a> {
    pub(crate) fn new(run: &'a RunHandle<DocumentIngest>, decide: Option<Decide>) -> Self {
        Self { run, decide, breadcrumb: Breadcrumb::new(Drawing::of_output()), review: None }
    }

    /// Until the run has closed, or cannot be followed any further.
    pub(crate) async fn to_the_end(mut self) -> Result<Ending, Box<dyn Error>> {
        let run = self.run;
        let result = tokio::select! {
            // A result that is there goes before one more question.
            biased;
            result = run.result() => result,
            stuck = self.attend() => return stuck,
        };
        self.breadcrumb.draw(&run.steps().await?);
        Ok(Ending::of(result))
    }

    /// Draws and answers, for as long as it can.
    async fn attend(&mut self) -> Result<Ending, Box<dyn Error>> {
        loop {
            let state = self.run.ui_state().await?;
            self.breadcrumb.draw(&state.steps);
            let mut pending = state.pending_actions.into_iter();
            if let Some(gate) = pending.find(|pending| pending.kind == PendingKind::InteractiveReview) {
                self.breadcrumb.pause();
                if let Some(ending) = self.answer(&gate).await? {
                    return Ok(ending);
                }
            }
            tokio::time::sleep(REFRESH).await;
        }
    }

    /// One decision. One that is refused is asked for again; where nobody can be asked, it is the end.
    async fn answer(&mut self, gate: &PendingAction) -> Result<Option<Ending>, Box<dyn Error>> {
        let (message, asked) = match self.decide.take() {
            Some(decide) => (UserActionMessage::from(decide), false),
            None => (self.ask(gate).await?, true),
        };
        match self.run.act(message.at(&address(gate)).actor(console::user())).await {
            Ok(_) => Ok(None),
            Err(ClientError::Refused(refusal)) if asked => {
                console::say(&format!("Refused: {}", refusal.message));
                Ok(None)
            }
            Err(ClientError::Refused(refusal)) => Ok(Some(Ending::Failed(format!(
                "the decision was refused, and nothing was committed: {}",
                refusal.message
            )))),
            // It has closed: its result is on its way.
            Err(ClientError::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Asks the person. What was corrected before a refusal is still there.
    async fn ask(&mut self, gate: &PendingAction) -> Result<UserActionMessage, Box<dyn Error>> {
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
