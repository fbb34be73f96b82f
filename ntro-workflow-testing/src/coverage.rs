//! Decision coverage: which answers at which gates the scenarios of a test binary drove.
//!
//! Every scenario that was played to its end is counted, in this process. The rows are gates: those that
//! the runbook declares, whether any scenario came there or not, and of the others those that opened. The
//! columns are what can happen at a gate: a review is approved, corrected, rejected, or refuses somebody's
//! answer; a submission is submitted; what has a deadline times out. A gate counts as open to what its
//! runbook declares, and to what it took when it opened.
//!
//! An answer that no scenario can drive is excluded by saying so, with a reason:
//!
//! ```
//! use ntro_workflow_testing::{Driven, coverage};
//! # use ntro_workflow::prelude::*;
//! # #[derive(Default)] struct Close;
//! # #[ntro_workflow(slug = "nav-close")] impl Close {
//! #     #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::review(ctx).await }
//! #     #[ui_step(name = "review", title = "Review", gate(payload = f64, answers(approved, rejected)))]
//! #     async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
//! #         ctx.wait_for_action(&1.0).await?; Ok(())
//! #     }
//! # }
//! let gaps = coverage::of::<Close>()
//!     .except("review", "review", Driven::Refused, "it validates nothing")
//!     .check()
//!     .unwrap_err(); // no scenario was played here
//! assert!(gaps.to_string().contains("review/review: approved, rejected"));
//! ```
//!
//! [`scenarios!`](crate::scenarios) asks for it where it does not matter which tests run, and in which
//! order. [`assert_full`] asks for what was driven until it is called.
//!
//! # The JSON
//!
//! [`Coverage::to_json`] writes, and [`Coverage::from_json`] reads:
//!
//! ```json
//! {
//!   "coverage_version": 1,
//!   "runbooks": [
//!     {
//!       "slug": "nav-close",
//!       "runs": 2,
//!       "gates": [
//!         {
//!           "step": "review",
//!           "gate": "review",
//!           "kind": "review",
//!           "declared": true,
//!           "openings": 2,
//!           "answers": {
//!             "approved": { "driven": 2 },
//!             "rejected": { "driven": 0 },
//!             "refused": { "driven": 0, "excluded": "it validates nothing" }
//!           }
//!         }
//!       ]
//!     }
//!   ],
//!   "faults": []
//! }
//! ```
//!
//! `answers` has what the gate can get: `approved`, `corrected`, `rejected`, `submitted`, `timed_out`,
//! `refused`. One that was driven 0 times and is not excluded is missing. `faults` are sentences about
//! exclusions that do not hold.

use ntro_workflow::NtroWorkflow;

mod exclusion;
mod gaps;
mod json;
mod ledger;
mod merge;
mod page;
mod rows;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use gaps::{Gap, Gaps};
pub use json::CoverageError;
pub(crate) use ledger::{Ledger, carried, record, scoped};
pub use table::{AnswerCoverage, Coverage, GateCoverage, RunbookCoverage};

/// What the scenarios of this process drove in one runbook until now.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// let coverage = ntro_workflow_testing::coverage::of::<Close>();
/// assert_eq!(coverage.runbooks[0].slug, "nav-close");
/// ```
#[must_use]
pub fn of<W: NtroWorkflow>() -> Coverage {
    ledger::ledger().coverage_of::<W>()
}

/// What the scenarios of this process drove until now, in every runbook that ran in one, children
/// included; by slug.
///
/// ```
/// let coverage = ntro_workflow_testing::coverage::all();
/// assert!(coverage.runbooks.is_empty()); // nothing was played here
/// ```
#[must_use]
pub fn all() -> Coverage {
    ledger::ledger().coverage()
}

/// Asserts that the scenarios of this process drove every answer of a runbook until now. The scenarios
/// must have been played before: in the same test, or in [`scenarios!`](crate::scenarios), which sees to
/// it. For exclusions, [`of`] and [`Coverage::assert_full`].
///
/// # Panics
/// If there are [`Gaps`], with what no scenario drove, and the table.
///
/// ```should_panic
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// ntro_workflow_testing::coverage::assert_full::<Close>(); // no scenario of it was played here
/// ```
#[track_caller]
pub fn assert_full<W: NtroWorkflow>() {
    of::<W>().assert_full();
}
