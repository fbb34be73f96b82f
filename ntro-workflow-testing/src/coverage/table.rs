//! The table: what each gate can get, and what it got.

use std::collections::BTreeMap;

use ntro_manifest::manifest::GateKind;
use serde::{Deserialize, Serialize};

use crate::coverage::gaps::{Gap, Gaps};
use crate::decision::Driven;

/// Which answers at which gates were driven: a table per runbook.
///
/// `Display` is the table for terminals; [`to_json`](Self::to_json) is for programs,
/// [`page`](Self::page) for browsers.
///
/// ```
/// use ntro_workflow_testing::coverage::Coverage;
///
/// let written = r#"{ "coverage_version": 1, "runbooks": [ { "slug": "nav-close", "runs": 1, "gates": [
///     { "step": "review", "gate": "review", "kind": "review", "declared": true, "openings": 1,
///       "answers": { "approved": { "driven": 1 }, "rejected": { "driven": 0 } } }
/// ] } ] }"#;
/// let coverage = Coverage::from_json(written)?;
/// assert_eq!(
///     coverage.to_string(),
///     "\
/// nav-close: 1 of 2 answers driven, 1 missing; 1 run
/// gate           approved  corrected  rejected  submitted  timed out  refused
/// review/review  1         -          missing   -          -          -
/// "
/// );
/// # Ok::<(), ntro_workflow_testing::coverage::CoverageError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The runbooks, by slug.
    pub runbooks: Vec<RunbookCoverage>,
    /// One sentence per exclusion that does not hold: what is wrong and what to do.
    #[serde(default)]
    pub faults: Vec<String>,
}

/// Which answers were driven in one runbook.
///
/// ```
/// let coverage = ntro_workflow_testing::coverage::all();
/// let never_run = coverage.runbooks.iter().filter(|runbook| runbook.runs == 0);
/// assert_eq!(never_run.count(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunbookCoverage {
    /// The runbook.
    pub slug: String,
    /// How many runs of it there were.
    pub runs: u64,
    /// Its gates: in the order of the steps, the declared ones first.
    pub gates: Vec<GateCoverage>,
}

/// Which answers were driven at one gate: a row.
///
/// ```
/// use ntro_workflow_testing::coverage::GateCoverage;
///
/// /// Whether no scenario came to the gate at all.
/// fn unvisited(gate: &GateCoverage) -> bool {
///     gate.openings == 0
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateCoverage {
    /// The step.
    pub step: String,
    /// The gate.
    pub gate: String,
    /// A review, or a submission.
    pub kind: GateKind,
    /// Whether its step declares it.
    pub declared: bool,
    /// How often it opened.
    pub openings: u64,
    /// What can happen at it, and how often it did. What is not here cannot happen.
    pub answers: BTreeMap<Driven, AnswerCoverage>,
}

/// How often an answer was driven at a gate: a cell.
///
/// ```
/// use ntro_workflow_testing::coverage::AnswerCoverage;
///
/// assert!(AnswerCoverage::default().is_missing());
/// assert!(!AnswerCoverage { driven: 1, excluded: None }.is_missing());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerCoverage {
    /// How often.
    pub driven: u64,
    /// Why it need not be, if it is excluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<String>,
}

impl Coverage {
    /// Whether everything was driven that is not excluded, and every exclusion holds.
    ///
    /// # Errors
    /// [`Gaps`], with everything that is wrong. A runbook of which there was no run is a gap too.
    ///
    /// ```
    /// use ntro_workflow_testing::coverage::Coverage;
    ///
    /// let coverage = Coverage::from_json(
    ///     r#"{ "coverage_version": 1, "runbooks": [{ "slug": "nav-close", "runs": 0, "gates": [] }] }"#,
    /// )?;
    /// assert!(coverage.check().unwrap_err().to_string().contains("no scenario ran `nav-close`"));
    /// # Ok::<(), ntro_workflow_testing::coverage::CoverageError>(())
    /// ```
    pub fn check(&self) -> Result<(), Gaps> {
        Gaps::of(self).map_or(Ok(()), Err)
    }

    /// Asserts that [`check`](Self::check) finds nothing.
    ///
    /// # Panics
    /// If it does, with what no scenario drove, and the table.
    ///
    /// ```
    /// ntro_workflow_testing::coverage::Coverage::default().assert_full();
    /// ```
    #[track_caller]
    pub fn assert_full(&self) {
        if let Err(gaps) = self.check() {
            panic!("{gaps}");
        }
    }
}

impl RunbookCoverage {
    /// The gates with answers that nobody drove.
    pub(super) fn gaps(&self) -> impl Iterator<Item = Gap> {
        let gaps = self.gates.iter().map(|gate| Gap {
            slug: self.slug.clone(),
            step: gate.step.clone(),
            gate: gate.gate.clone(),
            answers: gate.missing(),
        });
        gaps.filter(|gap| !gap.answers.is_empty())
    }

    /// The cells that can be.
    pub(super) fn answers(&self) -> impl Iterator<Item = &AnswerCoverage> {
        self.gates.iter().flat_map(|gate| gate.answers.values())
    }
}

impl GateCoverage {
    /// What can happen at it, is not excluded, and did not happen in any scenario.
    #[must_use]
    pub fn missing(&self) -> Vec<Driven> {
        let missing = self.answers.iter().filter(|(_, answer)| answer.is_missing());
        missing.map(|(driven, _)| *driven).collect()
    }

    /// How people call it.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.step, self.gate)
    }
}

impl AnswerCoverage {
    /// Whether nobody drove it, and nobody said why.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.driven == 0 && self.excluded.is_none()
    }
}
