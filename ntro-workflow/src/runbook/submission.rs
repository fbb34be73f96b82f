//! `await_signal_with_action`: the run waits for a signal of its own and tells clients how to send it.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::runbook::context::{Ctx, Waited};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::{Gate, LocalFuture, OpenGate, Opened, Opening, Timed, sealed, untimed};
use crate::runbook::quality::{QualityCheck, QualityPlan};
use crate::runbook::unwind;
use crate::runbook::workflow::{Author, Runbook};
use crate::state::{GateSubject, GateTerms, GroupKey, OpeningKey};
use crate::wire::{DisplayHint, Ending, Feedback, PendingKind};

/// What a client is told to send: one document, by a signal of the runbook's.
///
/// Contract B.3: the keys of `args`. `signal_task_id` is filled in with the run's own id.
///
/// ```
/// use ntro_workflow::SubmitFile;
///
/// # use ntro_workflow::prelude::FileUpload;
/// let action = SubmitFile::new("invoices")
///     .signal("invoice_submitted")
///     .schema_slug("invoice")
///     .tenant("harbour")
///     .entity("harbour-street-4")
///     .arg("expected_kind", "invoice")
///     .reason("Upload the invoice for March")
///     .display(FileUpload::new("Upload an invoice").accept(["application/pdf"]));
/// # let _ = action;
/// ```
#[derive(Clone, Debug)]
pub struct SubmitFile {
    args: Map<String, Value>,
    reason: Option<String>,
    hint: Option<DisplayHint>,
}

impl SubmitFile {
    /// One document from a source: `args.source`, the word by which people know where it comes from.
    pub fn new(source: impl Into<String>) -> Self {
        Self { args: Map::new(), reason: None, hint: None }.arg("source", source.into())
    }

    /// The signal that brings it, `args.signal_name`; `document_submitted` by default.
    #[must_use]
    pub fn signal(self, name: &str) -> Self {
        self.arg("signal_name", name)
    }

    /// The schema that it is extracted by: `args.schema_slug`.
    #[must_use]
    pub fn schema_slug(self, slug: &str) -> Self {
        self.arg("schema_slug", slug)
    }

    /// The tenant that it belongs to: `args.tenant_id_or_slug`.
    #[must_use]
    pub fn tenant(self, id_or_slug: &str) -> Self {
        self.arg("tenant_id_or_slug", id_or_slug)
    }

    /// The entity that it belongs to: `args.entity_id_or_slug`.
    #[must_use]
    pub fn entity(self, id_or_slug: &str) -> Self {
        self.arg("entity_id_or_slug", id_or_slug)
    }

    /// Any other key of `args`, passed through as it is.
    #[must_use]
    pub fn arg(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.args.insert(key.to_owned(), value.into());
        self
    }

    /// One sentence for the person.
    #[must_use]
    pub fn reason(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..self }
    }

    /// How it is shown; by default the component that the step declares, without any configuration, else
    /// a file upload. A declared gate is shown by its component only: `GateNotOpened` with another.
    #[must_use]
    pub fn display(self, hint: impl Into<DisplayHint>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    fn opening(mut self, workflow_id: &str) -> Opening {
        self.args.entry("signal_name").or_insert_with(|| "document_submitted".into());
        self.args.entry("signal_task_id").or_insert_with(|| workflow_id.into());
        let opening = Opening::new("submit", GateSubject::Submission(PendingKind::SubmitFile));
        Opening {
            args: Some(Value::Object(self.args)),
            reason: self.reason,
            terms: GateTerms { hint: self.hint, ..opening.terms },
            quality: QualityPlan { submitted: Some(Ok(Value::Object(Map::new()))), ..opening.quality },
            ..opening
        }
    }
}

/// A submission that still needs to know what it waits for: [`until`](Self::until) or
/// [`take`](Self::take).
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Intake { documents: Vec<String>, complete: bool }
/// # #[ntro_workflow(slug = "intake")] impl Intake {
/// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> { Self::collect(ctx).await }
/// # #[signal] fn document_submitted(&mut self, document: String) { self.documents.push(document); }
/// # #[signal] fn all_submitted(&mut self) { self.complete = true; }
/// # #[ui_step(name = "collect", title = "Collect", icon = "Inbox")]
/// # async fn collect(ctx: &Ctx<Self>) -> RunbookResult<()> {
/// let lease = ctx.await_signal_with_action(SubmitFile::new("lease")).named("lease");
/// let lease: String = lease.take(|intake| intake.documents.pop()).await?;
/// let others = SubmitFile::new("others").signal("all_submitted");
/// ctx.await_signal_with_action(others).named("others").until(|intake| intake.complete).await?;
/// # drop(lease); Ok(())
/// # }
/// # }
/// ```
#[must_use = "say what is waited for: `.until(…)` or `.take(…)`"]
pub struct SubmissionDraft<'a, W: NtroWorkflow> {
    ctx: &'a Ctx<W>,
    opening: Opening,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Tells clients what to send, and waits until the runbook's own signal handler has it.
    ///
    /// The gate is called `submit` unless [`SubmissionDraft::named`] says otherwise.
    ///
    /// # Errors
    /// Awaiting it gives [`RunbookError::Cancelled`] when the run is cancelled, and failures of the
    /// types `OutsideStep`, `GateNotOpened`, `Panic` and, where the step declares a timeout, `TimedOut`.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Intake { document: Option<String> }
    /// # #[ntro_workflow(slug = "intake")] impl Intake {
    /// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> { Self::upload(ctx).await }
    /// #[signal]
    /// fn document_submitted(&mut self, document: String) {
    ///     self.document = Some(document);
    /// }
    ///
    /// #[ui_step(name = "upload", title = "Upload the lease", icon = "Upload")]
    /// async fn upload(ctx: &Ctx<Self>) -> RunbookResult<String> {
    ///     ctx.await_signal_with_action(SubmitFile::new("lease")).take(|intake| intake.document.take()).await
    /// }
    /// # }
    /// ```
    pub fn await_signal_with_action(&self, action: SubmitFile) -> SubmissionDraft<'_, W> {
        SubmissionDraft { ctx: self, opening: action.opening(self.workflow_id()) }
    }
}

impl<'a, W: NtroWorkflow> SubmissionDraft<'a, W> {
    /// Names the gate: a part of its identity, one of several gates of a step. 1 to 64 of the letters
    /// a-z, A-Z, 0-9, `_`, `-` and `.`; with another name it does not open: `GateNotOpened`.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.opening.name);
        self
    }

    /// Has these checks run beside the gate, on what [`submitted`](Self::submitted) says. They advise: they
    /// show at the gate, and neither hold it up nor close it.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, QualityCheck, prelude::*};
    /// # use serde_json::json;
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    /// let upload = ctx.await_signal_with_action(SubmitFile::new("bank"))
    ///     .checks([QualityCheck::code("opening", "Opening balance agrees", "bank_reconciles")])
    ///     .submitted(&json!({ "bank_statement": { "fields": { "opening_balance": "0.00" } } }));
    /// upload.until(|_| true).await
    /// # }
    /// ```
    pub fn checks(mut self, checks: impl IntoIterator<Item = QualityCheck>) -> Self {
        self.opening.quality.checks.extend(checks);
        self
    }

    /// What the checks judge; nothing, `{}`, by default.
    pub fn submitted(mut self, submitted: &impl Serialize) -> Self {
        self.opening.quality.submitted(submitted);
        self
    }

    /// What the checks compare with. An empty object or list is no baseline, and neither is `null`.
    pub fn baseline<B: Serialize>(mut self, baseline: Option<&B>) -> Self {
        self.opening.quality.baseline(baseline);
        self
    }

    /// What became of what was sent before, shown beside what is asked for as long as the gate is open.
    pub fn feedback(mut self, feedback: impl Into<Feedback>) -> Self {
        self.opening.feedback = Some(feedback.into());
        self
    }

    /// Waits until a predicate of the runbook's struct holds. It must not change anything.
    pub fn until(self, predicate: impl Fn(&W) -> bool + 'a) -> Submission<'a, W, ()> {
        self.take(move |runbook| predicate(runbook).then_some(()))
    }

    /// Waits for a value and takes it out of the runbook's struct, so that a step that runs again
    /// waits again. Called whenever the struct may have changed; must change nothing while it
    /// returns `None`.
    pub fn take<T>(self, take: impl FnMut(&mut W) -> Option<T> + 'a) -> Submission<'a, W, T> {
        Submission { ctx: self.ctx, opening: self.opening, take: Box::new(take) }
    }
}

type Take<'a, W, T> = Box<dyn FnMut(&mut W) -> Option<T> + 'a>;

/// A submission before it opens; opened by awaiting it.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Intake { document: Option<String> }
/// # #[ntro_workflow(slug = "intake")] impl Intake {
/// # #[signal] fn document_submitted(&mut self, document: String) { self.document = Some(document); }
/// # #[run] async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> { Self::upload(ctx).await }
/// # #[ui_step(name = "upload", title = "Upload the lease", icon = "Upload")]
/// # async fn upload(ctx: &Ctx<Self>) -> RunbookResult<String> {
/// let upload = ctx.await_signal_with_action(SubmitFile::new("lease")).take(|intake| intake.document.take());
/// upload.timeout(Duration::from_secs(24 * 60 * 60)).await?.or_fail("no lease within a day")
/// # }
/// # }
/// ```
#[must_use = "a gate opens when it is awaited"]
pub struct Submission<'a, W: NtroWorkflow, T> {
    ctx: &'a Ctx<W>,
    opening: Opening,
    take: Take<'a, W, T>,
}

impl<'a, W: NtroWorkflow, T: 'a> Submission<'a, W, T> {
    /// Waits for at most this long, in workflow time; awaiting it then gives a [`Waited`].
    pub fn timeout(self, limit: Duration) -> Timed<'a, Self> {
        Timed::new(self, Some(limit))
    }

    /// Waits for as long as the step declares; awaiting it then gives a [`Waited`]. Where the step declares
    /// no timeout, it does not open: `GateNotOpened`.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<()> {
    /// let upload = ctx.await_signal_with_action(SubmitFile::new("lease")).until(|_| true);
    /// upload.timed().await?.or_fail("no lease in time")
    /// # }
    /// ```
    pub fn timed(mut self) -> Timed<'a, Self> {
        self.opening.terms.timed = true;
        Timed::new(self, None)
    }
}

impl<W: NtroWorkflow, T> sealed::Gate for Submission<'_, W, T> {}

impl<W: NtroWorkflow, T> Gate for Submission<'_, W, T> {
    type Value = T;

    async fn wait_for(self, limit: Option<Duration>) -> RunbookResult<Waited<T>> {
        self.open(limit)?.wait().await
    }
}

impl<'a, W: NtroWorkflow, T> Submission<'a, W, T> {
    fn open(self, limit: Option<Duration>) -> RunbookResult<Opened<'a, W, T>>
    where
        T: 'a,
    {
        let gate = OpenGate::open(self.ctx, self.opening, limit)?;
        let value = Box::pin(value(self.ctx, gate.key(), self.take));
        Ok(Opened { gate, value })
    }
}

impl<'a, W: NtroWorkflow, T: 'a> sealed::Member<'a> for Submission<'a, W, T> {
    type Runbook = W;

    fn new_group(&self) -> GroupKey {
        self.ctx.change(|state| state.new_group())
    }

    fn open_in(
        mut self,
        group: GroupKey,
        limit: Option<Duration>,
        timed: bool,
    ) -> RunbookResult<Opened<'a, W, T>> {
        self.opening.group = Some(group);
        self.opening.terms.timed |= timed;
        self.open(limit)
    }
}

/// Looks for the value once per change of the author's struct, never while polling: taking is a
/// change, and a change while polling would make the SDK poll again without end. What it finds closes the
/// gate at once; where another of the group was first, nothing is taken.
async fn value<W: NtroWorkflow, T>(
    ctx: &Ctx<W>,
    key: OpeningKey,
    mut take: Take<'_, W, T>,
) -> RunbookResult<T> {
    loop {
        if ctx.sdk().state(|runbook| runbook.state.ending(key).is_some()) {
            return std::future::pending().await;
        }
        let (seen, taken) = look(ctx, &mut take)?;
        if let Some(value) = taken {
            let now = ctx.now();
            ctx.change(|state| state.close_gate(key, Ending::Satisfied, now));
            return Ok(value);
        }
        ctx.wait_condition(|runbook| runbook.author_version != seen).await?;
    }
}

fn look<W: NtroWorkflow, T>(
    ctx: &Ctx<W>,
    take: &mut dyn FnMut(&mut W) -> Option<T>,
) -> RunbookResult<(u64, Option<T>)> {
    ctx.sdk().state_mut(|runbook: &mut Runbook<W>| match &mut runbook.author {
        Author::Ready { runbook: author, .. } => match unwind::catch(|| take(author)) {
            Ok(taken) => Ok((runbook.author_version, taken)),
            Err(panic) => Err(RunbookError::panicked("a predicate", &panic)),
        },
        Author::Broken(error) => Err(error.clone()),
    })
}

impl<'a, W: NtroWorkflow, T: 'a> IntoFuture for Submission<'a, W, T> {
    type Output = RunbookResult<T>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(untimed(self.ctx, self))
    }
}
