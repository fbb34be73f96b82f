//! Nothing that is emitted offends a lint that the author has turned on. `cargo clippy` adds what
//! `rustc` does not know.
#![deny(
    warnings,
    future_incompatible,
    nonstandard_style,
    rust_2018_idioms,
    unused,
    missing_docs,
    explicit_outlives_requirements,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::allow_attributes_without_reason,
    clippy::todo,
    clippy::unimplemented
)]
#![allow(clippy::future_not_send, reason = "a run stays on one thread, as the SDK has it")]

use ntro_workflow::NtroWorkflow;
use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a run is started with.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Request {
    /// Where the document comes from.
    pub source: String,
}

/// One document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Where it is.
    pub reference: String,
}

/// Takes one document from upload to a committed record.
#[derive(Debug, Default)]
pub struct DocumentIngest {
    submitted: Option<Document>,
}

/// From upload to record.
#[ntro_workflow(slug = "document-ingest")]
impl DocumentIngest {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Document> {
        let document = Self::await_submission(ctx, &input).await?;
        drop(Self::review(ctx, &document).await?);
        Ok(document)
    }

    #[signal]
    fn document_submitted(&mut self, document: Document) {
        self.submitted = Some(document);
    }

    /// Withdraws what was submitted.
    ///
    /// # Errors
    /// When nothing was.
    #[signal(name = "withdrawn")]
    pub fn withdraw(&mut self) -> Result<(), String> {
        self.submitted.take().map(drop).ok_or_else(|| "nothing was submitted".to_owned())
    }

    /// What was submitted.
    #[must_use]
    #[query]
    pub fn submitted(&self) -> Option<Document> {
        self.submitted.clone()
    }

    #[deprecated = "ask `submitted`"]
    #[query]
    const fn has_document(&self) -> bool {
        self.submitted.is_some()
    }

    #[update(validator = check_replacement)]
    fn replace(&mut self, document: Document) -> Result<Document, String> {
        self.submitted.replace(document).ok_or_else(|| "nothing was submitted".to_owned())
    }

    fn check_replacement(&self, document: &Document) -> Result<(), String> {
        let same = self.submitted.as_ref().is_some_and(|submitted| submitted.reference == document.reference);
        if same { Err("it is the same document".to_owned()) } else { Ok(()) }
    }

    #[ui_step(name = "await_submission", title = "Await submission", icon = "Inbox")]
    async fn await_submission(ctx: &Ctx<Self>, input: &Request) -> RunbookResult<Document> {
        ctx.wait_until(|runbook| runbook.submitted.is_some()).await?;
        ctx.state(|runbook| runbook.submitted.clone())
            .ok_or_else(|| RunbookError::failed("Missing", format!("no document from {}", input.source)))
    }

    #[ui_step(
        name = "review",
        title = "Review",
        icon = "Eye",
        description = "An accountant looks at the document",
        responsibility = "accountant",
        timeout = "365d",
        component = "APPROVAL_FORM",
        gate(payload = Document, answers(approved, rejected)),
        gate(name = "total", payload = Option<f64>)
    )]
    async fn review(_ctx: &Ctx<Self>, document: &Document) -> RunbookResult<Box<dyn std::fmt::Debug>> {
        if document.reference.is_empty() {
            return Ok(Box::new(()));
        }
        Ok(Box::new(document.clone()))
    }
}

/// Reads documents.
#[derive(Clone, Copy, Debug)]
pub struct Documents;

#[ntro_activities(prefix = "document_ingest")]
impl Documents {
    /// Reads the text of a document.
    ///
    /// # Errors
    /// When it has none.
    #[activity]
    pub async fn parse(&self, _ctx: &ActivityCtx, document: Document) -> Result<String, ActivityError> {
        std::future::ready(Ok(document.reference)).await
    }

    #[activity]
    async fn tidy(_ctx: ActivityCtx) -> Result<(), ActivityError> {
        std::future::ready(Ok(())).await
    }
}

#[test]
fn the_runbook_is_whole() {
    assert_eq!(DocumentIngest::DOCS, "From upload to record.");
    assert_eq!(DocumentIngest::STEPS.len(), 2);
    assert_eq!(Documents::PARSE.name(), "document_ingest.parse");
}
