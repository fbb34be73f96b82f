//! Month-end accruals: proposed from the ledger, approved by an accountant, posted once.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;

/// What a run is started with.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MonthEnd {
    /// The month, such as `2026-03`.
    pub period: String,
}

/// The accruals of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Accruals {
    /// The month.
    pub period: String,
    /// One line each.
    pub lines: Vec<Accrual>,
}

/// One accrual.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Accrual {
    /// What tells it from the others.
    pub id: String,
    /// The account it is booked on.
    pub account: String,
    /// How much.
    pub amount: f64,
}

/// What was posted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Posted {
    /// How many lines.
    pub lines: usize,
    /// Their sum.
    pub total: f64,
}

/// The state of a run, which its signals and updates can change.
#[derive(Default)]
pub struct AccrualApproval;

/// Accrues what a month has cost and nobody has invoiced yet.
///
/// The ledger proposes, an accountant approves or corrects; what is rejected is not posted.
#[ntro_workflow(slug = "accrual-approval")]
impl AccrualApproval {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: MonthEnd) -> RunbookResult<Posted> {
        let proposed = Self::propose(ctx, &input).await?;
        let review = Self::approve(ctx, &proposed).await?;
        match review.action {
            Action::Approved | Action::Corrected => Self::post(ctx, review.payload).await,
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }

    /// Asks the ledger what is missing.
    #[ui_step(name = "propose", title = "Propose the accruals", icon = "Sparkles")]
    async fn propose(ctx: &Ctx<Self>, input: &MonthEnd) -> RunbookResult<Accruals> {
        ctx.activity(Ledger::PROPOSE, input.period.clone()).await
    }

    /// Shows them to an accountant, for three days.
    #[ui_step(
        name = "approve",
        title = "Approve the accruals",
        icon = "Eye",
        responsibility = "accountant",
        timeout = "72h",
        component = "DATA_TABLE",
        gate(payload = Accruals, answers(approved, corrected, rejected))
    )]
    async fn approve(ctx: &Ctx<Self>, accruals: &Accruals) -> RunbookResult<UserAction<Accruals>> {
        let table = DataTable::new("Accruals")
            .dataset("lines", "Lines")
            .columns([
                Column::text("account", "Account"),
                Column::currency("amount", "Amount").editable(),
            ]);
        ctx.wait_for_action(accruals)
            .display(table)
            .reason("Approve what is posted for the month")
            .await
    }

    /// Posts what was approved.
    #[ui_step(name = "post", title = "Post", icon = "CheckCircle2")]
    async fn post(ctx: &Ctx<Self>, accruals: Accruals) -> RunbookResult<Posted> {
        ctx.activity(Ledger::POST, accruals).await
    }
}
