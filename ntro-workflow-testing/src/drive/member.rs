//! One run of the tree that is played, and what was seen of it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ntro_manifest::manifest::GateKind;
use ntro_workflow::wire::{StepStatus, UiState};
use ntro_workflow::worker::UntypedRun;

use crate::outcome::PlayedRun;
use crate::watch::{Standing, WatchedRun};

pub(crate) struct Member {
    pub(crate) watch: WatchedRun,
    /// Which run started it; `None` of the root.
    pub(crate) parent: Option<usize>,
    pub(crate) slug: String,
    /// Whether the run as which it went on is a member, too.
    pub(crate) has_successor: bool,
    /// Its own clock when it was asked last.
    pub(crate) now: Timestamp,
    /// How much of the time that is being passed is still to come.
    pub(crate) to_pass: SignedDuration,
    /// What the server knew of it then.
    pub(crate) standing: Option<Standing>,
    /// What it said of itself last, and how long its history was then.
    pub(crate) state: Option<UiState>,
    pub(crate) looked_at: usize,
    /// What of it is in the trace.
    pub(crate) steps: BTreeMap<String, (StepStatus, u32)>,
    pub(crate) log_read: usize,
    pub(crate) gates: BTreeMap<String, GateKind>,
}

impl Member {
    pub(crate) fn root(run: UntypedRun, slug: String) -> Self {
        Self {
            watch: WatchedRun::new(run),
            parent: None,
            slug,
            has_successor: false,
            now: Timestamp::default(),
            to_pass: SignedDuration::ZERO,
            standing: None,
            state: None,
            looked_at: 0,
            steps: BTreeMap::new(),
            log_read: 0,
            gates: BTreeMap::new(),
        }
    }

    pub(crate) fn child(run: UntypedRun, slug: String, parent: usize, to_pass: SignedDuration) -> Self {
        Self { parent: Some(parent), to_pass, ..Self::root(run, slug) }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.watch.close().is_none()
    }

    pub(crate) fn played(self) -> PlayedRun {
        PlayedRun {
            slug: self.slug,
            run: self.watch.label().to_owned(),
            close: self.watch.close(),
            state: self.state,
            history: self.watch.into_history(),
        }
    }
}
