//! Going on as a new run: the history starts again, the work does not.

use serde_json::Value;
use temporalio_workflow::common::data_converters::RawValue;
use temporalio_workflow::common::protos::temporal::api::common::v1::Payload;
use temporalio_workflow::{ContinueAsNewOptions, WorkflowContext, WorkflowTermination};

use crate::runbook::context::Ctx;
use crate::runbook::definition::NtroWorkflow;
use crate::runbook::error::RunbookError;
use crate::runbook::payload;
use crate::runbook::workflow::Runbook;

/// That the run goes on as a new one, and with what: [`Ctx::continue_as_new`].
///
/// ```
/// # use ntro_workflow::{RunbookError, prelude::*};
/// # fn example<W: ntro_workflow::NtroWorkflow>(ctx: &Ctx<W>, input: &W::Input) {
/// if let RunbookError::ContinuedAsNew(succession) = ctx.continue_as_new(input) {
///     assert_eq!(succession.to_string(), "the run goes on as a new one");
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("the run goes on as a new one")]
pub struct Succession {
    input: Value,
}

impl<W: NtroWorkflow> Ctx<W> {
    /// What `#[run]` returns to go on as a new run of the same workflow id, with an empty history: for a
    /// runbook that is always there.
    ///
    /// The new run starts from its input alone: breadcrumb, log and the runbook's struct begin anew, gates get
    /// new identities, so that an answer to an old one is refused. Make the input from the struct in the same
    /// breath as this is returned, with nothing awaited between: a signal that came in meanwhile is then either
    /// in the struct, or has the task done again. Children end with the run that started them; await them first.
    ///
    /// A step that returns it has completed. An input that is no JSON gives a failure of the type
    /// `InvalidPayload` instead.
    ///
    /// ```
    /// # use ntro_workflow::prelude::*;
    /// # use schemars::JsonSchema;
    /// # use serde::{Deserialize, Serialize};
    /// #[derive(Serialize, Deserialize, JsonSchema)]
    /// struct Inbox {
    ///     /// What is still to be done.
    ///     letters: Vec<String>,
    /// }
    /// # #[derive(Default)] struct Clerk { letters: Vec<String>, closed: bool }
    /// # #[ntro_workflow(slug = "clerk")] impl Clerk {
    /// # #[signal] fn letter(&mut self, letter: String) { self.letters.push(letter); }
    /// # #[ui_step(name = "work", title = "Work", icon = "Inbox")]
    /// # async fn work(ctx: &Ctx<Self>, letter: &str) -> RunbookResult<()> { Ok(()) }
    ///
    /// #[run]
    /// async fn run(ctx: &Ctx<Self>, inbox: Inbox) -> RunbookResult<()> {
    ///     ctx.state_mut(|clerk| clerk.letters.splice(0..0, inbox.letters).for_each(drop));
    ///     while !ctx.continue_as_new_suggested() {
    ///         ctx.wait_until(|clerk| !clerk.letters.is_empty()).await?;
    ///         let letter = ctx.state_mut(|clerk| clerk.letters.remove(0));
    ///         Self::work(ctx, &letter).await?;
    ///     }
    ///     let letters = ctx.state(|clerk| clerk.letters.clone());
    ///     Err(ctx.continue_as_new(&Inbox { letters }))
    /// }
    /// # }
    /// ```
    #[must_use = "the run goes on as a new one when `#[run]` returns this"]
    pub fn continue_as_new(&self, input: &W::Input) -> RunbookError {
        match payload::to_json(input) {
            Ok(input) => RunbookError::ContinuedAsNew(Succession { input }),
            Err(message) => RunbookError::failed(
                "InvalidPayload",
                format!("the input with which `{}` is to go on: {message}", W::SLUG),
            ),
        }
    }

    /// Whether the history is so long that the server asks the run to go on as a new one.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, prelude::*};
    /// # fn example<W: NtroWorkflow>(ctx: &Ctx<W>, batches: u32) -> bool {
    /// let enough = batches >= 100 || ctx.continue_as_new_suggested();
    /// # enough
    /// # }
    /// ```
    #[must_use]
    pub fn continue_as_new_suggested(&self) -> bool {
        self.sdk().continue_as_new_suggested()
    }
}

/// Ends the run so that the server starts the next one.
pub(crate) fn succeed<W: NtroWorkflow>(
    context: &WorkflowContext<Runbook<W>>,
    succession: &Succession,
) -> WorkflowTermination {
    let payload = Payload {
        metadata: [("encoding".to_owned(), b"json/plain".to_vec())].into(),
        data: succession.input.to_string().into_bytes(),
        ..Payload::default()
    };
    let input = RawValue { payloads: vec![payload] };
    match context.continue_as_new(input, ContinueAsNewOptions::default()) {
        Err(termination) => termination,
        Ok(never) => match never {},
    }
}
