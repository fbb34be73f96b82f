//! What the scenarios of this process drove, as it comes in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ntro_manifest::manifest::{GateKind, Manifest, Runbook};
use ntro_workflow::wire::Action;

use crate::decision::{Decision, Driven, Opened};
use crate::outcome::Played;

static LEDGER: Mutex<Ledger> = Mutex::new(Ledger { runbooks: BTreeMap::new() });

tokio::task_local! {
    /// What is counted apart: of this task, and of what it has the runtime do.
    static SCOPE: Arc<Mutex<Ledger>>;
}

/// What scenarios drove, by slug.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
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
    // Outside of `scenarios!` nobody asks for it apart from the rest of the process.
    let _ = SCOPE.try_with(|own| locked(own).add(played, manifest));
}

/// With what this future drove, apart from the rest of the process.
pub(crate) async fn scoped<F: Future>(future: F) -> (F::Output, Ledger) {
    let own = Arc::new(Mutex::new(Ledger::default()));
    let output = SCOPE.scope(own.clone(), future).await;
    let drove = std::mem::take(&mut *locked(&own));
    (output, drove)
}

/// The future, to be done by another task; what it drives counts where this is called.
pub(crate) fn carried<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let own = SCOPE.try_with(Arc::clone);
    async move {
        match own {
            Ok(own) => SCOPE.scope(own, future).await,
            Err(_) => future.await,
        }
    }
}

/// What was driven until now.
pub(super) fn ledger() -> MutexGuard<'static, Ledger> {
    locked(&LEDGER)
}

fn locked(ledger: &Mutex<Ledger>) -> MutexGuard<'_, Ledger> {
    // Counters are as good after a panic as before it.
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// Adds what another one counted.
    pub(crate) fn absorb(&mut self, other: &Self) {
        for (slug, tally) in &other.runbooks {
            self.runbooks.entry(slug.clone()).or_default().absorb(tally);
        }
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
        let name = (step.to_owned(), gate.to_owned());
        tally.gates.entry(name).or_insert_with(|| GateTally::empty(kind))
    }
}

impl Tally {
    fn absorb(&mut self, other: &Self) {
        self.runs += other.runs;
        self.manifest = other.manifest.clone().or(self.manifest.take());
        for (name, gate) in &other.gates {
            self.gates.entry(name.clone()).or_insert_with(|| GateTally::empty(gate.kind)).absorb(gate);
        }
    }
}

impl GateTally {
    fn empty(kind: GateKind) -> Self {
        Self { kind, openings: 0, takes: BTreeSet::new(), driven: BTreeMap::new() }
    }

    fn absorb(&mut self, other: &Self) {
        self.openings += other.openings;
        self.takes.extend(&other.takes);
        for (driven, times) in &other.driven {
            *self.driven.entry(*driven).or_default() += times;
        }
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
