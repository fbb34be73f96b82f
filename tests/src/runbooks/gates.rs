//! Gates of every kind.

use ntro_workflow::prelude::*;
use ntro_workflow::{fused, join, select};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is reviewed: rows with amounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sheet {
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its amount.
    pub amount: f64,
}

impl Sheet {
    /// A sheet of one row, `r1`.
    #[must_use]
    pub fn of(amount: f64) -> Self {
        Self { rows: vec![Row { id: "r1".into(), amount }] }
    }
}

/// How a review is to be opened.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReviewOptions {
    /// Its deadline.
    pub timeout_ms: Option<u64>,
    /// How long it settles.
    pub settle_ms: Option<u64>,
    /// Whether answers must name it.
    pub addressed_only: bool,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The decision, or `timed_out`.
    pub action: String,
    /// The amounts after it.
    pub amounts: Vec<f64>,
    /// What the person wrote.
    pub comments: Option<String>,
    /// Whether it came after the deadline.
    pub late: bool,
}

fn decided(review: UserAction<Sheet>) -> RunbookResult<Decided> {
    match review.action {
        Action::Approved | Action::Corrected => Ok(Decided {
            action: review.action.to_string(),
            amounts: review.payload.rows.iter().map(|row| row.amount).collect(),
            comments: review.comments,
            late: review.late,
        }),
        Action::Rejected => Err(RunbookError::rejected(review.comments)),
    }
}

/// One review.
#[derive(Default)]
pub struct OneReview;

#[ntro_workflow(slug = "one-review")]
impl OneReview {
    #[run]
    async fn run(ctx: &Ctx<Self>, options: ReviewOptions) -> RunbookResult<Decided> {
        Self::review(ctx, options).await
    }

    /// Shows a sheet and waits for a decision.
    #[ui_step(name = "review", title = "Review the sheet", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>, options: ReviewOptions) -> RunbookResult<Decided> {
        let mut gate = ctx
            .wait_for_action(&Sheet::of(100.0))
            .display(DataTable::new("The sheet").dataset("rows", "Rows"))
            .reason("Look at the sheet")
            .validate(|sheet: &Sheet| match sheet.rows.iter().position(|row| row.amount < 0.0) {
                Some(index) => {
                    Err(Violation::at(format!("/rows/{index}/amount"), "an amount must not be negative"))
                }
                None => Ok(()),
            });
        if let Some(settle) = options.settle_ms {
            gate = gate.settle(Duration::from_millis(settle));
        }
        if options.addressed_only {
            gate = gate.addressed_only();
        }
        let Some(timeout) = options.timeout_ms else {
            return decided(gate.await?);
        };
        match gate.timeout(Duration::from_millis(timeout)).await? {
            Waited::Value(review) => decided(review),
            Waited::TimedOut => {
                Ok(Decided { action: "timed_out".into(), amounts: vec![], comments: None, late: false })
            }
        }
    }
}

/// Two reviews, one after the other.
#[derive(Default)]
pub struct TwoReviews;

#[ntro_workflow(slug = "two-reviews")]
impl TwoReviews {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<Vec<Decided>> {
        Ok(vec![Self::first(ctx).await?, Self::second(ctx).await?])
    }

    #[ui_step(name = "first", title = "First look")]
    async fn first(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        decided(ctx.wait_for_action(&Sheet::of(1.0)).settle(Duration::ZERO).await?)
    }

    #[ui_step(name = "second", title = "Pay a million")]
    async fn second(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        decided(ctx.wait_for_action(&Sheet::of(1_000_000.0)).settle(Duration::ZERO).await?)
    }
}

/// Waits for a document, then has it reviewed; twice, to see that the second round waits again.
#[derive(Default)]
pub struct Submission {
    submitted: Option<String>,
}

#[ntro_workflow(slug = "submission")]
impl Submission {
    #[run]
    async fn run(ctx: &Ctx<Self>, rounds: u32) -> RunbookResult<Vec<String>> {
        let mut documents = Vec::new();
        for _ in 0..rounds {
            documents.push(Self::await_document(ctx).await?);
        }
        Ok(documents)
    }

    /// Brings the document.
    #[signal]
    pub fn document_submitted(&mut self, document: String) {
        self.submitted = Some(document);
    }

    #[ui_step(name = "await_document", title = "Await the document", icon = "Inbox")]
    async fn await_document(ctx: &Ctx<Self>) -> RunbookResult<String> {
        ctx.await_signal_with_action(SubmitFile::new("inbox"))
            .take(|runbook| runbook.submitted.take())
            .timeout(Duration::from_secs(3600))
            .await?
            .or_fail("no document within an hour")
    }
}

/// Two gates at once, of which the first answer wins.
#[derive(Default)]
pub struct Rivals;

#[ntro_workflow(slug = "rivals")]
impl Rivals {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        Self::race(ctx).await?;
        Self::last_look(ctx).await
    }

    #[ui_step(name = "race", title = "Whoever comes first")]
    async fn race(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let mut left = fused(ctx.wait_for_action(&Sheet::of(1.0)).named("left"));
        let right = ctx.wait_for_action(&Sheet::of(2.0)).named("right").timeout(Duration::from_secs(86_400));
        let mut right = fused(right);
        select! {
            left = left => left.map(drop),
            right = right => right.map(drop),
        }
    }

    #[ui_step(name = "last_look", title = "Last look")]
    async fn last_look(ctx: &Ctx<Self>) -> RunbookResult<String> {
        Ok(ctx.wait_for_action(&Sheet::of(3.0)).await?.action.to_string())
    }
}

/// Two steps side by side, each with a gate of its own.
#[derive(Default)]
pub struct Side;

#[ntro_workflow(slug = "side-by-side")]
impl Side {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<Vec<f64>> {
        let (left, right) = join!(Self::left(ctx), Self::right(ctx));
        Ok([left?.amounts, right?.amounts].concat())
    }

    #[ui_step(name = "left", title = "Left")]
    async fn left(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        decided(ctx.wait_for_action(&Sheet::of(1.0)).await?)
    }

    #[ui_step(name = "right", title = "Right")]
    async fn right(ctx: &Ctx<Self>) -> RunbookResult<Decided> {
        decided(ctx.wait_for_action(&Sheet::of(2.0)).await?)
    }
}
