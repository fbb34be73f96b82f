//! Waiting until no run of the tree works.

use std::time::Instant;

use jiff::SignedDuration;

use crate::drive::Drive;
use crate::drive::member::Member;
use crate::failure::Wrong;
use crate::watch::{Busy, TICK};

/// How many events may come before a tree rests: more is a loop.
const MOST_EVENTS: usize = 5_000;

/// Waits shorter than this are waited for, longer ones are skipped.
const SHORT: SignedDuration = SignedDuration::from_millis(200);

/// How far a tree is from resting.
enum Rest {
    Rests,
    /// This run works, or has more history than was read.
    Works(usize),
    /// Nothing works, but an activity of this run waits to be tried again.
    BacksOff(usize, SignedDuration),
}

impl Drive {
    /// Waits until every run of the tree waits for a person, a message or a timer, or is closed.
    pub(super) async fn come_to_rest(&mut self) -> Result<(), Wrong> {
        let (before, mut seen, mut since) = (self.events(), self.events(), Instant::now());
        loop {
            let rest = self.rest().await?;
            self.nothing_wrong()?;
            match rest {
                Rest::Rests => return Ok(()),
                Rest::BacksOff(member, wait) if wait > SHORT && !self.has_open_child(member) => {
                    self.forward(member, wait).await?;
                }
                Rest::Works(member) | Rest::BacksOff(member, _) => self.await_news(member).await?,
            }
            let events = self.events();
            if events > before + MOST_EVENTS {
                let what = format!("it wrote {} events without a pause", events - before);
                return Err(Wrong::Endless { run: self.members[0].watch.spoken(), what });
            }
            if events > seen {
                (seen, since) = (events, Instant::now());
            } else if since.elapsed() > self.part.patience {
                return Err(Wrong::Stuck { seconds: since.elapsed().as_secs(), open: self.open() });
            }
        }
    }

    async fn rest(&mut self) -> Result<Rest, Wrong> {
        let mut backs_off = None;
        let mut member = 0;
        while member < self.members.len() {
            if self.members[member].is_open() {
                match self.stands(member).await? {
                    Some(Busy::Works) => return Ok(Rest::Works(member)),
                    Some(Busy::BacksOff(wait)) => backs_off = backs_off.or(Some((member, wait))),
                    None => {}
                }
            }
            if self.add_children(member) {
                // The order has changed.
                member = 0;
            } else {
                member += 1;
            }
        }
        Ok(backs_off.map_or(Rest::Rests, |(member, wait)| Rest::BacksOff(member, wait)))
    }

    /// Asks the server how a run stands; one whose history was not read to its end works still.
    pub(super) async fn stands(&mut self, member: usize) -> Result<Option<Busy>, Wrong> {
        let member = &mut self.members[member];
        let standing = member.watch.standing().await?;
        member.now = standing.now;
        // A timer starts a little after the deadline that it is for was set, and so fires a little after
        // it, be the clock forwarded or not.
        let due = member.watch.timers().iter().any(|timer| timer.due.duration_since(standing.now) <= SHORT);
        let busy = match member.watch.is_behind(&standing) || standing.closed || due {
            true => Some(Busy::Works),
            false => standing.busy.clone(),
        };
        member.standing = Some(standing);
        Ok(busy)
    }

    /// Adds the children that a run has started, in the order of the tree: that of their ids.
    pub(super) fn add_children(&mut self, parent: usize) -> bool {
        let before = self.members.len();
        for (workflow_id, workflow_type) in self.members[parent].watch.started_children() {
            let known = |member: &Member| member.watch.run.workflow_id() == workflow_id;
            if !self.members.iter().any(known) {
                let run = self.part.client.untyped_run(&workflow_id);
                self.members.push(Member::new(run, self.slug_of(&workflow_type)));
            }
        }
        self.members.sort_by(|one, other| one.watch.label().cmp(other.watch.label()));
        self.members.len() > before
    }

    fn slug_of(&self, workflow_type: &str) -> String {
        let runbooks = &self.part.manifest.runbooks;
        let found = runbooks.iter().find(|runbook| runbook.workflow_type == workflow_type);
        found.map_or_else(|| workflow_type.to_owned(), |runbook| runbook.slug.clone())
    }

    /// Waits for more history of a run, for an answer of an activity, or for a little while.
    pub(super) async fn await_news(&mut self, member: usize) -> Result<(), Wrong> {
        let watch = &mut self.members[member].watch;
        tokio::select! {
            read = watch.read_on() => read,
            () = self.part.mocks.answered() => Ok(()),
            () = tokio::time::sleep(TICK) => Ok(()),
        }
    }

    /// What ends a scenario at once: a workflow task that fails, a mock that is missing or panics, a
    /// worker that is gone.
    pub(super) fn nothing_wrong(&self) -> Result<(), Wrong> {
        if let Some(wrong) = self.part.mocks.wrong() {
            return Err(wrong);
        }
        for member in &self.members {
            if let Some(message) = member.watch.failed_task() {
                return Err(Wrong::TaskFailed { run: member.watch.spoken(), message });
            }
        }
        match &self.part.crew {
            Some(crew) if !crew.is_running() => {
                Err(Wrong::Worker("it ended by itself; its log says why".to_owned()))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn has_open_child(&self, member: usize) -> bool {
        self.members[member].standing.as_ref().is_some_and(|standing| !standing.children.is_empty())
    }

    pub(super) fn events(&self) -> usize {
        self.members.iter().map(|member| member.watch.events().len()).sum()
    }
}
