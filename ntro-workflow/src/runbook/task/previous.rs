//! Asking for the tasks of the past.

use std::fmt::Display;
use std::time::Duration;

use crate::runbook::activity::ActivityCall;
use crate::runbook::activity_definition::ActivityRef;
use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::LocalFuture;
use crate::runbook::unwind;
use crate::wire::{DocumentQuery, Payload, PreviousQuery, PreviousTask, decode};

/// The activity that finds a task.
pub(crate) const PREVIOUS: ActivityRef<PreviousQuery, Option<PreviousTask>> =
    ActivityRef::new("ntro.previous_task");

/// The activity that finds a document of a task.
pub(crate) const FIND_DOCUMENT: ActivityRef<DocumentQuery, Option<PreviousTask>> =
    ActivityRef::new("ntro.find_committed_document");

/// How long one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(30);

/// A question for a task of the past, before it is asked. Made by [`Ctx::previous`] and
/// [`Ctx::find_committed_document`]; asked by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, period: &str) -> RunbookResult<bool> {
/// let previous = ctx.previous("nav-monthly", "harbour-street").before(period).await?;
/// # Ok(previous.is_some())
/// # }
/// ```
#[must_use = "a task of the past is asked for when it is awaited"]
pub struct PreviousCall<'a, W: NtroWorkflow> {
    ctx: &'a Ctx<W>,
    query: PreviousQuery,
    source: Option<String>,
    give_up_after: Option<Duration>,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Asks for the newest completed task of a runbook for an entity: the baseline of this one.
    ///
    /// Newest is the one of the latest period, as text, whenever it was worked on; of one period, the one that
    /// completed last. Tasks are those of runbooks that say what they are about by
    /// `#[ntro_workflow(…, history(entity = …, period = …))]`, kept by the worker's
    /// [task history](crate::wire::CompletedTask).
    ///
    /// # Errors
    /// Awaiting it gives `None` if there is none. A store that is away is asked again and again, and is never taken for
    /// an empty one. `NoTaskHistory` if the worker has no store, `InvalidTask` if the slug, the entity or the period is
    /// empty, and those of [`Ctx::activity`].
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, fund: &str, period: &str) -> RunbookResult<Option<f64>> {
    /// #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
    /// struct Closed { total: f64 }
    ///
    /// let Some(previous) = ctx.previous("nav-monthly", fund).before(period).await? else {
    ///     return Ok(None); // the first month: there is nothing to compare with
    /// };
    /// Ok(Some(previous.output::<Closed>()?.total))
    /// # }
    /// ```
    pub fn previous(&self, slug: impl Into<String>, entity: impl Display) -> PreviousCall<'_, W> {
        let query = PreviousQuery {
            asked_by: Some(self.original_run_id()),
            ..PreviousQuery::new(slug, entity.to_string())
        };
        PreviousCall { ctx: self, query, source: None, give_up_after: None }
    }

    /// Asks for the document from a source that belongs to the newest completed task of a runbook for an entity: what
    /// a child of that task took in, or, if the runbook itself takes in documents, its newest task with that source.
    ///
    /// The document's run says its source by `history(…, source = …)`; what is found is that run's output.
    ///
    /// # Errors
    /// As [`Ctx::previous`]; `None` also if that task had no document from there.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, fund: &str, period: &str) -> RunbookResult<()> {
    /// let statement = ctx.find_committed_document("nav-monthly", fund, "bank-statement").before(period).await?;
    /// if let Some(statement) = statement {
    ///     let balance = statement.extract(&["closing_balance"]);
    /// #   drop(balance);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn find_committed_document(
        &self,
        slug: impl Into<String>,
        entity: impl Display,
        source: impl Into<String>,
    ) -> PreviousCall<'_, W> {
        PreviousCall { source: Some(source.into()), ..self.previous(slug, entity) }
    }
}

impl<W: NtroWorkflow> PreviousCall<'_, W> {
    /// Only of periods before this one, as text sorts; tasks without a period do not count then.
    pub fn before(self, period: impl Display) -> Self {
        Self { query: self.query.before(period.to_string()), ..self }
    }

    /// How long a store that is away is asked; without a limit by default. Afterwards the call fails, and says why.
    pub fn give_up_after(self, limit: Duration) -> Self {
        Self { give_up_after: Some(limit), ..self }
    }

    async fn ask(self) -> RunbookResult<Option<PreviousTask>> {
        let Self { ctx, query, source, give_up_after } = self;
        let invalid =
            |message| RunbookError::failed("InvalidTask", format!("a task is asked for, but {message}"));
        let summary = format!("Previous task of {} for {}", query.slug, query.entity);
        match source {
            None => {
                query.check().map_err(invalid)?;
                limited(ctx.activity(PREVIOUS, query), summary, give_up_after).await
            }
            Some(source) => {
                let query = DocumentQuery::new(query, source);
                query.check().map_err(invalid)?;
                let summary = format!("{summary}: {}", query.source);
                limited(ctx.activity(FIND_DOCUMENT, query), summary, give_up_after).await
            }
        }
    }
}

fn limited<W: NtroWorkflow>(
    call: ActivityCall<'_, W, Option<PreviousTask>>,
    summary: String,
    give_up_after: Option<Duration>,
) -> ActivityCall<'_, W, Option<PreviousTask>> {
    let call = call.start_to_close(ATTEMPT).summary(summary);
    match give_up_after {
        Some(limit) => call.schedule_to_close(limit),
        None => call,
    }
}

impl<'a, W: NtroWorkflow> IntoFuture for PreviousCall<'a, W> {
    type Output = RunbookResult<Option<PreviousTask>>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.ask())
    }
}

impl PreviousTask {
    /// Its output as a type: that of the runbook as it is now, or only what of it is needed.
    ///
    /// # Errors
    /// A failure of the type `InvalidPayload` that says where it does not fit: the runbook returned another shape then.
    ///
    /// ```
    /// use ntro_workflow::wire::{CompletedTask, PreviousTask, TaskKey};
    ///
    /// let key = TaskKey::new("harbour").period("2026-02");
    /// let previous = PreviousTask::from(CompletedTask::new("nav-monthly", key, "nav-2", serde_json::json!([1, "two"])));
    /// let error = previous.output::<Vec<u32>>().unwrap_err();
    /// assert!(error.to_string().starts_with("the output of task `nav-2` (2026-02) does not fit: at /1: "));
    /// ```
    pub fn output<T: Payload>(&self) -> RunbookResult<T> {
        let output = self.output.clone();
        let decoded = unwind::catch(|| decode::from_value(output))
            .map_err(|panic| format!("its decoding panicked: {panic}"))
            .and_then(|decoded| decoded.map_err(|violation| violation.to_string()));
        decoded.map_err(|message| {
            let period = self.period.as_ref().map(|period| format!(" ({period})")).unwrap_or_default();
            let message = format!("the output of task `{}`{period} does not fit: {message}", self.task_id);
            RunbookError::failed("InvalidPayload", message)
        })
    }
}
