//! Plays a part where its mocks are found.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::drive::Part;
use crate::failure::{Failure, Wrong};
use crate::mocks::{Mocks, Stages};
use crate::outcome::Played;
use crate::server::TestServer;

/// How long the server gets to say that it is the reason of an error.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Plays it to its end, with its mocks at hand, for as long as the server lives.
pub(crate) async fn staged(part: Part, server: &TestServer, stages: &Arc<Stages>) -> Result<Played, Failure> {
    let entered = Entered::new(stages, &part.workflow_id, &part.mocks);
    let played = tokio::select! {
        played = part.play() => played,
        last_words = server.ended() => Err(Wrong::ServerDied(last_words).into()),
    };
    drop(entered);
    blamed_on(server, played).await
}

/// A scenario's mocks are found as long as this lives.
struct Entered {
    stages: Arc<Stages>,
    workflow_id: String,
}

impl Entered {
    fn new(stages: &Arc<Stages>, workflow_id: &str, mocks: &Arc<Mocks>) -> Self {
        stages.enter(workflow_id, Arc::clone(mocks));
        Self { stages: Arc::clone(stages), workflow_id: workflow_id.to_owned() }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.stages.leave(&self.workflow_id);
    }
}

/// An error of the connection is the server's end, if that is what it came from.
async fn blamed_on(server: &TestServer, played: Result<Played, Failure>) -> Result<Played, Failure> {
    match played {
        Err(failure) if matches!(*failure.wrong, Wrong::Rpc(_)) => {
            match tokio::time::timeout(LAST_WORDS, server.ended()).await {
                Ok(last_words) => Err(Failure::new(Wrong::ServerDied(last_words), failure.trace)),
                Err(_) => Err(failure),
            }
        }
        played => played,
    }
}

/// An id that no other scenario on the server has. It has no colon, by which the ids of children start.
pub(crate) fn next_id(slug: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{slug}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
