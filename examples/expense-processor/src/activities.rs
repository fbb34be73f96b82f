//! What the runbook does to the world: reads sheets, asks the map of vendors, writes the ledger.

use fund_values::Period;
use ntro_workflow::IngestOutcome;
use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::categorise;
use crate::inbox::{Inbox, InboxError};
use crate::ledger::{BatchKey, Commit, Ledger, LedgerError, SheetKey};
use crate::model::{CommitResult, DataSubmission, ExpenseBatch, ExpensePeriodResult, Gl, PostToGlResult};
use crate::sheet::{self, Sheet, SheetError};
use crate::vendors::Vendors;

/// How long an activity may be silent before its worker counts as lost, and another one gets it.
pub const SILENCE: Duration = Duration::from_secs(10);

/// The most rows of one review: a person looks at each of them, and they are in the run's history.
pub const MAX_ROWS: u32 = 500;

/// The most that the rows of one review may be as they were read, in bytes of JSON.
pub const MAX_BYTES: u32 = 256 * 1024;

/// The activities of the inbox and what they work on.
pub struct ExpenseActivities {
    inbox: Inbox,
    vendors: Vendors,
    ledger: Ledger,
}

/// What is to be read, and for whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadRequest {
    /// The tenant.
    pub tenant_slug: String,
    /// The entity whose inbox it is.
    pub entity_slug: String,
    /// What was submitted.
    pub submission: DataSubmission,
}

/// What a submission has brought. Its rows stay out of Temporal's history, which is for small things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(example = brought())]
pub struct Brought {
    /// The rows, kept; nothing where the submission was refused.
    pub sheet: Option<KeptSheet>,
    /// What to tell whoever sent it.
    pub outcome: IngestOutcome,
}

/// A sheet that fills a batch, for whoever needs one and does not care which.
fn brought() -> Brought {
    let key = SheetKey { tenant_slug: "t".into(), entity_slug: "e".into(), digest: "d".into() };
    let outcome = IngestOutcome::from_counts(500, 500).source_ref("march.csv");
    Brought { sheet: Some(KeptSheet { key, name: "march.csv".into(), rows: 500, bytes: 9_000 }), outcome }
}

/// A sheet whose rows are kept in the ledger until their review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptSheet {
    /// Where they are kept.
    pub key: SheetKey,
    /// How people call it.
    pub name: String,
    /// How many rows it has.
    pub rows: u32,
    /// How large they are, in bytes of JSON.
    pub bytes: u32,
}

/// The sheets that are reviewed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CategoriseRequest {
    /// Which batch of which run.
    pub key: BatchKey,
    /// The tenant.
    pub tenant_slug: String,
    /// The entity whose inbox it is.
    pub entity_slug: String,
    /// The month that the rows belong to, if one was said.
    pub period: Option<Period>,
    /// The sheets.
    pub sheets: Vec<KeptSheet>,
}

/// What is to be posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PostRequest {
    /// The inbox.
    pub task_id: String,
    /// The batch.
    pub batch: u32,
    /// The general ledger.
    pub gl: Gl,
}

/// Which inbox is to be summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryRequest {
    /// The inbox.
    pub task_id: String,
    /// What the sheets brought that came last.
    pub ingested: Vec<IngestOutcome>,
}

impl ExpenseActivities {
    /// Activities that read files of an inbox, know these vendors, and write to a ledger.
    #[must_use]
    pub fn new(inbox: Inbox, vendors: Vendors, ledger: Ledger) -> Self {
        Self { inbox, vendors, ledger }
    }
}

#[ntro_activities(prefix = "expense_processor")]
impl ExpenseActivities {
    /// Reads what was submitted and keeps its rows. A sheet that cannot be read, that was approved before, or
    /// that is too large for one review is refused in the result: the inbox lives on.
    #[activity]
    pub async fn read_sheet(
        &self,
        ctx: &ActivityCtx,
        request: ReadRequest,
    ) -> Result<Brought, ActivityError> {
        ctx.alive(self.read(request)).await
    }

    /// Makes the batch: each row with its category, and with what is wrong with it.
    #[activity]
    pub async fn categorise(
        &self,
        ctx: &ActivityCtx,
        request: CategoriseRequest,
    ) -> Result<ExpenseBatch, ActivityError> {
        ctx.alive(self.batch(request)).await.map_err(ledger_error)
    }

    /// Writes each row of a batch as it was decided: approved, or rejected. Doing it again writes nothing and
    /// gives the same.
    #[activity]
    pub async fn commit_batch(
        &self,
        ctx: &ActivityCtx,
        commit: Commit,
    ) -> Result<CommitResult, ActivityError> {
        ctx.alive(self.ledger.commit(&commit)).await.map_err(ledger_error)
    }

    /// Posts the approved rows of a batch, each once.
    #[activity]
    pub async fn post_to_gl(
        &self,
        ctx: &ActivityCtx,
        request: PostRequest,
    ) -> Result<PostToGlResult, ActivityError> {
        let PostRequest { task_id, batch, gl } = request;
        ctx.alive(self.ledger.post(&task_id, batch, &gl)).await.map_err(ledger_error)
    }

    /// Sums up what an inbox has done.
    #[activity]
    pub async fn summarise(
        &self,
        ctx: &ActivityCtx,
        request: SummaryRequest,
    ) -> Result<ExpensePeriodResult, ActivityError> {
        let summary = ctx.alive(self.ledger.summary(&request.task_id)).await.map_err(ledger_error)?;
        Ok(ExpensePeriodResult { ingested: request.ingested, ..summary })
    }
}

impl ExpenseActivities {
    async fn read(&self, request: ReadRequest) -> Result<Brought, ActivityError> {
        let ReadRequest { tenant_slug, entity_slug, submission } = request;
        let name = submission.name().to_owned();
        let inbox = self.inbox.clone();
        let read = spawn_blocking(move || content(&inbox, &submission)).await?;
        let (digest, sheet) = match read {
            Ok(read) => read,
            Err(Unreadable::Inbox(error)) if error.may_pass() => {
                return Err(ActivityError::retryable("SheetUnavailable", error));
            }
            Err(error) => return Ok(refused(&name, 0, error.to_string())),
        };
        let key = SheetKey { tenant_slug, entity_slug, digest };
        if let Some(before) = self.ledger.approved_sheet(&key).await.map_err(ledger_error)? {
            let message = format!("the same sheet was approved before: {before}; nothing of it was taken");
            return Ok(refused(&name, sheet.found.len(), message));
        }
        let (kept, found) = match kept(key, &name, &sheet) {
            Ok(kept) => kept,
            Err(message) => return Ok(refused(&name, sheet.found.len(), message)),
        };
        self.ledger.keep_sheet(&kept.key, &found).await.map_err(ledger_error)?;
        Ok(Brought { outcome: outcome(&name, &sheet), sheet: Some(kept) })
    }

    async fn batch(&self, request: CategoriseRequest) -> Result<ExpenseBatch, LedgerError> {
        let number = self.ledger.open_batch(&request.key).await?;
        let mut sheets = Vec::new();
        for sheet in request.sheets {
            sheets.push((sheet.name, self.ledger.sheet(&sheet.key).await?));
        }
        let mut batch = categorise::batch(number, request.period, &self.vendors, sheets);
        let known = self.ledger.alike(&request.tenant_slug, &request.entity_slug, &batch.rows).await?;
        for (at, known) in known {
            batch.rows[at].duplicate_of.get_or_insert(known);
        }
        Ok(batch.checked())
    }
}

/// Why a submission could not be read.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Inbox(#[from] InboxError),
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

/// What was submitted, and what tells it from everything else.
fn content(inbox: &Inbox, submission: &DataSubmission) -> Result<(String, Sheet), Unreadable> {
    match &submission.source_ref {
        Some(source) => {
            let bytes = inbox.read(&source.file)?;
            Ok((digest(&bytes), sheet::read(&bytes)?))
        }
        None => {
            // The event is in it: two events may bring the same expense, and a person says whether they do.
            let told = json!([submission.event_id, submission.data]).to_string();
            Ok((digest(told.as_bytes()), sheet::of_record(&submission.data)?))
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What is kept of a sheet, with its rows as JSON; or why it is too much for one review.
fn kept(key: SheetKey, name: &str, sheet: &Sheet) -> Result<(KeptSheet, String), String> {
    let rows = u32::try_from(sheet.found.len()).unwrap_or(u32::MAX);
    let found = serde_json::to_string(&sheet.found).map_err(|error| error.to_string())?;
    let bytes = u32::try_from(found.len()).unwrap_or(u32::MAX);
    if rows == 0 {
        return Err("the sheet has no expenses below its heading; nothing of it was taken".into());
    }
    if rows > MAX_ROWS {
        return Err(format!(
            "the sheet has {rows} expenses, and a review takes at most {MAX_ROWS}; split it and send the parts"
        ));
    }
    if bytes > MAX_BYTES {
        return Err("the texts of the sheet are too long for one review; split it and send the parts".into());
    }
    Ok((KeptSheet { key, name: name.to_owned(), rows, bytes }, found))
}

fn outcome(name: &str, sheet: &Sheet) -> IngestOutcome {
    let accepted = sheet.found.len() as u64;
    let left_out: u64 = sheet.left_out.iter().map(|left| left.count).sum();
    let outcome = IngestOutcome::from_counts(accepted + left_out, accepted).source_ref(name);
    let outcome =
        sheet.left_out.iter().fold(outcome, |outcome, left| outcome.reason(&left.reason, left.count));
    match sheet.remarks.is_empty() {
        true => outcome,
        false => outcome.message(sheet.remarks.join("; ")),
    }
}

/// A submission of which nothing is taken.
pub(crate) fn refused(name: &str, rows: usize, message: String) -> Brought {
    let counted = IngestOutcome::from_counts(rows as u64, 0).reason(&message, rows as u64);
    let outcome = IngestOutcome { status: ntro_workflow::IngestStatus::Failed, ..counted };
    Brought { sheet: None, outcome: outcome.source_ref(name).message(message) }
}

fn ledger_error(error: LedgerError) -> ActivityError {
    match error.may_pass() {
        true => ActivityError::retryable("LedgerUnavailable", error),
        false => ActivityError::permanent("LedgerDamaged", error),
    }
}
