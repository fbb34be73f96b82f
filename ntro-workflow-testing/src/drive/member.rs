//! One run of the tree that is played, and what was seen of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ntro_manifest::manifest::GateKind;
use ntro_workflow::wire::{StepStatus, UiState};
use ntro_workflow::worker::UntypedRun;

use crate::outcome::PlayedRun;
use crate::watch::{Standing, WatchedRun};

pub(crate) struct Member {
    pub(crate) watch: WatchedRun,
    pub(crate) slug: String,
    /// Its own clock when it was asked last.
    pub(crate) now: Timestamp,
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
    pub(crate) fn new(run: UntypedRun, slug: String) -> Self {
        Self {
            watch: WatchedRun::new(run),
            slug,
            now: Timestamp::default(),
            standing: None,
            state: None,
            looked_at: 0,
            steps: BTreeMap::new(),
            log_read: 0,
            gates: BTreeMap::new(),
        }
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
