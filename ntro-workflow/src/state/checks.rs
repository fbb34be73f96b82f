//! Quality checks beside gates: what is known of them so far. They advise, so that nothing here is read
//! when an answer is judged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use crate::state::State;
use crate::state::gate::{Opening, OpeningKey};
use crate::wire::quality::size;
use crate::wire::{CheckOutcome, QualityItem, QualityProgress, QualityResults, QualityStatus};

/// What a check says that needs a baseline where there is none (contract E.2).
const NO_BASELINE: &str = "No prior-period baseline available for this entity.";

/// What a gate says whose checks were all skipped for that reason (contract B.8).
const NOTHING_TO_COMPARE: &str = "No baseline data available — first run for this entity";

/// What a check says that was not done when its gate closed.
const CLOSED_FIRST: &str = "The gate was closed before this check was done.";

/// What is said of the results at a gate whose rows were edited since.
const BEFORE_EDITS: &str = " (of what was shown before it was edited)";

/// How many bytes of `data` are kept for closed openings, over the whole run.
const DATA_BUDGET: usize = 256 * 1024;

/// The checks of every opening that has any, in the order of opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Checks(BTreeMap<OpeningKey, Vec<Entry>>);

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    item: QualityItem,
    lacks_baseline: bool,
}

impl State {
    /// Seeds the checks of a gate as running, in this order: id, title and source of each. An id that is
    /// there already gets a number, so that clients can tell them apart.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let key = state.open_gate(GateSpec::review(call, "review", json!({ "total": 125 })), at).unwrap();
    /// state.seed_checks(key, [("balanced".into(), "Journal balances".into(), None)]);
    /// let checks = state.pending_actions()[0].checks.clone().expect("they show");
    /// assert_eq!(checks.summary, "Running quality checks (0 of 1)…");
    ///
    /// state.settle_check(key, 0, CheckOutcome::pass("125.00 on both sides"));
    /// let checks = state.pending_actions()[0].checks.clone().expect("they show");
    /// assert_eq!((checks.summary.as_str(), checks.progress), ("1 passing", None));
    /// ```
    pub fn seed_checks(
        &mut self,
        key: OpeningKey,
        checks: impl IntoIterator<Item = (String, String, Option<String>)>,
    ) {
        if !self.gates.get(key).is_open() {
            return;
        }
        let mut taken = BTreeSet::new();
        let entries = checks.into_iter().map(|(id, title, source)| Entry {
            item: running(unique(id, &mut taken), title, source),
            lacks_baseline: false,
        });
        let entries: Vec<_> = entries.collect();
        if !entries.is_empty() {
            self.checks.0.insert(key, entries);
            let gates = &self.gates;
            self.checks.keep_to_budget(|key| gates.get(key).is_open());
        }
    }

    /// Notes what came of a check, by its place. One that is done already stays as it is, and so do those
    /// of a gate that has closed: a late result changes nothing.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let key = state.open_gate(GateSpec::review(call, "review", json!({ "total": 125 })), at).unwrap();
    /// state.seed_checks(key, [("balanced".into(), "Journal balances".into(), None)]);
    /// state.close_gate(key, Ending::TimedOut, at);
    /// state.settle_check(key, 0, CheckOutcome::fail("too late"));
    /// let checks = state.snapshots(0)["review"].checks.clone().expect("they are kept");
    /// assert_eq!(checks.items[0].status, QualityStatus::Skipped);
    /// ```
    pub fn settle_check(&mut self, key: OpeningKey, place: usize, outcome: CheckOutcome) {
        if self.gates.get(key).is_open() {
            self.checks.settle(key, place, outcome, false);
        }
    }

    /// Notes that a check was skipped because there is nothing to compare with.
    ///
    /// ```
    /// # use {ntro_workflow::{state::*, wire::*}, serde_json::json};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// # let key = state.open_gate(GateSpec::review(call, "review", json!({ "total": 125 })), at).unwrap();
    /// state.seed_checks(key, [("rent_drop".into(), "Rent fell?".into(), None)]);
    /// state.skip_check(key, 0);
    /// let checks = state.pending_actions()[0].checks.clone().expect("they show");
    /// assert!(checks.skipped_reason.is_some_and(|reason| reason.starts_with("No baseline data available")));
    /// ```
    pub fn skip_check(&mut self, key: OpeningKey, place: usize) {
        if self.gates.get(key).is_open() {
            self.checks.settle(key, place, CheckOutcome::skipped(NO_BASELINE), true);
        }
    }
}

impl Checks {
    fn settle(&mut self, key: OpeningKey, place: usize, outcome: CheckOutcome, lacks_baseline: bool) {
        let entry = self.0.get_mut(&key).and_then(|entries| entries.get_mut(place));
        if let Some(entry) = entry.filter(|entry| entry.item.status == QualityStatus::Running) {
            let CheckOutcome { status, detail, data, confidence } = outcome.tidied();
            entry.lacks_baseline = lacks_baseline;
            entry.item = QualityItem { status, detail, data, confidence, ..entry.item.clone() };
        }
    }

    /// What the checks of an opening come to; `None` if it has none. Those of a closed one run no more. They judge
    /// what it opened with, and say so once somebody has edited it.
    pub(super) fn results(&self, key: OpeningKey, opening: &Opening) -> Option<QualityResults> {
        let entries = self.0.get(&key)?;
        let items: Vec<_> = entries.iter().map(|entry| shown(&entry.item, opening.is_open())).collect();
        let total = items.len();
        let completed = items.iter().filter(|item| item.status != QualityStatus::Running).count();
        let progress = (completed < total).then_some(QualityProgress { completed, total });
        let status = if progress.is_some() { QualityStatus::Running } else { worst(&items) };
        let said = match progress {
            Some(_) => format!("Running quality checks ({completed} of {total})…"),
            None => summary(&items),
        };
        let edited = if opening.is_edited() { BEFORE_EDITS } else { "" };
        let reason = status == QualityStatus::Skipped && entries.iter().any(|entry| entry.lacks_baseline);
        Some(QualityResults {
            status,
            summary: said + edited,
            progress,
            skipped_reason: reason.then(|| NOTHING_TO_COMPARE.to_owned()),
            items,
        })
    }

    /// Drops the data of the oldest closed openings until what is kept fits the budget.
    fn keep_to_budget(&mut self, is_open: impl Fn(OpeningKey) -> bool) {
        let mut kept = 0;
        let closed = self.0.iter_mut().rev().filter(|(key, _)| !is_open(**key));
        for entry in closed.flat_map(|(_, entries)| entries.iter_mut()) {
            kept += size(&entry.item.data);
            if kept > DATA_BUDGET {
                entry.item.data = Map::new();
            }
        }
    }
}

fn running(id: String, title: String, source: Option<String>) -> QualityItem {
    QualityItem {
        id,
        title,
        status: QualityStatus::Running,
        detail: String::new(),
        data: Map::new(),
        source,
        confidence: None,
        feedback: None,
    }
}

/// An id that none of the others has.
fn unique(id: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}#{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| taken.insert(id.clone()));
    free.unwrap_or(id)
}

fn shown(item: &QualityItem, open: bool) -> QualityItem {
    if open || item.status != QualityStatus::Running {
        return item.clone();
    }
    QualityItem { status: QualityStatus::Skipped, detail: CLOSED_FIRST.to_owned(), ..item.clone() }
}

fn worst(items: &[QualityItem]) -> QualityStatus {
    let has = |status| items.iter().any(|item| item.status == status);
    let worst_first = [QualityStatus::Fail, QualityStatus::Warn, QualityStatus::Pass];
    worst_first.into_iter().find(|status| has(*status)).unwrap_or(QualityStatus::Skipped)
}

fn summary(items: &[QualityItem]) -> String {
    let count = |status| items.iter().filter(|item| item.status == status).count();
    let warnings = count(QualityStatus::Warn);
    let parts = [
        (count(QualityStatus::Fail), "failed"),
        (warnings, if warnings == 1 { "warning" } else { "warnings" }),
        (count(QualityStatus::Pass), "passing"),
        (count(QualityStatus::Skipped), "skipped"),
    ];
    let parts: Vec<_> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    if parts.is_empty() { "No checks ran".to_owned() } else { parts.join(", ") }
}
