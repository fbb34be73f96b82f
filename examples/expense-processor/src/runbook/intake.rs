//! What has been collected for a batch, and what comes next.

use ntro_workflow::IngestOutcome;
use ntro_workflow::prelude::*;

use super::ExpenseProcessor;
use crate::activities::{Brought, KeptSheet, MAX_BYTES, MAX_ROWS};
use crate::model::{DataSubmission, ExpenseProcessorContext};

/// How many submissions may wait at once; they are carried along when the run goes on as a new one.
const QUEUE: usize = 100;

/// How many outcomes are remembered.
const OUTCOMES: usize = 50;

/// How many submissions one batch reads: a sender of broken sheets must not make the history grow for ever.
const READS: u32 = 100;

/// Why a batch is not waited for any longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Why {
    /// It is full.
    #[default]
    Full,
    /// Nothing came for too long.
    Quiet,
    /// The inbox was told to close, and everything is read.
    Closing,
    /// So much was read that the run should go on as a new one.
    Busy,
}

/// What has been collected for a batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Intake {
    pub(super) sheets: Vec<KeptSheet>,
    pub(super) why: Why,
    rows: u32,
    bytes: u32,
    reads: u32,
    last: Option<IngestOutcome>,
}

/// What comes next.
pub(super) enum Next {
    Submission(DataSubmission),
    Nothing(Why),
}

impl Intake {
    /// Whether it is enough for a review.
    pub(super) fn is_full(&self, max_rows: u32) -> bool {
        self.rows >= max_rows.min(MAX_ROWS)
    }

    /// What there is, where no more is waited for.
    pub(super) fn ended(self, why: Why) -> Self {
        Self { why, ..self }
    }

    /// The next submission: one that waits, else the next that comes.
    pub(super) async fn next(
        &mut self,
        ctx: &Ctx<ExpenseProcessor>,
        input: &ExpenseProcessorContext,
    ) -> RunbookResult<Next> {
        self.reads += 1;
        if self.reads > READS {
            return Ok(Next::Nothing(Why::Busy));
        }
        if let Some(next) = ctx.state_mut(ExpenseProcessor::next) {
            return Ok(next);
        }
        let draft = ctx.await_signal_with_action(self.ask(input));
        let draft = match self.last.clone() {
            Some(outcome) => draft.feedback(outcome),
            None => draft,
        };
        let quiet = Duration::from_hours(u64::from(input.collect_timeout_hours));
        match draft.take(ExpenseProcessor::next).timeout(quiet).await? {
            Waited::Value(next) => Ok(next),
            Waited::TimedOut => Ok(Next::Nothing(Why::Quiet)),
        }
    }

    fn ask(&self, input: &ExpenseProcessorContext) -> SubmitFile {
        let upload = FileUpload::new("Send expenses")
            .instructions("A sheet as CSV or XLSX, or one expense at a time")
            .accept(["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
            .max_size_mb(10);
        SubmitFile::new("expenses")
            .signal("data_submitted")
            .tenant(&input.tenant_slug)
            .entity(&input.entity_slug)
            .arg("expected_kind", "expense")
            .reason(format!(
                "Expenses of {}: {} of {} rows are there",
                input.entity_slug, self.rows, input.max_rows
            ))
            .display(upload)
    }

    /// What keeps a submission from being read.
    pub(super) fn obstacle(
        &self,
        submission: &DataSubmission,
        input: &ExpenseProcessorContext,
    ) -> Option<String> {
        let others = |said: &str, own: &str| !said.is_empty() && said != own;
        let elsewhere = others(&submission.tenant_slug, &input.tenant_slug)
            || others(&submission.entity_slug, &input.entity_slug);
        elsewhere
            .then(|| format!("it is not for {}; send it to the inbox of its own entity", input.entity_slug))
    }

    /// Refuses a sheet that is in the batch already.
    pub(super) fn without_twins(&self, brought: Brought) -> Brought {
        let Some(sheet) = &brought.sheet else { return brought };
        match self.sheets.iter().find(|other| other.key == sheet.key) {
            None => brought,
            Some(twin) => {
                let message = format!(
                    "the same sheet is in this batch already: {}; nothing of it was taken",
                    twin.name
                );
                crate::activities::refused(&sheet.name, sheet.rows as usize, message)
            }
        }
    }

    /// Whether a sheet, which is never parted, has to wait for the next batch.
    pub(super) fn has_no_room_for(&self, brought: &Brought) -> bool {
        let sheet = brought.sheet.as_ref();
        !self.sheets.is_empty()
            && sheet.is_some_and(|sheet| {
                self.rows + sheet.rows > MAX_ROWS || self.bytes + sheet.bytes > MAX_BYTES
            })
    }

    /// Takes what was brought, and says what to tell its sender.
    pub(super) fn add(&mut self, brought: Brought, max_rows: u32) -> IngestOutcome {
        if let Some(sheet) = brought.sheet {
            self.rows += sheet.rows;
            self.bytes += sheet.bytes;
            self.sheets.push(sheet);
        }
        let mut outcome = brought.outcome.target_rows(max_rows.into());
        if let Some(progress) = &mut outcome.progress {
            progress.accepted_rows = self.rows.into();
        }
        self.last = Some(outcome.clone());
        outcome
    }
}

impl ExpenseProcessor {
    /// Takes the next submission that waits; tells that nothing more is to come.
    fn next(&mut self) -> Option<Next> {
        if self.queue.is_empty() {
            return self.closing.then_some(Next::Nothing(Why::Closing));
        }
        Some(Next::Submission(self.queue.remove(0)))
    }

    /// Queues a submission, unless it says nothing or comes too late.
    pub(super) fn submit(&mut self, submission: DataSubmission) -> Result<(), String> {
        submission.check()?;
        if self.closing {
            return Err("the inbox is closing; send it to the next one".into());
        }
        if self.queue.len() >= QUEUE {
            return Err(format!("{QUEUE} submissions wait already; send it again after the next review"));
        }
        self.queue.push(submission);
        Ok(())
    }

    /// Remembers what a submission has brought.
    pub(super) fn note(&mut self, outcome: IngestOutcome) {
        self.ingested.push(outcome);
        let old = self.ingested.len().saturating_sub(OUTCOMES);
        self.ingested.drain(..old);
    }
}
