//! What the scenarios of this process drove, as it comes in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ntro_manifest::manifest::{GateKind, Manifest, Runbook};
use ntro_workflow::wire::Action;

use crate::decision::{Decision, Driven, Opened};
use crate::outcome::Played;

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger { runbooks: BTreeMap::new() });

/// What scenarios drove, by slug.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) runbooks: BTreeMap<String, Tally>,
}

/// What scenarios drove in one runbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// What its manifest says, if a worker of the scenario had it.
    pub(super) manifest: Option<Runbook>,
    /// How many runs there were.
    pub(super) runs: u64,
    /// By step and gate.
    pub(super) gates: BTreeMap<(String, String), GateTally>,
}

/// What scenarios drove at one gate.
#[derive(Clone, Debug)]
pub(super) struct GateTally {
    pub(super) kind: GateKind,
    pub(super) openings: u64,
    /// What its openings took.
    pub(super) takes: BTreeSet<Driven>,
    pub(super) driven: BTreeMap<Driven, u64>,
}

/// Adds what a scenario drove to what the process drove.
pub(crate) fn record(played: &Played, manifest: &Manifest) {
    ledger().add(played, manifest);
}

/// What was driven until now.
pub(super) fn ledger() -> MutexGuard<'static, Ledger> {
    // Counters are as good after a panic as before it.
    LEDGER.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ledger {
    pub(super) fn add(&mut self, played: &Played, manifest: &Manifest) {
        for run in &played.runs {
            let tally = self.runbooks.entry(run.slug.clone()).or_default();
            tally.runs += 1;
            if let Some(runbook) = manifest.runbooks.iter().find(|runbook| runbook.slug == run.slug) {
                tally.manifest = Some(runbook.clone());
            }
        }
        played.openings.iter().for_each(|opened| self.add_opening(opened));
        played.decisions.iter().for_each(|decision| self.add_decision(decision));
    }

    fn add_opening(&mut self, opened: &Opened) {
        let gate = self.gate(&opened.slug, &opened.opening.step, &opened.opening.gate, opened.kind);
        gate.openings += 1;
        gate.takes.extend(takes(opened));
    }

    fn add_decision(&mut self, decision: &Decision) {
        let gate = self.gate(&decision.slug, &decision.opening.step, &decision.opening.gate, decision.kind);
        *gate.driven.entry(decision.driven).or_default() += 1;
    }

    fn gate(&mut self, slug: &str, step: &str, gate: &str, kind: GateKind) -> &mut GateTally {
        let tally = self.runbooks.entry(slug.to_owned()).or_default();
        let empty = || GateTally { kind, openings: 0, takes: BTreeSet::new(), driven: BTreeMap::new() };
        tally.gates.entry((step.to_owned(), gate.to_owned())).or_insert_with(empty)
    }
}

fn takes(opened: &Opened) -> impl Iterator<Item = Driven> {
    let own = match opened.kind {
        GateKind::Review => Some(Driven::Refused),
        GateKind::Submission => Some(Driven::Submitted),
    };
    let timed_out = opened.deadline.then_some(Driven::TimedOut);
    opened.actions.iter().copied().map(driven).chain(own).chain(timed_out)
}

fn driven(action: Action) -> Driven {
    match action {
        Action::Approved => Driven::Approved,
        Action::Corrected => Driven::Corrected,
        Action::Rejected => Driven::Rejected,
    }
}
