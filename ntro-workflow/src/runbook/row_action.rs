//! What people may edit at a review, and what its rows can do.

use crate::runbook::definition::NtroWorkflow;
use crate::runbook::review::{Review, fits};
use crate::runbook::{payload, unwind};
use crate::state::RowHook;
use crate::wire::{EditRules, Editable, Payload, RowAction};

impl<W: NtroWorkflow, T: Payload> Review<'_, W, T> {
    /// Lets people edit what `T` says, and nothing else: `#[derive(Editable)]`. A gate that is declared with
    /// its payload does so by itself.
    ///
    /// ```
    /// # use {ntro_workflow::{NtroWorkflow, prelude::*}, serde::{Deserialize, Serialize}};
    /// #[derive(Serialize, Deserialize, schemars::JsonSchema, Editable)]
    /// struct Line {
    ///     id: String,
    ///     #[edit(editable, type = "currency")]
    ///     amount: f64,
    /// }
    ///
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, lines: &Vec<Line>) -> RunbookResult<()> {
    /// let review = ctx.wait_for_action(lines).display(DataTable::of::<Line>("Lines")).editable().await?;
    /// # drop(review);
    /// # Ok(())
    /// # }
    /// ```
    pub fn editable(self) -> Self
    where
        T: Editable,
    {
        self.edits(EditRules::of::<T>())
    }

    /// Lets people edit what these rules say, and nothing else.
    ///
    /// They judge signals again on replay. So where a type lets people edit less than before, runs with
    /// answered gates keep the rules that they had: `ctx.patched(…)`, and the older tables here.
    pub fn edits(self, rules: EditRules) -> Self {
        self.with(|opening| opening.terms.edits = Some(rules))
    }

    /// What a row action does, while the gate stays open: to a copy of the payload, which is shown under a
    /// new revision if it fits, and dropped if the hook refuses, with the sentence for the person, or panics.
    ///
    /// For `edit_cell` and `reject_row` it is done instead of what those usually do. A row that is not there
    /// is refused before, and so is a cell that may not be edited. A table shows the verbs as its
    /// `row_actions`.
    ///
    /// A pure function. It runs when the message is judged, when it is applied, and again on replay.
    ///
    /// ```
    /// # use {ntro_workflow::{NtroWorkflow, prelude::*}, serde::{Deserialize, Serialize}};
    /// # #[derive(Serialize, Deserialize, schemars::JsonSchema)]
    /// # struct Line { id: String, amount: f64 }
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, lines: &Vec<Line>) -> RunbookResult<()> {
    /// let review = ctx
    ///     .wait_for_action(lines)
    ///     .row_action("split", |row: &RowAction, lines: &mut Vec<Line>| {
    ///         let kept: f64 = row.argument("kept")?;
    ///         let Some(line) = lines.iter_mut().find(|line| line.id == row.row_id) else {
    ///             return Err("the row is gone".into());
    ///         };
    ///         if kept <= 0.0 || kept >= line.amount {
    ///             return Err(format!("keep more than nothing and less than {}", line.amount));
    ///         }
    ///         let rest = Line { id: format!("{}-rest", line.id), amount: line.amount - kept };
    ///         line.amount = kept;
    ///         lines.push(rest);
    ///         Ok(())
    ///     })
    ///     .await?;
    /// # drop(review);
    /// # Ok(())
    /// # }
    /// ```
    pub fn row_action(
        self,
        verb: &str,
        act: impl Fn(&RowAction, &mut T) -> Result<(), String> + 'static,
    ) -> Self {
        let hook = RowHook::new(move |row, shown| {
            let mut copy: T = fits(shown).map_err(|violation| violation.to_string())?;
            unwind::catch(|| act(row, &mut copy))
                .unwrap_or_else(|panic| Err(format!("it panicked: {panic}")))?;
            payload::to_json(&copy)
        });
        self.with(|opening| opening.row_hooks.set(verb.trim(), hook))
    }
}
