//! Plays a scenario: lets a tree of runs come to rest, looks at it, does the next thing, and again.
//!
//! Strictly one after the other. Nothing is done while a run works, and time moves only for runs that
//! rest, so that a slow machine changes nothing.

mod act;
mod answer;
mod cells;
mod choose;
mod clock;
mod look;
mod member;
mod open;
mod rest;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ntro_manifest::manifest::Manifest;
use ntro_workflow::worker::{Client, ClientError, UntypedRun};
use serde_json::Value;

use crate::decision::{Decision, Opened};
use crate::failure::{Failure, Wrong};
use crate::mocks::Mocks;
use crate::outcome::Played;
use crate::policy::Policy;
use crate::runtime::runtime;
use crate::script::Instruction;
use crate::trace::{Trace, TraceEvent};
use crate::workers::Crew;
use member::Member;

/// How long nothing may happen before a scenario gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How many events may come while nobody does anything: more is a loop.
pub(crate) const MOST_EVENTS: usize = 10_000;

/// How often a policy answers at one gate of a run before it counts as an endless loop.
const MOST_OPENINGS: u32 = 200;

/// What is to be played.
pub(crate) struct Part {
    pub(crate) client: Client,
    pub(crate) task_queue: String,
    pub(crate) manifest: Arc<Manifest>,
    /// Whose worker can be killed.
    pub(crate) crew: Option<Arc<Crew>>,
    pub(crate) mocks: Arc<Mocks>,
    pub(crate) workflow_id: String,
    pub(crate) slug: String,
    pub(crate) workflow_type: String,
    pub(crate) input: Value,
    pub(crate) script: VecDeque<Instruction>,
    pub(crate) policy: Policy,
    pub(crate) patience: Duration,
    /// How many events may come while nobody does anything.
    pub(crate) most_events: usize,
}

/// A scenario while it is played.
pub(crate) struct Drive {
    part: Part,
    began: Instant,
    /// The runs of the tree, the root first, in the order in which they were found.
    members: Vec<Member>,
    started: Timestamp,
    trace: Trace,
    openings: Vec<Opened>,
    decisions: Vec<Decision>,
    /// How many choices the policy made, and answers were given.
    chosen: u64,
    answers: u64,
    /// How many events there were when anything was done last.
    done_at: usize,
}

impl Part {
    /// Plays it to the end of the root run.
    pub(crate) async fn play(mut self) -> Result<Played, Failure> {
        let started = self.start().await;
        let mut drive = match started {
            Ok(root) => Drive::new(self, root),
            Err(wrong) => return Err(Failure::new(wrong, Trace::default())),
        };
        let unattended = Unattended::new(&drive);
        let ended = drive.play_on().await;
        let cleared = drive.clear_up().await;
        unattended.attended();
        let whole = drive.read_whole().await;
        match ended.and(cleared).and(whole) {
            Ok(()) => Ok(drive.played()),
            Err(wrong) => Err(Failure::new(wrong, drive.trace)),
        }
    }

    async fn start(&mut self) -> Result<Member, Wrong> {
        // `&mut`, as what is shared across a pause would have to be `Sync`: what authors look with, too.
        let Self { client, task_queue, workflow_type, workflow_id, input, .. } = self;
        let run = client.start_untyped(task_queue, workflow_type, workflow_id, input).await;
        Ok(Member::root(run.map_err(|error| of_client(&error))?, self.slug.clone()))
    }
}

impl Drive {
    fn new(part: Part, root: Member) -> Self {
        Self {
            part,
            began: Instant::now(),
            members: vec![root],
            started: Timestamp::default(),
            trace: Trace::default(),
            openings: Vec::new(),
            decisions: Vec::new(),
            chosen: 0,
            answers: 0,
            done_at: 0,
        }
    }

    async fn play_on(&mut self) -> Result<(), Wrong> {
        loop {
            self.come_to_rest().await?;
            self.look().await?;
            if let Some(close) = self.members[self.root()].watch.close() {
                return match self.part.script.front() {
                    Some(left) => Err(Wrong::EndedEarly { close, left: left.to_string() }),
                    None => Ok(()),
                };
            }
            let next = self.choose()?;
            self.act(next).await?;
        }
    }

    /// Ends what would go on without anybody: children that do not end with their parent, or the whole tree
    /// of a scenario that failed.
    async fn clear_up(&mut self) -> Result<(), Wrong> {
        for member in self.members.iter().filter(|member| member.watch.close().is_none()) {
            match member.watch.run.terminate("the scenario is over").await {
                // It closed by itself just now.
                Ok(()) | Err(ClientError::NotFound(_)) => {}
                Err(error) => return Err(of_client(&error)),
            }
        }
        Ok(())
    }

    async fn read_whole(&mut self) -> Result<(), Wrong> {
        for member in &mut self.members {
            member.watch.read_whole().await?;
        }
        Ok(())
    }

    fn played(self) -> Played {
        let Self { mut members, openings, decisions, trace, began, .. } = self;
        members.sort_by(|one, other| one.watch.label().cmp(other.watch.label()));
        let runs = members.into_iter().map(Member::played).collect();
        Played { runs, openings, decisions, trace, took: began.elapsed() }
    }

    /// The run that the others are children of: the last one, if it went on as a new run.
    fn root(&self) -> usize {
        self.members.iter().rposition(|member| member.parent.is_none()).unwrap_or_default()
    }

    /// The runs in the order of the tree: that of their ids, the root first.
    fn in_order(&self) -> Vec<usize> {
        let mut members: Vec<_> = (0..self.members.len()).collect();
        members.sort_by_key(|member| self.members[*member].watch.label());
        members
    }

    /// Notes what happened, at the run's own time.
    fn note(&mut self, member: usize, event: TraceEvent) {
        let minute = self.minute(self.members[member].now);
        let run = self.members[member].watch.label().to_owned();
        self.trace.add(minute, &run, event);
    }

    /// Minutes since the root started, rounded: what passes besides, while machines work, disappears.
    fn minute(&self, at: Timestamp) -> u64 {
        let seconds = at.duration_since(self.started).as_secs().max(0);
        u64::try_from((seconds + 30) / 60).unwrap_or_default()
    }
}

/// A run whose scenario is given up in the middle, as a test does that panics while it looks, is terminated;
/// its children are then asked to cancel.
struct Unattended(Option<UntypedRun>);

impl Unattended {
    fn new(drive: &Drive) -> Self {
        Self(Some(drive.part.client.untyped_run(&drive.part.workflow_id)))
    }

    fn attended(mut self) {
        self.0 = None;
    }
}

impl Drop for Unattended {
    fn drop(&mut self) {
        if let Some(run) = self.0.take() {
            // Nobody is there to be told of an error, and the server may be gone.
            runtime().spawn(async move { run.terminate("the scenario was given up").await });
        }
    }
}

pub(crate) fn of_client(error: &ClientError) -> Wrong {
    match error {
        ClientError::Server(message) => Wrong::Rpc(message.clone()),
        error => Wrong::Rpc(error.to_string()),
    }
}
