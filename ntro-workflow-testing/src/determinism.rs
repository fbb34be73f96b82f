//! Every scenario is a determinism test: its histories are replayed on the same code.

use ntro_workflow::worker::{History, Registry, ReplayFailure, Replayer};
use tokio::sync::{Mutex, oneshot};

use crate::failure::Wrong;
use crate::outcome::Played;
use crate::watch::label_of;

type Verdict = Result<(), ReplayFailure>;

/// Replays the histories of one registry. A batch costs little more than one history, so what comes while
/// a batch is replayed waits for the next.
pub(crate) struct Determinism {
    replayer: Replayer,
    waiting: std::sync::Mutex<Vec<(History, oneshot::Sender<Verdict>)>>,
    turn: Mutex<()>,
}

impl Determinism {
    pub(crate) fn new(registry: &Registry) -> Result<Self, Wrong> {
        let replayer = registry.replayer().map_err(|error| Wrong::Worker(error.to_string()))?;
        Ok(Self { replayer, waiting: std::sync::Mutex::default(), turn: Mutex::default() })
    }

    /// Replays what was played, the runs of other workers excepted.
    ///
    /// # Errors
    /// [`Wrong::NotDeterministic`], with run and step.
    pub(crate) async fn check(&self, played: &Played) -> Result<(), Wrong> {
        let histories = played.runs.iter().filter_map(|run| run.history.clone());
        let verdicts: Vec<_> =
            histories.map(|history| (history.workflow_id().to_owned(), self.hand_in(history))).collect();
        self.replay().await;
        for (workflow_id, verdict) in verdicts {
            match verdict.await {
                Ok(Ok(()) | Err(ReplayFailure::NotRegistered { .. })) => {}
                Ok(Err(failure)) => {
                    return Err(Wrong::NotDeterministic(format!("{}: {failure}", label_of(&workflow_id))));
                }
                Err(_) => return Err(Wrong::NotDeterministic("its replay was given up".to_owned())),
            }
        }
        Ok(())
    }

    fn hand_in(&self, history: History) -> oneshot::Receiver<Verdict> {
        let (tell, verdict) = oneshot::channel();
        self.waiting().push((history, tell));
        verdict
    }

    /// Replays whatever waits, after the batch that is being replayed.
    async fn replay(&self) {
        let _turn = self.turn.lock().await;
        let (histories, tell): (Vec<_>, Vec<_>) = std::mem::take(&mut *self.waiting()).into_iter().unzip();
        if histories.is_empty() {
            // Somebody else took them along.
            return;
        }
        for (tell, verdict) in tell.into_iter().zip(self.replayer.replay(histories).await) {
            // An error means that nobody waits any more.
            let _ = tell.send(verdict);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<(History, oneshot::Sender<Verdict>)>> {
        // A list is as good after a panic as before it.
        self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
