//! The runbook: an inbox that collects expenses, has them reviewed, posts them, and begins again.

mod intake;

use ntro_workflow::IngestOutcome;
use ntro_workflow::prelude::*;
use ntro_workflow::wire::Actor;

use crate::activities::{
    CategoriseRequest, ExpenseActivities, KeptSheet, PostRequest, ReadRequest, SILENCE, SummaryRequest,
    refused,
};
use crate::ledger::{BatchKey, Commit, Verdict};
use crate::model::{
    Carried, CommitResult, DataSubmission, ExpenseBatch, ExpensePeriodResult, ExpenseProcessorContext,
    PostToGlResult,
};
use intake::{Intake, Next, Why};

/// How often a sheet is tried that cannot be had, or that takes its worker down with it.
const ATTEMPTS: u32 = 5;

/// How many batches one run handles before it goes on as a new one: a history may not grow for ever.
const BATCHES: u32 = 10;

/// The inbox of an entity.
#[derive(Default)]
pub struct ExpenseProcessor {
    /// What was submitted and not read yet.
    queue: Vec<DataSubmission>,
    /// Whether nothing more is to come.
    closing: bool,
    /// What the sheets brought that came last.
    ingested: Vec<IngestOutcome>,
}

/// An inbox of expenses that is always there.
///
/// Sheets and single expenses are submitted by a signal. When enough has come, a person reviews the rows:
/// corrects cells, rejects rows, approves or rejects the rest. What is approved is posted once, what is rejected
/// is written as rejected, and the inbox goes on, until it is told to close or nothing comes any more.
#[ntro_workflow(slug = "expense-processor")]
impl ExpenseProcessor {
    #[run]
    async fn run(ctx: &Ctx<Self>, mut input: ExpenseProcessorContext) -> RunbookResult<ExpensePeriodResult> {
        input.check().map_err(|problem| RunbookError::failed("InvalidInput", problem))?;
        let carried = input.carried.take().unwrap_or_default();
        ctx.state_mut(|inbox| inbox.take_over(carried));
        for number in 1..=BATCHES {
            let intake = Self::collect(ctx, &input).await?;
            if !intake.sheets.is_empty() {
                Self::process(ctx, &input, number, intake.sheets).await?;
                input.close_after = input.close_after.map(|batches| batches.saturating_sub(1));
                ctx.state_mut(|inbox| inbox.closing |= input.close_after == Some(0));
            } else if intake.why != Why::Busy {
                return Self::sum_up(ctx).await;
            }
            if intake.why == Why::Busy || ctx.continue_as_new_suggested() {
                break;
            }
        }
        input.carried = Some(ctx.state(Self::carried));
        input.close_after = input.close_after.filter(|batches| *batches > 0);
        Err(ctx.continue_as_new(&input))
    }

    /// A sheet or an expense, from whoever has it.
    #[signal]
    pub fn data_submitted(&mut self, submission: DataSubmission) -> Result<(), String> {
        self.submit(submission)
    }

    /// Nothing more is to come: what is there is reviewed, then the inbox closes.
    #[signal]
    pub fn close_inbox(&mut self) {
        self.closing = true;
    }

    /// What the sheets brought that came last, the latest at the end.
    #[query]
    pub fn ingested(&self) -> Vec<IngestOutcome> {
        self.ingested.clone()
    }

    /// Takes what is submitted until a batch is full, or nothing comes any more.
    #[ui_step(
        name = "collect",
        title = "Collect expenses",
        icon = "Inbox",
        description = "Whoever has expenses sends them, as sheets or one by one, until a batch is full",
        responsibility = "submitter",
        gate(component = "FILE_UPLOAD")
    )]
    async fn collect(ctx: &Ctx<Self>, input: &ExpenseProcessorContext) -> RunbookResult<Intake> {
        let mut intake = Intake::default();
        while !intake.is_full(input.max_rows) {
            let submission = match intake.next(ctx, input).await? {
                Next::Submission(submission) => submission,
                Next::Nothing(why) => return Ok(intake.ended(why)),
            };
            let brought = match intake.obstacle(&submission, input) {
                Some(message) => refused(submission.name(), 0, message),
                None => read(ctx, input, &submission).await?,
            };
            let brought = intake.without_twins(brought);
            if intake.has_no_room_for(&brought) {
                ctx.state_mut(|inbox| inbox.queue.insert(0, submission));
                break;
            }
            let outcome = intake.add(brought, input.max_rows);
            ctx.state_mut(|inbox| inbox.note(outcome));
        }
        Ok(intake)
    }

    /// Finds out what each expense was for, and what is wrong with it.
    #[ui_step(name = "categorise", title = "Categorise", icon = "Tags")]
    async fn categorise(
        ctx: &Ctx<Self>,
        input: &ExpenseProcessorContext,
        number: u32,
        sheets: &[KeptSheet],
    ) -> RunbookResult<ExpenseBatch> {
        let key = BatchKey {
            task_id: ctx.workflow_id().to_owned(),
            original_run_id: ctx.original_run_id(),
            number,
        };
        let request = CategoriseRequest {
            key,
            tenant_slug: input.tenant_slug.clone(),
            entity_slug: input.entity_slug.clone(),
            period: input.period,
            sheets: sheets.to_vec(),
        };
        ctx.activity(ExpenseActivities::CATEGORISE, request).heartbeat_timeout(SILENCE).await
    }

    /// Shows the rows. A person corrects cells, rejects rows, and approves the rest or rejects it all. What is
    /// neither rejected nor right keeps the batch from being approved.
    #[ui_step(
        name = "review",
        title = "Review expenses",
        icon = "Eye",
        description = "An accountant corrects what is wrong, rejects rows, and approves or rejects the batch",
        responsibility = "accountant",
        gate(payload = ExpenseBatch, component = "DATA_TABLE")
    )]
    async fn review(ctx: &Ctx<Self>, batch: &ExpenseBatch) -> RunbookResult<UserAction<ExpenseBatch>> {
        let review = ctx
            .wait_for_action(batch)
            .display(table(batch))
            .reason(reason(batch))
            .row_action("edit_cell", |row, batch: &mut ExpenseBatch| batch.edit(row))
            .validate(|edited: &ExpenseBatch| match edited.obstacle() {
                None => Ok(()),
                Some(obstacle) => Err(Violation::at(format!("/rows/{}", obstacle.at), obstacle.message)),
            });
        match ctx.state(|inbox| inbox.ingested.last().cloned()) {
            Some(outcome) => review.feedback(outcome).await,
            None => review.await,
        }
    }

    /// Writes each row as it was decided, at most once, however often it is tried.
    #[ui_step(name = "commit", title = "Commit", icon = "CheckCircle2")]
    async fn commit(ctx: &Ctx<Self>, commit: Commit) -> RunbookResult<CommitResult> {
        ctx.activity(ExpenseActivities::COMMIT_BATCH, commit).heartbeat_timeout(SILENCE).await
    }

    /// Posts the approved rows, if there are any, and a general ledger to post them to.
    #[ui_step(name = "post_to_gl", title = "Post to the ledger", icon = "Landmark")]
    async fn post_to_gl(
        ctx: &Ctx<Self>,
        input: &ExpenseProcessorContext,
        committed: &CommitResult,
    ) -> RunbookResult<PostToGlResult> {
        let nothing = |message: &str| Ok(PostToGlResult::nothing(committed.batch, message));
        let Some(gl) = input.gl.clone() else { return nothing("no general ledger is connected") };
        if committed.approved == 0 {
            return nothing("no row was approved");
        }
        let request = PostRequest { task_id: ctx.workflow_id().to_owned(), batch: committed.batch, gl };
        ctx.activity(ExpenseActivities::POST_TO_GL, request).heartbeat_timeout(SILENCE).await
    }
}

impl ExpenseProcessor {
    /// One batch, from its sheets to the ledger.
    async fn process(
        ctx: &Ctx<Self>,
        input: &ExpenseProcessorContext,
        number: u32,
        sheets: Vec<KeptSheet>,
    ) -> RunbookResult<()> {
        let batch = Self::categorise(ctx, input, number, &sheets).await?;
        let review = Self::review(ctx, &batch).await?;
        let (verdict, corrections_applied) = match review.action {
            Action::Approved | Action::Corrected => {
                (Verdict::Approved, batch.corrected_cells(&review.payload))
            }
            Action::Rejected => (Verdict::Rejected, 0),
        };
        let rows = match verdict {
            Verdict::Approved => review.payload.approved(&batch),
            Verdict::Rejected => review.payload.rejected(),
        };
        let rows = rows.map_err(|error| RunbookError::failed("IllegalTransition", error.to_string()))?;
        let commit = Commit {
            task_id: ctx.workflow_id().to_owned(),
            tenant_slug: input.tenant_slug.clone(),
            entity_slug: input.entity_slug.clone(),
            batch: batch.batch,
            verdict,
            actor: review.actor.map(called),
            comments: review.comments,
            corrections_applied,
            sheets: sheets.into_iter().map(|sheet| (sheet.key, sheet.name)).collect(),
            rows,
        };
        let committed = Self::commit(ctx, commit).await?;
        match verdict {
            Verdict::Approved => Self::post_to_gl(ctx, input, &committed).await.map(drop),
            Verdict::Rejected => Ok(()),
        }
    }

    async fn sum_up(ctx: &Ctx<Self>) -> RunbookResult<ExpensePeriodResult> {
        let ingested = ctx.state(|inbox| inbox.ingested.clone());
        let request = SummaryRequest { task_id: ctx.workflow_id().to_owned(), ingested };
        ctx.activity(ExpenseActivities::SUMMARISE, request).heartbeat_timeout(SILENCE).await
    }

    fn take_over(&mut self, carried: Carried) {
        // A signal may have come before the run began: what was carried along came earlier.
        self.queue.splice(0..0, carried.queue).for_each(drop);
        self.ingested.splice(0..0, carried.ingested).for_each(drop);
        self.closing |= carried.closing;
    }

    fn carried(&self) -> Carried {
        Carried { queue: self.queue.clone(), closing: self.closing, ingested: self.ingested.clone() }
    }
}

/// Has a submission read. One that cannot be had, or that takes its worker down each time, is refused: the
/// inbox lives on.
async fn read(
    ctx: &Ctx<ExpenseProcessor>,
    input: &ExpenseProcessorContext,
    submission: &DataSubmission,
) -> RunbookResult<crate::activities::Brought> {
    let request = ReadRequest {
        tenant_slug: input.tenant_slug.clone(),
        entity_slug: input.entity_slug.clone(),
        submission: submission.clone(),
    };
    let read = ctx
        .activity(ExpenseActivities::READ_SHEET, request)
        .heartbeat_timeout(SILENCE)
        .max_attempts(ATTEMPTS)
        .await;
    match read {
        Err(RunbookError::Failed(failure)) => Ok(refused(submission.name(), 0, failure.to_string())),
        other => other,
    }
}

/// How the ledger calls who decided.
fn called(actor: Actor) -> String {
    match actor {
        Actor::Name(name) => name,
        Actor::Details(details) => serde_json::Value::Object(details).to_string(),
    }
}

fn table(batch: &ExpenseBatch) -> DataTable {
    DataTable::of::<ExpenseBatch>(format!("Review expenses, batch {}", batch.batch))
        .row_type("ExpenseRow")
        .summary(reason(batch))
        .row_actions(["edit_cell", "reject_row"])
        .approve_label("Approve & post")
        .reject_label("Reject all")
        .allow_corrections(true)
}

/// What is to be decided, in one sentence.
fn reason(batch: &ExpenseBatch) -> String {
    let totals: Vec<String> =
        batch.totals().into_iter().map(|(currency, total)| format!("{total} {currency}")).collect();
    let attention = match batch.needing_attention() {
        0 => String::new(),
        1 => ", one of them needs attention".into(),
        several => format!(", {several} of them need attention"),
    };
    format!("{} expenses of {}{attention}", batch.rows.len(), totals.join(" and "))
}
