//! What the runbook does to the world: reads files, runs the rules, writes the record.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use crate::documents::{Documents, ReferenceError, TextReference, TextStore, TextStoreError};
use crate::extract::{self, ExtractError};
use crate::layout::Layout;
use crate::model::{DocumentIngestContext, DocumentSubmission, Extracted, IngestedDocument};
use crate::pdf::{self, DocumentError};
use crate::store::{Commit, CommitKey, Store, StoreError};

/// How long an activity may be silent before its worker counts as lost and another one gets it.
pub const SILENCE: Duration = Duration::from_secs(10);

/// The most that an extraction may be as JSON, in bytes. It is in the history three times, and on the
/// screen of a person who has to check each line of it.
pub const MAX_EXTRACTED: usize = 256 * 1024;

/// The activities of `document-ingest` and what they work on.
pub struct DocumentActivities {
    documents: Documents,
    layouts: TextStore,
    store: Store,
}

/// A parsed document. Its words stay out of Temporal's history, which is for small things.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParsedDocument {
    /// Where the words and their places are kept.
    pub layout: TextReference,
    /// How many pages it has.
    pub pages: usize,
}

/// What is to be extracted, and from what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExtractRequest {
    /// The rules.
    pub schema_slug: String,
    /// The words and their places.
    pub layout: TextReference,
}

/// What is to be committed, and for which run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CommitRequest {
    /// The run.
    pub key: CommitKey,
    /// Its input.
    pub context: DocumentIngestContext,
    /// The document.
    pub submission: DocumentSubmission,
    /// The reviewed values.
    pub extracted: Extracted,
    /// How many cells the reviewer changed.
    pub corrections_applied: u32,
}

impl DocumentActivities {
    /// Activities that read below one directory, keep layouts in another, and commit to a store.
    #[must_use]
    pub fn new(documents: Documents, layouts: TextStore, store: Store) -> Self {
        Self { documents, layouts, store }
    }
}

#[ntro_activities(prefix = "document_ingest")]
impl DocumentActivities {
    /// Reads a PDF. A document that cannot be read fails for good, by its own failure type.
    #[activity]
    pub async fn parse_pdf(
        &self,
        ctx: &ActivityCtx,
        submission: DocumentSubmission,
    ) -> Result<ParsedDocument, ActivityError> {
        ctx.alive(self.parse(submission.document_ref)).await
    }

    /// Runs the rules of a schema over a parsed document.
    #[activity]
    pub async fn extract_fields(
        &self,
        ctx: &ActivityCtx,
        request: ExtractRequest,
    ) -> Result<Extracted, ActivityError> {
        let layouts = self.layouts.clone();
        ctx.alive(blocking(move || extract(&layouts, &request))).await?
    }

    /// Commits a reviewed document. Committing again for the same run gives the same record and
    /// writes nothing.
    #[activity]
    pub async fn commit_extraction(
        &self,
        ctx: &ActivityCtx,
        request: CommitRequest,
    ) -> Result<IngestedDocument, ActivityError> {
        let CommitRequest { key, context, submission, extracted, corrections_applied } = request;
        let commit = Commit { context, submission, extracted, corrections_applied };
        match ctx.alive(self.store.commit(&key, &commit)).await {
            Ok(committed) => Ok(committed.into_document()),
            Err(error @ StoreError::Incomplete(_)) => {
                Err(ActivityError::permanent("IncompleteRecord", error))
            }
            Err(error @ StoreError::Damaged { .. }) => Err(ActivityError::permanent("DamagedRecord", error)),
            Err(error) => Err(ActivityError::retryable("StoreUnavailable", error)),
        }
    }
}

impl DocumentActivities {
    /// Reads the document and keeps its words.
    async fn parse(&self, reference: String) -> Result<ParsedDocument, ActivityError> {
        let documents = self.documents.clone();
        let bytes = blocking(move || documents.read(&reference)).await?.map_err(refused_reference)?;
        let layout = pdf::read(bytes).await.map_err(refused_document)?;
        let (layouts, pages) = (self.layouts.clone(), layout.pages.len());
        let kept = blocking(move || -> Result<_, ActivityError> {
            layouts.put(&serde_json::to_string(&layout)?).map_err(lost_layout)
        });
        Ok(ParsedDocument { layout: kept.await??, pages })
    }
}

/// Runs the rules over the words that were kept.
fn extract(layouts: &TextStore, request: &ExtractRequest) -> Result<Extracted, ActivityError> {
    let text = layouts.get(&request.layout).map_err(lost_layout)?;
    let layout: Layout =
        serde_json::from_str(&text).map_err(|error| ActivityError::permanent("LayoutDamaged", error))?;
    let extracted = extract::extract(&request.schema_slug, &layout)
        .map_err(|error: ExtractError| ActivityError::permanent("UnknownSchema", error))?;
    if serde_json::to_vec(&extracted)?.len() > MAX_EXTRACTED {
        let lines = extracted.line_items.len();
        let message =
            format!("the document has {lines} lines, too many for one review; split it and submit the parts");
        return Err(ActivityError::permanent("DocumentTooLarge", message));
    }
    Ok(extracted)
}

/// Work that blocks its thread: files and rules.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ActivityError> {
    Ok(spawn_blocking(work).await?)
}

fn refused_reference(error: ReferenceError) -> ActivityError {
    match error {
        ReferenceError::Unreadable { .. } | ReferenceError::NoRoot { .. } => {
            ActivityError::retryable("DocumentUnavailable", error)
        }
        _ => ActivityError::permanent("DocumentRefused", error),
    }
}

/// The failure type says what is wrong with the document, since no retry can mend it.
fn refused_document(error: DocumentError) -> ActivityError {
    let kind = match error {
        DocumentError::Encrypted | DocumentError::UnknownEncryption => "EncryptedDocument",
        DocumentError::Empty { .. } => "EmptyDocument",
        DocumentError::ImageOnly { .. } | DocumentError::Unreadable => "NoTextInDocument",
        DocumentError::TooLarge { .. } => "DocumentTooLarge",
        _ => "BrokenDocument",
    };
    ActivityError::permanent(kind, error)
}

fn lost_layout(error: TextStoreError) -> ActivityError {
    match error {
        TextStoreError::Unusable { .. } => ActivityError::retryable("SpoolUnavailable", error),
        _ => ActivityError::permanent("LayoutLost", error),
    }
}
