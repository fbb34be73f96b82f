//! `collect_documents`: several documents at once, a slot and a child run for each.

use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::FusedFuture;
use serde_json::Value;

use crate::runbook::child::{ChildCall, ChildTarget};
use crate::runbook::context::{CancelOnDrop, Ctx, Waited};
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::{LocalFuture, OpenGate, Opening};
use crate::runbook::payload;
use crate::state::{GateSubject, OpeningKey, Slot};
use crate::wire::hint::{ExpectedDocument, HintAction, MultiFileUpload};
use crate::wire::{DisplayHint, Ending, Feedback, PendingKind};

/// A collection of documents before it opens. Made by [`Ctx::collect_documents`]; opened by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, prelude::*};
/// # use serde_json::{Value, json};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>) -> RunbookResult<Vec<Value>> {
/// ctx.collect_documents("document-ingest")
///     .slot(ExpectedDocument::new("bank").title("Bank statement").accept(["text/csv"]), &json!({ "source": "bank" }))
///     .slot(ExpectedDocument::new("rents").title("Rent roll"), &json!({ "source": "rents" }))
///     .title("Documents of the month")
///     .instructions("One file for each")
///     .reason("The close needs two documents")
///     .signal("document_submitted")
///     .task_queue("documents")
///     .timeout(Duration::from_secs(14 * 24 * 60 * 60))
///     .await
/// # }
/// ```
#[must_use = "a collection opens when it is awaited"]
pub struct Collection<'a, W: NtroWorkflow, T: ChildTarget> {
    ctx: &'a Ctx<W>,
    target: T,
    name: String,
    slots: Vec<(ExpectedDocument, Result<Value, String>)>,
    title: Option<String>,
    instructions: Option<String>,
    actions: Vec<HintAction>,
    reason: Option<String>,
    feedback: Option<Feedback>,
    signal: String,
    workflow_type: Option<String>,
    task_queue: Option<String>,
    limit: Option<Duration>,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// Collects several documents: a child run of the target takes each, all at once, and the results come
    /// in the order of the slots.
    ///
    /// People see one gate of the kind `submit_files`, called `submit`, with a slot per document: `pending`,
    /// `processing`, `awaiting_review`, then `completed` or `failed`. Where each document goes, and which
    /// runs can be asked what they wait for, is shown with it. A slot that fails harms no other: it says why,
    /// and a person may try it again by the row action `retry` of that source, or give the collection up by
    /// rejecting it. A child of another make, which does not report, is `pending` until it ends.
    ///
    /// The child of a source is `{parent}:{step}:{slug}:{source}`, from the second attempt on followed by
    /// `~{n}`. Without any slot it gives an empty list and opens nothing.
    ///
    /// # Errors
    /// Before anything starts, failures of the types `GateNotOpened` (a source twice, or without a name),
    /// `InvalidPayload`, `UnknownRunbook` and `OutsideStep`. `Rejected` when it is given up and `TimedOut` at
    /// its deadline; what is still missing is told, and the children that run are cancelled.
    /// [`RunbookError::Cancelled`] with the run.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # #[derive(Default)] struct Ingest;
    /// # #[ntro_workflow(slug = "document-ingest")] impl Ingest {
    /// #     #[run] async fn run(_ctx: &Ctx<Self>, source: String) -> RunbookResult<f64> { Ok(source.len() as f64) }
    /// # }
    /// # #[derive(Default)] struct Close;
    /// # #[ntro_workflow(slug = "nav-close")] impl Close {
    /// # #[run] async fn run(ctx: &Ctx<Self>, sources: Vec<String>) -> RunbookResult<Vec<f64>> {
    /// #     Self::collect(ctx, &sources).await
    /// # }
    /// #[ui_step(name = "collect", title = "Collect the documents", icon = "Inbox")]
    /// async fn collect(ctx: &Ctx<Self>, sources: &[String]) -> RunbookResult<Vec<f64>> {
    ///     let mut documents = ctx.collect_documents(Ingest::RUN).title("Documents of the month");
    ///     for source in sources {
    ///         documents = documents.slot(ExpectedDocument::new(source), source);
    ///     }
    ///     documents.await
    /// }
    /// # }
    /// ```
    pub fn collect_documents<T: ChildTarget>(&self, target: T) -> Collection<'_, W, T> {
        Collection {
            ctx: self,
            target,
            name: "submit".to_owned(),
            slots: Vec::new(),
            title: None,
            instructions: None,
            actions: Vec::new(),
            reason: None,
            feedback: None,
            signal: "document_submitted".to_owned(),
            workflow_type: None,
            task_queue: None,
            limit: None,
        }
    }
}

impl<W: NtroWorkflow, T: ChildTarget> Collection<'_, W, T> {
    /// One more document, and what the child run that takes it is started with.
    pub fn slot(mut self, document: ExpectedDocument, input: &T::Input) -> Self {
        self.slots.push((document, payload::to_json(input)));
        self
    }

    /// Names the gate: a part of its identity, one of several gates of a step. 1 to 64 of the letters
    /// a-z, A-Z, 0-9, `_`, `-` and `.`; with another name it does not open: `GateNotOpened`.
    pub fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// The title of the whole; `Upload sources` by default.
    pub fn title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// What to upload, in a sentence.
    pub fn instructions(self, instructions: impl Into<String>) -> Self {
        Self { instructions: Some(instructions.into()), ..self }
    }

    /// Buttons for the screen.
    pub fn actions(mut self, actions: impl IntoIterator<Item = HintAction>) -> Self {
        self.actions.extend(actions);
        self
    }

    /// One sentence for the person.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..self }
    }

    /// What became of what was done before, shown beside the slots.
    pub fn feedback(self, feedback: impl Into<Feedback>) -> Self {
        Self { feedback: Some(feedback.into()), ..self }
    }

    /// The signal by which the children take their document; `document_submitted` by default. A document that
    /// names another by [`ExpectedDocument::signal`] has that.
    pub fn signal(self, name: impl Into<String>) -> Self {
        Self { signal: name.into(), ..self }
    }

    /// The workflow type, for children that this worker does not know: as
    /// [`ChildCall::workflow_type`](crate::ChildCall::workflow_type).
    pub fn workflow_type(self, workflow_type: impl Into<String>) -> Self {
        Self { workflow_type: Some(workflow_type.into()), ..self }
    }

    /// Another task queue than the run's own, for children that other workers run.
    pub fn task_queue(self, task_queue: impl Into<String>) -> Self {
        Self { task_queue: Some(task_queue.into()), ..self }
    }

    /// How long it waits for all documents, in workflow time; by default as long as the step declares, or for
    /// ever. After that it fails with `TimedOut`.
    pub fn timeout(self, limit: Duration) -> Self {
        Self { limit: Some(limit), ..self }
    }

    async fn collect(self) -> RunbookResult<Vec<T::Output>> {
        if self.slots.is_empty() {
            return Ok(Vec::new());
        }
        let ctx = self.ctx;
        let what = format!("the collection of documents `{}`", self.name);
        ctx.current_call(&what)?;
        let slots = self.checked_slots(&what)?;
        let inputs = self.checked_inputs(&what)?;
        // Before the look-up: people see at once what is needed.
        let gate = OpenGate::open(ctx, self.opening(slots), self.limit)?;
        let workflow_type = self.child(ctx).resolve().await?;

        let token = ctx.token().child_token();
        let children = ctx.under(token.clone());
        let filled = inputs.into_iter().enumerate().map(|(place, input)| {
            fill(&children, self.child(&children), &workflow_type, (gate.key(), place), input)
        });
        let mut filled = std::pin::pin!(temporalio_workflow::join_all(filled.collect::<Vec<_>>()).fuse());
        // After what it cancels, and so dropped before it: only what still waits is asked to stop.
        let cancel = CancelOnDrop(token);
        let waited = gate.wait(unless_given_up(ctx, gate.key(), filled.as_mut())).await;
        drop(cancel);
        settle(ctx, &gate, waited)
    }

    fn checked_slots(&self, what: &str) -> RunbookResult<Vec<Slot>> {
        let slot = |(document, _): &(ExpectedDocument, _)| {
            Slot::new(document.clone(), self.target.slug(), &self.signal)
        };
        let slots: Vec<_> = self.slots.iter().map(slot).collect();
        let faults: Vec<_> = Slot::faults(&slots).iter().map(ToString::to_string).collect();
        if faults.is_empty() {
            return Ok(slots);
        }
        let message = format!(
            "{what} does not open: {}; give each slot a source of its own, which names its child run",
            faults.join(", ")
        );
        Err(RunbookError::failed("GateNotOpened", message))
    }

    fn checked_inputs(&self, what: &str) -> RunbookResult<Vec<Value>> {
        let fault = |(document, input): &(ExpectedDocument, Result<Value, String>)| {
            let message = input.as_ref().err()?;
            Some(format!("the input of `{}`: {message}", document.source()))
        };
        let faults: Vec<_> = self.slots.iter().filter_map(fault).collect();
        if faults.is_empty() {
            return Ok(self.slots.iter().filter_map(|(_, input)| input.clone().ok()).collect());
        }
        Err(RunbookError::failed("InvalidPayload", format!("{what}: {}", faults.join("; "))))
    }

    fn child<'c>(&self, ctx: &'c Ctx<W>) -> ChildCall<'c, W, T::Output> {
        ChildCall::of_slot(ctx, self.target.slug(), self.workflow_type.clone(), self.task_queue.clone())
    }

    fn opening(&self, slots: Vec<Slot>) -> Opening {
        let upload = self.title.clone().map_or_else(MultiFileUpload::default, MultiFileUpload::new);
        let upload = self.instructions.iter().fold(upload, MultiFileUpload::instructions);
        let upload = self.actions.iter().cloned().fold(upload, MultiFileUpload::action);
        let hint = Slot::hint(&slots, DisplayHint::from(upload));
        let reason = || match slots.len() {
            1 => "A document is needed: upload it below.".to_owned(),
            n => format!("{n} documents are needed: upload each below."),
        };
        let mut opening = Opening::new(&self.name, GateSubject::Submission(PendingKind::SubmitFiles));
        opening.reason = Some(self.reason.clone().unwrap_or_else(reason));
        opening.feedback.clone_from(&self.feedback);
        opening.terms.hint = Some(hint);
        opening.slots = slots;
        opening
    }
}

/// Fills a slot, and tries again when somebody asks for it; ends with a result, or with the run.
async fn fill<W: NtroWorkflow, Output: crate::wire::Payload>(
    ctx: &Ctx<W>,
    child: ChildCall<'_, W, Output>,
    workflow_type: &str,
    (gate, place): (OpeningKey, usize),
    input: Value,
) -> RunbookResult<Output> {
    loop {
        let (key, workflow_id) = ctx.change(|state| {
            let key = state.fill_slot(gate, place);
            (key, state.child_workflow_id(key).to_owned())
        });
        let slot = Some((gate, place));
        let output = child.run_as(workflow_type.to_owned(), key, workflow_id, input.clone(), slot).await;
        if let Err(RunbookError::Cancelled(_)) = &output {
            return output;
        }
        let failure = output.as_ref().err().map(ToString::to_string);
        ctx.change(|state| state.slot_ended(gate, place, failure));
        if output.is_ok() {
            return output;
        }
        ctx.wait_condition(|runbook| runbook.state.slot_is_wanted(gate, place)).await?;
    }
}

/// Awaits all slots. That the collection was given up goes first: whoever did was told so.
async fn unless_given_up<W: NtroWorkflow, Output>(
    ctx: &Ctx<W>,
    gate: OpeningKey,
    mut filled: impl FusedFuture<Output = Vec<RunbookResult<Output>>> + Unpin,
) -> RunbookResult<Option<Vec<Output>>> {
    let given_up = ctx.wait_condition(|runbook| runbook.state.ending(gate).is_some());
    let mut given_up = std::pin::pin!(given_up.fuse());
    temporalio_workflow::select! {
        given_up = given_up => given_up.map(|()| None),
        filled = filled => filled.into_iter().collect::<RunbookResult<Vec<_>>>().map(Some),
    }
}

/// What the collection came to.
fn settle<W: NtroWorkflow, Output>(
    ctx: &Ctx<W>,
    gate: &OpenGate<'_, W>,
    waited: RunbookResult<Waited<Option<Vec<Output>>>>,
) -> RunbookResult<Vec<Output>> {
    let missing = || {
        let missing = ctx.sdk().state(|runbook| runbook.state.missing_slots(gate.key()));
        let missing = missing.iter().map(|(source, status)| format!("{source} ({})", status.as_str()));
        missing.collect::<Vec<_>>().join(", ")
    };
    match waited? {
        Waited::Value(Some(outputs)) => {
            gate.close(Ending::Satisfied);
            Ok(outputs)
        }
        Waited::Value(None) => {
            let answer = ctx.change(|state| state.take_answer(gate.key()));
            let why = answer.and_then(|answer| answer.comments);
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            let message = format!("the collection of documents was given up{why}; missing: {}", missing());
            Err(RunbookError::failed("Rejected", message))
        }
        Waited::TimedOut => {
            let message = format!("not all documents have come in time; missing: {}", missing());
            Err(RunbookError::failed("TimedOut", message))
        }
    }
}

impl<'a, W: NtroWorkflow, T: ChildTarget + 'a> IntoFuture for Collection<'a, W, T> {
    type Output = RunbookResult<Vec<T::Output>>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.collect())
    }
}
