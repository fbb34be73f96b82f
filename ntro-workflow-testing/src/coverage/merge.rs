//! Coverages of several test binaries, as one.

use std::collections::BTreeMap;

use crate::coverage::table::{AnswerCoverage, Coverage, GateCoverage, RunbookCoverage};

impl Coverage {
    /// Both as one: what one of them drove is driven, what one of them excludes is excluded. What the one
    /// excludes and the other drove is a fault, as in one.
    ///
    /// ```
    /// use ntro_workflow_testing::coverage::Coverage;
    ///
    /// let [one, other] = [3, 4].map(|runs| format!(
    ///     r#"{{ "coverage_version": 1, "runbooks": [{{ "slug": "nav-close", "runs": {runs}, "gates": [] }}] }}"#
    /// ));
    /// let both = Coverage::from_json(&one)?.merge(Coverage::from_json(&other)?);
    /// assert_eq!(both.runbooks[0].runs, 7);
    /// # Ok::<(), ntro_workflow_testing::coverage::CoverageError>(())
    /// ```
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let mut runbooks: BTreeMap<String, RunbookCoverage> = BTreeMap::new();
        for runbook in self.runbooks.into_iter().chain(other.runbooks) {
            match runbooks.get_mut(&runbook.slug) {
                Some(known) => known.add(runbook),
                None => drop(runbooks.insert(runbook.slug.clone(), runbook)),
            }
        }
        let mut faults = self.faults;
        let new: Vec<_> = other.faults.into_iter().filter(|fault| !faults.contains(fault)).collect();
        faults.extend(new);
        Self { runbooks: runbooks.into_values().collect(), faults }
    }
}

impl RunbookCoverage {
    fn add(&mut self, other: Self) {
        self.runs = self.runs.saturating_add(other.runs);
        for gate in other.gates {
            match self.gates.iter_mut().find(|known| known.step == gate.step && known.gate == gate.gate) {
                Some(known) => known.add(gate),
                None => self.gates.push(gate),
            }
        }
    }
}

impl GateCoverage {
    fn add(&mut self, other: Self) {
        self.declared |= other.declared;
        self.openings = self.openings.saturating_add(other.openings);
        for (driven, AnswerCoverage { driven: times, excluded }) in other.answers {
            let answer = self.answers.entry(driven).or_default();
            answer.driven = answer.driven.saturating_add(times);
            answer.excluded = answer.excluded.take().or(excluded);
        }
    }
}
