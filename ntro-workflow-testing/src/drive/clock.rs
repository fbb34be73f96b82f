//! Passing time for runs that rest.

use std::time::Instant;

use jiff::SignedDuration;

use crate::decision::{Decision, Driven};
use crate::drive::Drive;
use crate::drive::open::OpenGate;
use crate::failure::Wrong;
use crate::time::{FastForward, Forwarded};
use crate::trace::TraceEvent;
use crate::watch::label_of;

/// The server may skip on to the next timer if the clock is where it was to be at the moment in which a
/// workflow task completes. So it is to be there well after a timer fires, when the run rests again.
pub(super) const LEEWAY: SignedDuration = SignedDuration::from_secs(1);

/// What is left of a time that was passed in several goes is not worth a go of its own.
const CRUMB: SignedDuration = SignedDuration::from_secs(1);

impl Drive {
    /// Passes time at the leaves of the tree: for every open run that has no open child. It goes from
    /// timer to timer, so that nothing is missed that opens on the way; a child that starts on the way
    /// gets what is left, and so does a parent whose last child ends.
    pub(super) async fn pass(&mut self, time: SignedDuration) -> Result<(), Wrong> {
        self.members.iter_mut().for_each(|member| member.to_pass = time);
        let crumb = CRUMB.min(time / 2);
        while let Some((member, left)) = self.furthest_behind(crumb) {
            let time = self.next_timer(member).map_or(left, |timer| timer.min(left));
            let from = self.members[member].now;
            self.members[member].to_pass = left - time;
            self.pass_for(member, time).await?;
            if self.members[member].is_open() {
                self.members[member].to_pass = left - self.members[member].now.duration_since(from);
            }
            self.look().await?;
        }
        Ok(())
    }

    /// Passes time for one run, and says so.
    pub(super) async fn pass_for(&mut self, member: usize, time: SignedDuration) -> Result<(), Wrong> {
        let from = self.members[member].now;
        self.forward(member, time).await?;
        self.come_to_rest().await?;
        // The run may have ended meanwhile, and then its clock says nothing any more.
        let minute = self.minute(from.saturating_add(time).unwrap_or(from));
        let run = self.members[member].watch.label().to_owned();
        self.trace.add(minute, &run, TraceEvent::Passed { minutes: whole_minutes(time) });
        Ok(())
    }

    /// Passes time until a gate closes by itself. Its timer starts a little after the gate has opened, and
    /// others may fire before.
    pub(super) async fn time_out(&mut self, gate: &OpenGate) -> Result<(), Wrong> {
        let run = self.members[gate.member].watch.spoken();
        if gate.pending.deadline.is_none() {
            let reason = format!("the gate {} has no deadline; `.pass_time(…)` passes time", gate.opening);
            return Err(Wrong::NoTime { run, reason });
        }
        while let Some(next) = self.next_timer(gate.member).filter(|_| self.is_pending(gate)) {
            self.forward(gate.member, next).await?;
            self.come_to_rest().await?;
            self.look().await?;
        }
        let run = self.members[gate.member].watch.label();
        let timed_out = |decision: &Decision| {
            decision.driven == Driven::TimedOut && decision.run == run && decision.opening == gate.opening
        };
        if self.decisions.iter().any(timed_out) {
            return Ok(());
        }
        let what = format!("let time out at {}", gate.opening);
        Err(Wrong::Looked { what, message: "the gate did not time out".to_owned() })
    }

    /// The open leaf that has most of the time still to pass, the first in the tree of several; and how
    /// much that is. A parent does not get what its children had.
    fn furthest_behind(&self, crumb: SignedDuration) -> Option<(usize, SignedDuration)> {
        let leaves = self.in_order().into_iter().filter(|member| self.is_leaf(*member));
        let left = leaves.map(|member| (member, self.left(member)));
        let mut behind: Vec<_> = left.filter(|(_, left)| *left > crumb).collect();
        // By whole minutes: a little less is only the machine's own time.
        behind.sort_by_key(|(_, left)| std::cmp::Reverse(whole_minutes(*left)));
        behind.first().copied()
    }

    fn left(&self, member: usize) -> SignedDuration {
        let children = (0..self.members.len()).filter(|child| self.members[*child].parent == Some(member));
        children.map(|child| self.left(child)).fold(self.members[member].to_pass, SignedDuration::min)
    }

    /// How long it is until a timer of the run fires.
    pub(super) fn next_timer(&self, member: usize) -> Option<SignedDuration> {
        let member = &self.members[member];
        let timers = member.watch.timers().into_iter();
        timers.map(|timer| timer.due.duration_since(member.now).max(SignedDuration::ZERO)).min()
    }

    /// Has the server forward the clock of one run, and waits until it has.
    pub(super) async fn forward(&mut self, member: usize, time: SignedDuration) -> Result<(), Wrong> {
        self.may_forward(member, time)?;
        let run = self.members[member].watch.run.clone();
        let fires = self.next_timer(member).is_some_and(|timer| timer <= time);
        let leeway = if fires { LEEWAY } else { SignedDuration::ZERO };
        let forward = FastForward::start(&run, time.saturating_add(leeway)).await?;
        let mut done = std::pin::pin!(forward.done());
        let (mut seen, mut since) = (self.events(), Instant::now());
        let forwarded = loop {
            tokio::select! {
                forwarded = &mut done => break forwarded?,
                news = self.await_news(member) => news?,
            }
            self.nothing_wrong()?;
            if self.events() > seen {
                (seen, since) = (self.events(), Instant::now());
            } else if since.elapsed() > self.part.patience {
                return Err(Wrong::Stuck { seconds: since.elapsed().as_secs(), open: self.open() });
            }
        };
        match forwarded {
            Forwarded::There | Forwarded::Closed => Ok(()),
            Forwarded::GivenUp(what) => {
                Err(Wrong::Endless { run: self.members[member].watch.spoken(), what })
            }
        }
    }

    /// The clock of a run stands while it has an open child, so that no timer of it can fire before one
    /// of the child's.
    fn may_forward(&self, member: usize, time: SignedDuration) -> Result<(), Wrong> {
        let forwarded = &self.members[member];
        if let Some(child) = forwarded.standing.as_ref().and_then(|now| now.children.first()) {
            let reason = format!(
                "{} is open, and the server counts it as work in flight; let it end first, or let time pass for it",
                label_of(child)
            );
            return Err(Wrong::NoTime { run: forwarded.watch.spoken(), reason });
        }
        let until = forwarded.now.saturating_add(time).unwrap_or(forwarded.now);
        let mut above = forwarded.parent;
        while let Some(parent) = above.map(|parent| &self.members[parent]).filter(|parent| parent.is_open()) {
            if parent.watch.timers().iter().any(|timer| timer.due < until) {
                let reason = format!(
                    "a timer of it fires before {} is where it is to be, and cannot while that is open; let it end first",
                    forwarded.watch.spoken()
                );
                return Err(Wrong::NoTime { run: parent.watch.spoken(), reason });
            }
            above = parent.parent;
        }
        Ok(())
    }
}

/// Minutes, rounded.
pub(super) fn whole_minutes(time: SignedDuration) -> u64 {
    u64::try_from((time.as_secs() + 30) / 60).unwrap_or_default()
}
