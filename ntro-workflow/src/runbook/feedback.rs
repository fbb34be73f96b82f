//! `set_user_feedback`: news at a gate that is open.

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::wire::Feedback;

impl<W: NtroWorkflow> Ctx<W> {
    /// Shows feedback at a gate that is open in this call of the step, beside what the gate asks: until the
    /// gate closes, or the next feedback. It changes neither what the person decides on nor the author's
    /// display hint.
    ///
    /// For a gate that is about to open there is `.feedback(…)` on its builder.
    ///
    /// # Errors
    /// Failures of the types `OutsideStep` and `GateNotOpen`, which names the gates that are open.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// use ntro_workflow::IngestOutcome;
    /// # #[derive(Default)] struct Intake { rows: u64, complete: bool }
    /// # #[ntro_workflow(slug = "intake")] impl Intake {
    /// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::collect(ctx).await }
    /// # #[signal] fn rows_submitted(&mut self, rows: u64) { self.rows += rows; self.complete = self.rows >= 20; }
    /// #[ui_step(name = "collect", title = "Collect the rows", icon = "Inbox")]
    /// async fn collect(ctx: &Ctx<Self>) -> RunbookResult<()> {
    ///     let rows = SubmitFile::new("rows").signal("rows_submitted");
    ///     let complete = ctx.await_signal_with_action(rows).until(|intake| intake.complete);
    ///     let told = async {
    ///         ctx.wait_until(|intake| intake.rows > 0).await?;
    ///         let rows = ctx.state(|intake| intake.rows);
    ///         ctx.set_user_feedback("submit", IngestOutcome::from_counts(rows, rows).target_rows(20))
    ///     };
    ///     let (complete, told) = join!(complete.into_future(), told);
    ///     complete.and(told)
    /// }
    /// # }
    /// ```
    pub fn set_user_feedback(&self, gate: &str, feedback: impl Into<Feedback>) -> RunbookResult<()> {
        let call = self.current_call(&format!("feedback at the gate `{gate}`"))?;
        let feedback = feedback.into();
        let set = self.change(|state| state.set_feedback(call, gate, feedback));
        set.map_err(|error| RunbookError::failed("GateNotOpen", error.to_string()))
    }
}
