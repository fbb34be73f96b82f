//! Answers that need not be driven, because somebody said so and why.

use crate::coverage::table::{Coverage, GateCoverage, RunbookCoverage};
use crate::decision::Driven;
use crate::nearest::did_you_mean;

impl Coverage {
    /// Says that an answer need not be driven at a gate, and why. An exclusion that does not hold is a
    /// fault, which [`check`](Self::check) finds: one of a gate that is not there, of an answer that the
    /// gate cannot get anyway, or of one that a scenario drove; and one without a reason.
    ///
    /// ```
    /// use ntro_workflow_testing::{Driven, coverage};
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// #     #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::review(ctx).await }
    /// #     #[ui_step(name = "review", title = "Review", gate(payload = f64))]
    /// #     async fn review(ctx: &Ctx<Self>) -> RunbookResult<()> {
    /// #         ctx.wait_for_action(&1.0).await?; Ok(())
    /// #     }
    /// # }
    /// let coverage =
    ///     coverage::of::<Close>().except("revew", "review", Driven::Refused, "it validates nothing");
    /// assert_eq!(
    ///     coverage.faults,
    ///     ["`revew/review`, where `refused` is excluded, is no gate of `nav-close`; did you mean `review/review`?"]
    /// );
    /// ```
    #[must_use]
    pub fn except(mut self, step: &str, gate: &str, driven: Driven, reason: &str) -> Self {
        if let Err(fault) = self.exclude(step, gate, driven, reason.trim()) {
            self.faults.push(fault);
        }
        self
    }

    fn exclude(&mut self, step: &str, gate: &str, driven: Driven, reason: &str) -> Result<(), String> {
        let name = format!("{step}/{gate}");
        if reason.is_empty() {
            return Err(format!("the exclusion of `{driven}` at `{name}` has no reason; give one"));
        }
        let mut with_it = self.runbooks.iter_mut().filter_map(|runbook| runbook.gate_mut(step, gate));
        let (Some(found), more) = (with_it.next(), with_it.next()) else {
            return Err(self.unknown(&name, driven));
        };
        if more.is_some() {
            return Err(format!(
                "`{name}`, where `{driven}` is excluded, is a gate of several runbooks; \
                 exclude it in `coverage::of` of one of them"
            ));
        }
        let Some(answer) = found.answers.get_mut(&driven) else {
            return Err(found.cannot_get(driven));
        };
        match answer.excluded.replace(reason.to_owned()) {
            None => Ok(()),
            Some(_) => Err(format!("`{driven}` at `{name}` is excluded twice; leave one out")),
        }
    }

    fn unknown(&self, name: &str, driven: Driven) -> String {
        let gates = self.runbooks.iter().flat_map(|runbook| &runbook.gates);
        let known: Vec<String> = gates.map(GateCoverage::name).collect();
        let slugs: Vec<_> = self.runbooks.iter().map(|runbook| format!("`{}`", runbook.slug)).collect();
        let remedy = did_you_mean(name, known.iter().map(String::as_str));
        let slugs = slugs.join(", ");
        format!("`{name}`, where `{driven}` is excluded, is no gate of {slugs}{remedy}")
    }

    /// The faults that were found when something was excluded, and those that the numbers show.
    pub(super) fn every_fault(&self) -> Vec<String> {
        let gates = self.runbooks.iter().flat_map(|runbook| &runbook.gates);
        // One that was written down with its table is there already.
        let stale = gates.flat_map(GateCoverage::stale).filter(|fault| !self.faults.contains(fault));
        self.faults.iter().cloned().chain(stale).collect()
    }
}

impl RunbookCoverage {
    fn gate_mut(&mut self, step: &str, gate: &str) -> Option<&mut GateCoverage> {
        self.gates.iter_mut().find(|row| row.step == step && row.gate == gate)
    }
}

impl GateCoverage {
    fn cannot_get(&self, driven: Driven) -> String {
        let can: Vec<_> = self.answers.keys().map(|driven| driven.as_str()).collect();
        format!(
            "`{}` cannot get `{driven}` anyway, only: {}; take the exclusion away",
            self.name(),
            can.join(", ")
        )
    }

    /// Exclusions of what a scenario drove all the same.
    fn stale(&self) -> impl Iterator<Item = String> {
        self.answers.iter().filter_map(|(driven, answer)| {
            let reason = answer.excluded.as_ref().filter(|_| answer.driven > 0)?;
            let name = self.name();
            Some(format!(
                "`{driven}` at `{name}` is excluded ({reason}), and was driven; take the exclusion away"
            ))
        })
    }
}
