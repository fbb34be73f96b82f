//! Passing time for runs that rest.

use std::time::Instant;

use jiff::SignedDuration;

use crate::drive::Drive;
use crate::failure::Wrong;
use crate::time::{FastForward, Forwarded};
use crate::trace::TraceEvent;
use crate::watch::TICK;

/// A timer fires when its time has come, and not just before.
const MARGIN: SignedDuration = SignedDuration::from_millis(1);

impl Drive {
    /// Passes time at the leaves of the tree: for every open run that has no open child.
    pub(super) async fn pass(&mut self, time: SignedDuration) -> Result<(), Wrong> {
        let open = (0..self.members.len()).filter(|member| self.members[*member].is_open());
        let leaves = open.filter(|member| !self.has_open_child(*member));
        let leaves: Vec<_> =
            leaves.map(|member| self.members[member].watch.run.workflow_id().to_owned()).collect();
        for leaf in leaves {
            // While one leaf went on, runs may have come and gone.
            let at = self.members.iter().position(|member| member.watch.run.workflow_id() == leaf);
            let Some(member) = at.filter(|member| self.members[*member].is_open()) else { continue };
            self.forward(member, time).await?;
            self.come_to_rest().await?;
            let at = self.members.iter().position(|member| member.watch.run.workflow_id() == leaf);
            let minutes = u64::try_from((time.as_secs() + 30) / 60).unwrap_or_default();
            self.note(at.unwrap_or_default(), TraceEvent::Passed { minutes });
        }
        Ok(())
    }

    /// Has the server forward the clock of one run, and waits until it has. What the run does meanwhile,
    /// it does: gates that nobody answers may open and close.
    pub(super) async fn forward(&mut self, member: usize, time: SignedDuration) -> Result<(), Wrong> {
        let run = self.members[member].watch.run.clone();
        let spoken = self.members[member].watch.spoken();
        if let Some(child) = self.members[member].standing.as_ref().and_then(|now| now.children.first()) {
            let child = crate::watch::label_of(child);
            let reason = format!(
                "{child} is open, and the server counts it as work in flight; let it end first, or let time pass for it"
            );
            return Err(Wrong::NoTime { run: spoken, reason });
        }
        let forward = FastForward::start(&run, time.saturating_add(MARGIN)).await?;
        let mut done = std::pin::pin!(forward.done());
        let since = Instant::now();
        let forwarded = loop {
            tokio::select! {
                forwarded = &mut done => break forwarded?,
                news = self.await_news(member) => news?,
            }
            self.nothing_wrong()?;
            if since.elapsed() > TICK && self.held_up(&run).await? {
                forward.stop().await?;
                let reason = "it started a child, which waits; let it end first, or let time pass for it";
                return Err(Wrong::NoTime { run: spoken, reason: reason.to_owned() });
            }
            if since.elapsed() > self.part.patience {
                return Err(Wrong::Stuck { seconds: since.elapsed().as_secs(), open: self.open() });
            }
        };
        match forwarded {
            Forwarded::There | Forwarded::Closed => Ok(()),
            Forwarded::GivenUp(reason) => Err(Wrong::Endless { run: spoken, what: reason }),
        }
    }

    /// Whether a run waits for a child that waits itself: its time stands still then.
    async fn held_up(&mut self, run: &ntro_workflow::worker::UntypedRun) -> Result<bool, Wrong> {
        let parent =
            self.members.iter().position(|member| member.watch.run.workflow_id() == run.workflow_id());
        let Some(parent) = parent else { return Ok(false) };
        self.stands(parent).await?;
        self.add_children(parent);
        let standing = self.members[parent].standing.as_ref();
        let children = standing.map(|standing| standing.children.clone()).unwrap_or_default();
        for child in &children {
            let at = self.members.iter().position(|member| member.watch.run.workflow_id() == child);
            if let Some(at) = at.filter(|at| self.members[*at].is_open()) {
                if self.stands(at).await?.is_some() {
                    // It works, or has news to be read.
                    self.await_news(at).await?;
                    return Ok(false);
                }
            }
        }
        Ok(!children.is_empty())
    }
}
