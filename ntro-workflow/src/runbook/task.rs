//! A run as a task of the history: marked at its start, recorded at its end.
//!
//! Both are decided in history. Runs of runbooks without `history(…)`, and runs that were open when their runbook got
//! it, have the commands that they had.

mod mark;
mod previous;
mod record;
mod text;

pub use previous::PreviousCall;
pub use text::{PlainTaskPart, TaskPart, TaskText, task_key};

use serde_json::Value;

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::unwind;
use crate::wire::TaskKey;

#[cfg(all(test, feature = "worker"))]
pub(crate) use mark::ATTRIBUTES;
#[cfg(feature = "worker")]
pub(crate) use {
    mark::SOURCE,
    previous::{FIND_DOCUMENT, PREVIOUS},
    record::RECORD,
};

/// Says of a run that it is marked and recorded: new runs.
const SINCE_START: &str = "ntro.task_history";

/// Says of a run that it is recorded: one that was open when its runbook got `history(…)`.
const SINCE_END: &str = "ntro.task_record";

/// What a run of a runbook with `history(…)` is about.
pub(crate) struct Task {
    key: TaskKey,
    since_start: bool,
}

impl Task {
    /// Reads from the input what the run is about, and marks the run with it.
    pub(crate) async fn begin<W: NtroWorkflow>(
        ctx: &Ctx<W>,
        input: &W::Input,
    ) -> RunbookResult<Option<Self>> {
        let Some(key) = W::TASK else { return Ok(None) };
        let key =
            unwind::catch(|| key(input)).map_err(|panic| RunbookError::panicked("`history(…)`", &panic))?;
        key.check().map_err(|message| {
            RunbookError::failed(
                "InvalidInput",
                format!("the input of `{}` does not fit: {message}", W::SLUG),
            )
        })?;
        let since_start = ctx.patched(SINCE_START);
        if since_start {
            mark::mark(ctx, &key).await;
        }
        Ok(Some(Self { key, since_start }))
    }

    /// Has the completed run recorded; waits for as long as the store is away.
    pub(crate) async fn end<W: NtroWorkflow>(self, ctx: &Ctx<W>, output: &Value) -> RunbookResult<()> {
        if self.since_start || ctx.patched(SINCE_END) {
            record::record(ctx, self.key, output).await?;
        }
        Ok(())
    }
}
