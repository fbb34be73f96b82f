//! Recorded histories, replayed on the code as it is now: without a server, and without any activity.

mod batch;
mod calls;
mod deed;
mod failure;
mod files;
mod history;
mod parting;
mod protojson;
mod words;

use tokio::sync::oneshot;

use crate::worker::registry::RunbookEntry;

pub use failure::{Parting, ReplayFailure};
pub use files::ReplayedFile;
pub use history::{History, HistoryError};

/// Replays histories on the runbooks of a registry. Made by
/// [`Registry::replayer`](crate::worker::Registry::replayer).
#[derive(Clone)]
pub struct Replayer {
    pub(super) runbooks: Vec<RunbookEntry>,
}

type Outcome = Result<(), ReplayFailure>;

impl Replayer {
    /// Replays histories, all in one batch, and says of each, in the order given, whether the code would do
    /// again what the run did. It needs no server and calls no activity.
    ///
    /// It has a thread of its own, so that it may be awaited in any runtime.
    ///
    /// ```
    /// # async fn example(replayer: ntro_workflow::worker::Replayer) -> Result<(), Box<dyn std::error::Error>> {
    /// use ntro_workflow::worker::History;
    ///
    /// let history = History::from_json(&std::fs::read("tests/histories/month-end/approved.json")?)?;
    /// for outcome in replayer.replay(vec![history]).await {
    ///     outcome?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn replay(&self, histories: Vec<History>) -> Vec<Outcome> {
        let count = histories.len();
        let (done, outcomes) = oneshot::channel();
        let replayer = self.clone();
        let thread = thread().spawn(move || {
            // An error means that nobody waits any more.
            let _ = done.send(batch::replay(&replayer.runbooks, &histories));
        });
        match thread {
            Ok(_) => outcomes.await.unwrap_or_else(|_| none(count, PANICKED)),
            Err(error) => none(count, &format!("there is no thread to be had: {error}; free some")),
        }
    }

    /// As [`Replayer::replay`], where nothing can be awaited: it blocks until all are replayed.
    ///
    /// ```
    /// # use ntro_workflow::worker::{History, Replayer};
    /// fn all_replay(replayer: &Replayer, histories: Vec<History>) -> bool {
    ///     replayer.replay_blocking(histories).iter().all(Result::is_ok)
    /// }
    /// ```
    #[must_use]
    pub fn replay_blocking(&self, histories: Vec<History>) -> Vec<Outcome> {
        let count = histories.len();
        let replayer = self.clone();
        match thread().spawn(move || batch::replay(&replayer.runbooks, &histories)) {
            Ok(thread) => thread.join().unwrap_or_else(|_| none(count, PANICKED)),
            Err(error) => none(count, &format!("there is no thread to be had: {error}; free some")),
        }
    }
}

const PANICKED: &str = "the SDK's replayer panicked";

fn thread() -> std::thread::Builder {
    std::thread::Builder::new().name("ntro-replay".into())
}

/// The answer for all, when there is none for any.
fn none(count: usize, message: &str) -> Vec<Outcome> {
    vec![Err(ReplayFailure::NotReplayed { message: message.to_owned() }); count]
}
