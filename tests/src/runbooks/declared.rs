//! Gates that their step declares.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::runbooks::gates::Sheet;

/// How a gate is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// With nothing said that is declared.
    AsDeclared,
    /// For an hour only.
    ForAnHour,
    /// For longer than any clock goes.
    ForEver,
    /// By a name that is not declared.
    Undeclared,
    /// With another type.
    OtherPayload,
    /// As a submission, where a review is declared.
    AsSubmission,
    /// As a review, where a submission is declared.
    AsReview,
    /// With an answer that is not declared.
    OtherAnswer,
    /// With no answer at all.
    NoAnswer,
    /// Shown by another component.
    OtherComponent,
    /// Without anything that tells of the time-out.
    Overdue,
    /// So that the time-out is told.
    OverdueTimed,
    /// Counting on a timeout that is not declared.
    TimedWithoutTimeout,
}

/// A runbook with declared gates.
#[derive(Default)]
pub struct DeclaredGates;

#[ntro_workflow(slug = "declared-gates")]
impl DeclaredGates {
    #[run]
    async fn run(ctx: &Ctx<Self>, way: Way) -> RunbookResult<String> {
        match way {
            Way::Overdue | Way::OverdueTimed => Self::at_once(ctx, way).await,
            Way::TimedWithoutTimeout => Self::at_leisure(ctx).await,
            _ => Self::review(ctx, way).await,
        }
    }

    #[ui_step(
        name = "review",
        title = "Review the sheet",
        timeout = "24h",
        component = "SUMMARY",
        gate(payload = Sheet, component = "DATA_TABLE", answers(approved, rejected)),
        gate(name = "upload", component = "FILE_UPLOAD")
    )]
    async fn review(ctx: &Ctx<Self>, way: Way) -> RunbookResult<String> {
        let gate = ctx.wait_for_action(&Sheet::of(1.0)).settle(Duration::ZERO);
        let decided = match way {
            Way::ForAnHour => gate.timeout(Duration::from_secs(3600)).await?.or_fail("nobody came")?.action,
            Way::ForEver => gate.timeout(Duration::MAX).await?.or_fail("nobody came")?.action,
            Way::Undeclared => gate.named("second_look").await?.action,
            Way::OtherPayload => ctx.wait_for_action(&"a sheet".to_owned()).await?.action,
            Way::AsReview => gate.named("upload").await?.action,
            Way::OtherAnswer => gate.answers([Action::Approved, Action::Corrected]).await?.action,
            Way::NoAnswer => gate.answers([]).await?.action,
            Way::OtherComponent => gate.display(ApprovalForm::new("The sheet")).await?.action,
            Way::AsSubmission => {
                let upload = ctx.await_signal_with_action(SubmitFile::new("inbox")).named("review");
                upload.until(|_| true).await?;
                Action::Approved
            }
            _ => gate.await?.action,
        };
        Ok(decided.to_string())
    }

    #[ui_step(name = "at_once", title = "Look at once", timeout = "1s")]
    async fn at_once(ctx: &Ctx<Self>, way: Way) -> RunbookResult<String> {
        let gate = ctx.wait_for_action(&Sheet::of(1.0));
        if way == Way::Overdue {
            return Ok(gate.await?.action.to_string());
        }
        match gate.timed().await? {
            Waited::Value(review) => Ok(review.action.to_string()),
            Waited::TimedOut => Ok("timed out".into()),
        }
    }

    #[ui_step(name = "at_leisure", title = "Look at leisure")]
    async fn at_leisure(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let upload = ctx.await_signal_with_action(SubmitFile::new("inbox")).until(|_| true);
        upload.timed().await?.or_fail("nothing came")?;
        Ok("came".into())
    }
}
