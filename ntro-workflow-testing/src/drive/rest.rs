//! Waiting until no run of the tree works.

use std::time::Instant;

use jiff::SignedDuration;

use crate::drive::Drive;
use crate::drive::clock::LEEWAY;
use crate::drive::member::Member;
use crate::failure::Wrong;
use crate::watch::{Busy, TICK};

/// How often activities may be tried again before a tree rests.
const MOST_RETRIES: usize = 100;

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
        let (mut seen, mut since) = (self.events(), Instant::now());
        let mut retries = 0;
        loop {
            let rest = self.rest().await?;
            self.nothing_wrong()?;
            match rest {
                Rest::Rests => return Ok(()),
                Rest::BacksOff(member, _) if retries == MOST_RETRIES => {
                    return Err(self.endless_retries(member));
                }
                Rest::BacksOff(member, wait) if wait > SHORT && !self.has_open_child(member) => {
                    retries += 1;
                    self.forward(member, wait.saturating_add(LEEWAY)).await?;
                }
                Rest::Works(member) | Rest::BacksOff(member, _) => self.await_news(member).await?,
            }
            let events = self.events();
            if events > self.done_at + self.part.most_events {
                return Err(self.endless_events());
            }
            if events > seen {
                (seen, since) = (events, Instant::now());
            } else if since.elapsed() > self.part.patience {
                return Err(Wrong::Stuck { seconds: since.elapsed().as_secs(), open: self.open() });
            }
        }
    }

    /// Names the run that has most of the events.
    fn endless_events(&self) -> Wrong {
        let longest =
            self.in_order().into_iter().max_by_key(|member| self.members[*member].watch.events().len());
        let run = self.members[longest.unwrap_or_default()].watch.spoken();
        let most = self.part.most_events;
        let what = format!("{most} events came while nobody did anything; `.most_events(…)` allows more");
        Wrong::Endless { run, what }
    }

    fn endless_retries(&self, member: usize) -> Wrong {
        let member = &self.members[member];
        let activities = member.standing.iter().flat_map(|standing| &standing.activities);
        let activities: Vec<_> = activities.map(ToString::to_string).collect();
        let what = format!("it tries activities again and again: {}", activities.join(", "));
        Wrong::Endless { run: member.watch.spoken(), what }
    }

    async fn rest(&mut self) -> Result<Rest, Wrong> {
        let mut backs_off = None;
        let mut member = 0;
        // Children that are found on the way come last, and are asked too.
        while member < self.members.len() {
            self.add_children(member);
            self.add_successor(member);
            if self.members[member].is_open() {
                match self.stands(member).await? {
                    Some(Busy::Works) => return Ok(Rest::Works(member)),
                    Some(Busy::BacksOff(wait)) => backs_off = backs_off.or(Some((member, wait))),
                    None => {}
                }
            }
            member += 1;
        }
        Ok(backs_off.map_or(Rest::Rests, |(member, wait)| Rest::BacksOff(member, wait)))
    }

    /// Asks the server how a run stands; one whose history was not read to its end works still.
    async fn stands(&mut self, member: usize) -> Result<Option<Busy>, Wrong> {
        let orphan = self.is_orphan(member);
        let standing = self.members[member].watch.standing().await?;
        let awaits = standing.children.iter().any(|child| !self.is_open_run(child));
        let member = &mut self.members[member];
        member.now = standing.now;
        // A timer starts a little after the deadline that it is for was set, and so fires a little after
        // it, be the clock forwarded or not.
        let due = member.watch.timers().iter().any(|timer| timer.due.duration_since(standing.now) <= SHORT);
        let moves = standing.closed || due || member.watch.is_about_to() || orphan || awaits;
        let works = moves || member.watch.is_behind(&standing);
        let busy = if works { Some(Busy::Works) } else { standing.busy.clone() };
        member.standing = Some(standing);
        Ok(busy)
    }

    /// A child that is about to start, or whose end the parent is about to hear of, is not.
    fn is_open_run(&self, workflow_id: &str) -> bool {
        self.members.iter().any(|member| member.is_open() && member.watch.run.workflow_id() == workflow_id)
    }

    /// Whether the parent of a run has closed, and the run was not told yet: it will be asked to cancel.
    fn is_orphan(&self, member: usize) -> bool {
        let member = &self.members[member];
        member.parent.is_some_and(|parent| !self.members[parent].is_open())
            && !member.watch.is_asked_to_cancel()
    }

    /// Adds the children that a run has started.
    fn add_children(&mut self, parent: usize) {
        for (workflow_id, workflow_type) in self.members[parent].watch.started_children() {
            let known = |member: &Member| {
                member.parent == Some(parent) && member.watch.run.workflow_id() == workflow_id
            };
            if !self.members.iter().any(known) {
                let run = self.part.client.untyped_run(&workflow_id);
                let to_pass = self.members[parent].to_pass;
                self.members.push(Member::child(run, self.slug_of(&workflow_type), parent, to_pass));
            }
        }
    }

    /// Adds the run as which a run went on.
    fn add_successor(&mut self, member: usize) {
        let before = &mut self.members[member];
        if before.has_successor {
            return;
        }
        let Some(run) = before.watch.successor() else { return };
        before.has_successor = true;
        let successor = Member::root(run, before.slug.clone());
        let (parent, to_pass) = (before.parent, before.to_pass);
        self.members.push(Member { parent, to_pass, ..successor });
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
            let run = member.watch.spoken();
            if let Some(message) = member.watch.failed_task() {
                return Err(Wrong::TaskFailed { run, message });
            }
            // What runs of other workers call is theirs to answer.
            let ours = self.part.manifest.runbooks.iter().any(|runbook| runbook.slug == member.slug);
            let standing = member.standing.iter().filter(|_| ours);
            let pending = standing.flat_map(|standing| &standing.activities);
            let mut lacking = pending.filter_map(|activity| self.part.mocks.lacking(&activity.name, &run));
            if let Some(wrong) = lacking.next() {
                return Err(wrong);
            }
        }
        match &self.part.crew {
            Some(crew) => crew.at_work(),
            None => Ok(()),
        }
    }

    /// Whether time can pass for a run: it is open, and has no open child.
    pub(super) fn is_leaf(&self, member: usize) -> bool {
        self.members[member].is_open() && !self.has_open_child(member)
    }

    pub(super) fn has_open_child(&self, member: usize) -> bool {
        self.members[member].standing.as_ref().is_some_and(|standing| !standing.children.is_empty())
    }

    pub(super) fn events(&self) -> usize {
        self.members.iter().map(|member| member.watch.events().len()).sum()
    }
}
