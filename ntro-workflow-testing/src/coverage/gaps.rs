//! What no scenario drove.

use std::fmt;

use crate::coverage::table::Coverage;
use crate::decision::Driven;

/// Why a coverage is not full: everything at once. `Display` lists it, with the table below.
///
/// ```
/// use ntro_workflow_testing::coverage::Gaps;
///
/// /// How many answers are to be driven yet.
/// fn left(gaps: &Gaps) -> usize {
///     gaps.gaps.iter().map(|gap| gap.answers.len()).sum()
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Gaps {
    /// What no scenario drove.
    pub gaps: Vec<Gap>,
    /// The runbooks of which there was no run.
    pub not_run: Vec<String>,
    /// One sentence per exclusion that does not hold: what is wrong and what to do.
    pub faults: Vec<String>,
    table: String,
}

/// What no scenario drove at one gate.
///
/// ```
/// use ntro_workflow_testing::Driven;
/// use ntro_workflow_testing::coverage::Gap;
///
/// let (slug, step, gate) = ("nav-close".into(), "review".into(), "review".into());
/// let gap = Gap { slug, step, gate, answers: vec![Driven::Rejected, Driven::TimedOut] };
/// assert_eq!(gap.to_string(), "review/review: rejected, timed out");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The runbook.
    pub slug: String,
    /// The step.
    pub step: String,
    /// The gate.
    pub gate: String,
    /// What is missing.
    pub answers: Vec<Driven>,
}

impl Gaps {
    /// The gaps of a coverage, if it has any.
    pub(super) fn of(coverage: &Coverage) -> Option<Self> {
        let not_run = coverage.runbooks.iter().filter(|runbook| runbook.runs == 0);
        let not_run: Vec<_> = not_run.map(|runbook| runbook.slug.clone()).collect();
        let gaps: Vec<_> = coverage.runbooks.iter().flat_map(|runbook| runbook.gaps()).collect();
        let faults = coverage.every_fault();
        let full = not_run.is_empty() && gaps.is_empty() && faults.is_empty();
        (!full).then(|| Self { gaps, not_run, faults, table: coverage.to_string() })
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answers: Vec<_> = self.answers.iter().map(|answer| answer.as_str()).collect();
        write!(f, "{}/{}: {}", self.step, self.gate, answers.join(", "))
    }
}

impl fmt::Display for Gaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("decision coverage is not full\n")?;
        for slug in &self.not_run {
            writeln!(f, "no scenario ran `{slug}`: play them before, in the same process")?;
        }
        for of_one in self.gaps.chunk_by(|one, other| one.slug == other.slug) {
            writeln!(
                f,
                "no scenario drove, in `{}` (drive it, or exclude it with `except` and a reason):",
                of_one[0].slug
            )?;
            of_one.iter().try_for_each(|gap| writeln!(f, "- {gap}"))?;
        }
        if !self.faults.is_empty() {
            f.write_str("exclusions that do not hold:\n")?;
            self.faults.iter().try_for_each(|fault| writeln!(f, "- {fault}"))?;
        }
        write!(f, "\n{}", self.table)
    }
}

/// As `Display`: it is what a test prints that returns it.
impl fmt::Debug for Gaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Gaps {}
