//! The names that authors use, at the crate's root.

pub use jiff::Timestamp;
pub use ntro_workflow_macros::{
    Editable, Observable, activity, init, ntro_activities, ntro_workflow, query, run, signal, ui_step, update,
};
pub use temporalio_workflow::{join, select};

pub use crate::runbook::activity::ActivityCall;
pub use crate::runbook::activity_context::{ActivityCtx, ActivityInfo};
pub use crate::runbook::activity_definition::{
    ActivityBody, ActivityFuture, ActivityHost, ActivityRef, ActivityVisitor,
};
pub use crate::runbook::activity_error::ActivityError;
pub use crate::runbook::arguments::Arguments;
pub use crate::runbook::child::{ChildCall, ChildTarget};
pub use crate::runbook::collect::Collection;
pub use crate::runbook::context::{Ctx, Waited, fused, join_all};
pub use crate::runbook::definition::{NtroWorkflow, QueryHandler, SignalHandler, UpdateHandler};
pub use crate::runbook::error::{Cancellation, Failure, RunbookError, RunbookResult, StepError};
pub use crate::runbook::first_of::{FirstOf, OneOf2, OneOf3, OneOf4, Rivals, first_of, first_of_all};
pub use crate::runbook::gate::{Gate, LocalFuture, Timed};
pub use crate::runbook::handle::{Def, QueryRef, RunbookHandles, SignalRef, UpdateRef};
pub use crate::runbook::handler::HandlerError;
pub use crate::runbook::observable::Observable;
pub use crate::runbook::quality::{QualityCall, QualityCheck, QualityEvaluator, RUN_QUALITY_CHECK};
pub use crate::runbook::review::{Review, UserAction};
pub use crate::runbook::submission::{Submission, SubmissionDraft, SubmitFile};
pub use crate::runbook::succession::Succession;
pub use crate::runbook::task::PreviousCall;
pub use crate::runbook::workflow::Runbook;
pub use crate::state::{GateDefinition, StepDefinition};
pub use crate::wire::editable::{EditCell, EditField, EditRows, EditRules, Editable, RowList};
pub use crate::wire::{
    Action, Change, CheckOutcome, Correction, Direction, Feedback, FeedbackLevel, IngestOutcome,
    IngestStatus, Payload, PayloadType, PreviousTask, RowAction, TaskKey, Violation, hint,
};

/// `use ntro_workflow::prelude::*;` is all that most runbooks need.
///
/// ```
/// use ntro_workflow::prelude::*;
///
/// #[derive(Default)]
/// struct Close;
///
/// #[ntro_workflow(slug = "nav-close")]
/// impl Close {
///     #[run]
///     async fn run(ctx: &Ctx<Self>, period: String) -> RunbookResult<String> {
///         Self::review(ctx, &period).await
///     }
///
///     #[ui_step(name = "review", title = "Review", icon = "Eye")]
///     async fn review(ctx: &Ctx<Self>, period: &String) -> RunbookResult<String> {
///         Ok(ctx.wait_for_action(period).await?.payload)
///     }
/// }
/// ```
pub mod prelude {
    pub use std::time::Duration;

    pub use super::{
        Action, ActivityCtx, ActivityError, CheckOutcome, Ctx, Editable, Feedback, Observable, QualityCheck,
        RowAction, RunbookError, RunbookHandles as _, RunbookResult, SubmitFile, UserAction, Violation,
        Waited, activity, fused, init, join, join_all, ntro_activities, ntro_workflow, query, run, select,
        signal, ui_step, update,
    };
    pub use crate::wire::hint::{
        ApprovalForm, Column, DataTable, Dataset, DisplayHint, ExpectedDocument, FileUpload, HintAction,
        Loading, MultiFileUpload, ReportPreview, Summary,
    };
}

/// What the macros name. Not for authors: it may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use crate::runbook::activity_definition::{
        ActivityBody, ActivityFuture, ActivityHost, ActivityVisitor,
    };
    pub use crate::runbook::activity_error::{ActivityFailure, finish_activity};
    pub use crate::runbook::definition::RunFuture;
    pub use crate::runbook::editing::{Said, SaysNothing};
    pub use crate::runbook::error::{AnyResult, StepResult};
    pub use crate::runbook::handler::{Accepted, PlainReply, Reply, encode};
    pub use crate::runbook::known::{
        known, known_activity_input, known_activity_output, known_input, known_output,
    };
    pub use crate::runbook::observable::{NotObservable, Probe};
    pub use crate::runbook::step::{StepScope, enter, finish};
    pub use crate::runbook::task::{PlainTaskPart, TaskPart, TaskText, task_key};
    pub use crate::runbook::workflow::RawDefinition;
}
